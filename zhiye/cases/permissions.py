"""What the matters may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, EDIT = "cases.view", "cases.edit"
PERMISSIONS = {
    VIEW: _("看本组的事项和说好的事"),
    EDIT: _("记一件事，改进展，记下说好的事"),
}
