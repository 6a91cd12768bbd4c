"""What the register may be asked for."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "people.list": _("看称呼和门牌"),
    "people.view": _("打开一个人的资料（电话和证件号遮住）"),
    "people.edit": _("登记和改资料"),
    "people.reveal_phone": _("看完整电话，留痕"),
    "people.reveal_id": _("写明用途后看完整证件号，留痕"),
    "people.secret": _("看“仅我和书记”的内容"),
    "people.merge": _("合并重复的两份资料"),
    "people.export": _("导出名单，写明用途，留痕"),
}
