"""What the hotline may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, EDIT, CALLER = "hotline.view", "hotline.edit", "hotline.caller"
PERMISSIONS = {
    VIEW: _("看12345工单、表扬和数"),
    EDIT: _("收工单、退回、导入和导出工单"),
    CALLER: _("看来电人的姓名和电话，留痕"),
}
