"""What the notices may be asked for."""

from django.utils.translation import gettext_lazy as _

OWN = "notices.own"
PERMISSIONS = {OWN: _("收提醒，自己决定发到哪里")}
