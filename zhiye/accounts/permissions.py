"""What accounts may be asked for."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "accounts.manage": _("开账号、给职责、停用账号"),
    "machine.run": _("管机器：备份、恢复、检查；看不到居民"),
}
