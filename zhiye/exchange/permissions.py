"""What the exchange may be asked for."""

from django.utils.translation import gettext_lazy as _

IMPORT = "exchange.import"
PERMISSIONS = {IMPORT: _("导入名册，撤销导入")}
