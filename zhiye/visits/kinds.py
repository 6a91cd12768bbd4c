"""Kinds of contact: the codes of the note reader's lists (reading/data/contacts.toml) in words people use."""

from django.utils.translation import gettext_lazy

KINDS = {
    "visit": gettext_lazy("走访"),
    "reception": gettext_lazy("来访接待"),
    "phone": gettext_lazy("电话"),
    "meeting": gettext_lazy("开会协商"),
    "mediation": gettext_lazy("调解"),
    "patrol": gettext_lazy("巡查"),
    "activity": gettext_lazy("活动"),
    "hotline": gettext_lazy("12345 工单"),
    "aid": gettext_lazy("送物、慰问"),
    "referral": gettext_lazy("转给别的部门"),
}
