"""Checks of what happens by itself: timers, chores, notices."""

from django.utils.translation import gettext as _

from zhiye.kernel.actor import System
from zhiye.notices.queries import failed_lately
from zhiye.timers.queries import trouble


def timers_fire() -> str:
    """Whatever was due has happened, and chores go well."""
    stuck = trouble(System("check"))
    said = []
    for (kind, error), count in sorted(stuck.failing.items()):
        told = {"count": count, "kind": kind, "error": error}
        said.append(
            _("有 %(count)d 件到点的事一直没办成（%(kind)s，%(error)s），照日志里的说明修好，会自己接着办")
            % told
        )
    for name, error in stuck.chores:
        told = {"name": name, "error": error}
        said.append(_("例行的事“%(name)s”没做成（%(error)s），照日志里的说明修好，会自己再做") % told)
    if stuck.late:
        told = {"count": stuck.late}
        said.append(_("有 %(count)d 件事到点了没有人管，启动 zhiye serve 或 zhiye worker") % told)
    return "；".join(said) + "。" if said else ""


def notices_arrive() -> str:
    """Whoever has a channel is told through it."""
    if count := failed_lately(System("check")):
        return _("有 %(count)d 条提醒没送出去，请有关的同事打开“我的提醒”，点“试一条”看看。") % {
            "count": count
        }
    return ""
