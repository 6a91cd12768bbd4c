"""What the matters may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, EDIT, STREET = "cases.view", "cases.edit", "cases.street"
APPROVE = "cases.approve"
PERMISSIONS = {
    VIEW: _("看本组的事项和说好的事"),
    EDIT: _("记一件事，改进展，记下说好的事"),
    APPROVE: _("同意延期"),
    STREET: _("办居民区交到街道的事，只看写给街道的话；交办给居民区"),
}
