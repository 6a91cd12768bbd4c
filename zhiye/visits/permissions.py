"""What the contacts may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, EDIT = "visits.view", "visits.edit"
PERMISSIONS = {
    VIEW: _("看谁什么时候见过谁"),
    EDIT: _("记一次走访、电话或来访"),
}
