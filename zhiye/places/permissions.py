"""What places may be asked for."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "places.view": _("看楼栋和楼盘表"),
    "places.edit": _("改楼栋、网格、楼组"),
    "places.count": _("看户数和人数，不看到人"),
}
