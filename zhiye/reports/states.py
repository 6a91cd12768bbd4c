"""The states of a report, in words."""

from django.utils.translation import gettext_lazy

DRAFT, SIGNED, WITHDRAWN, DROPPED = "draft", "signed", "withdrawn", "dropped"
STATES = [
    (DRAFT, gettext_lazy("还没签")),
    (SIGNED, gettext_lazy("已签")),
    (WITHDRAWN, gettext_lazy("签字撤回了")),
    (DROPPED, gettext_lazy("不要了")),
]
