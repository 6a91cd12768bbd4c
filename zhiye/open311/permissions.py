"""What the partners' door may be asked for."""

from django.utils.translation import gettext_lazy as _

PARTNERS = "open311.partners"
PERMISSIONS = {PARTNERS: _("让合作平台接进来，给钥匙、停用钥匙")}

# Held by no role: a partner may do this at its own place, and nothing else (``actor.PartnerActor``).
REPORT = "open311.report"
