"""The four headings under which a street's year is told, each with its name."""

from django.utils.translation import gettext_lazy

HEADINGS = {
    "difficulties": gettext_lazy("解决居民实际困难"),
    "culture": gettext_lazy("提升居民文化修养"),
    "order": gettext_lazy("推动社区文明有序"),
    "joint": gettext_lazy("促进社区共建共治"),
}
