"""What the journal may be asked for."""

from django.utils.translation import gettext_lazy as _

WRITE, VIEW = "journal.write", "journal.view"
PERMISSIONS = {
    WRITE: _("记工作日志，改自己写的"),
    VIEW: _("看本组的工作日志和来龙去脉"),
}
