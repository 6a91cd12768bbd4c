"""What the door codes may be asked for."""

from django.utils.translation import gettext_lazy as _

CODES = "portal.codes"
PERMISSIONS = {CODES: _("做楼道码、打印告示、写居委会的电话")}

# Held by no role: whoever stands before a door may do this there, and nothing else (``actor.Resident``).
REPORT = "portal.report"
