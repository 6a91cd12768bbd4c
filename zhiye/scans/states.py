"""Where a photo stands on its way to text, in the words of the page."""

from django.utils.translation import gettext_lazy

WAITING, READING, READ, EMPTY, BROKEN, UNABLE = "waiting", "reading", "read", "empty", "broken", "unable"
STATES = [
    (WAITING, gettext_lazy("等着读")),
    (READING, gettext_lazy("正在读")),
    (READ, gettext_lazy("读好了")),
    (EMPTY, gettext_lazy("没有读到字")),
    (BROKEN, gettext_lazy("没读完")),
    (UNABLE, gettext_lazy("没有读")),
]
SENTENCES = {
    WAITING: gettext_lazy("前面还有几张，排着队。照片已经收好。"),
    READING: gettext_lazy("正在读照片上的字，先接着写也行。"),
    READ: gettext_lazy("读好了。对照照片看一遍再存，人名和数字最容易认错。"),
    EMPTY: gettext_lazy("没有读到字。照片留着；字请自己打。"),
    BROKEN: gettext_lazy("没读完，再试一次。照片还在。"),
    UNABLE: gettext_lazy("这台机器没有装认字的部件，照片留着，字请自己打。"),
}
MAY_TRY_AGAIN = (EMPTY, BROKEN, UNABLE)
"""States in which reading once more can help: the part may be there by now."""
