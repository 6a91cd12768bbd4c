"""Does everything fit together? A check is a function that answers a sentence, empty when all is well."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.upkeep.checks import by_itself, machine, register


@dataclass(frozen=True)
class Check:
    """One thing to look at. When a ``basic`` one finds something, the rest cannot be asked."""

    code: str
    title: Any
    look: Callable[[], str]
    basic: bool = False


@dataclass(frozen=True)
class Finding:
    """What came of it; ``problem`` says what is wrong and what to do, empty when nothing is."""

    code: str
    title: str
    problem: str

    @property
    def fine(self) -> bool:
        """Whether nobody has to do anything."""
        return not self.problem


CHECKS = (
    Check("disk", gettext_lazy("磁盘空间"), machine.disk_space),
    Check("database", gettext_lazy("数据库"), machine.database_answers, basic=True),
    Check("tables", gettext_lazy("表的版本"), machine.tables_current, basic=True),
    Check("storage", gettext_lazy("数据库文件完好，断电不丢"), machine.storage_sound),
    Check("references", gettext_lazy("表之间对得上"), machine.references_whole),
    Check("keys", gettext_lazy("钥匙文件"), machine.keys_kept),
    Check("sealed", gettext_lazy("证件号和电话打得开"), machine.sealed_values_open),
    Check("imports", gettext_lazy("导入都做完了"), machine.imports_finished),
    Check("workdays", gettext_lazy("知道明年哪天放假"), machine.days_off_known),
    Check("fonts", gettext_lazy("报表排得成 PDF"), machine.papers_can_be_set),
    Check("timers", gettext_lazy("到点的事都办了"), by_itself.timers_fire),
    Check("notices", gettext_lazy("提醒送得出去"), by_itself.notices_arrive),
    Check("places", gettext_lazy("门牌一级套一级"), register.places_nested),
    Check("paths", gettext_lazy("居民都在自己的门牌下"), register.paths_agree),
    Check("coverage", gettext_lazy("一栋楼一个网格"), register.one_overlay_of_a_kind),
    Check("search", gettext_lazy("搜得到每个人"), register.search_keys_complete),
)


def findings() -> list[Finding]:
    """All checks in turn, up to a basic one that finds something."""
    found: list[Finding] = []
    for check in CHECKS:
        finding = Finding(check.code, str(check.title), _looked(check))
        found.append(finding)
        if check.basic and not finding.fine:
            break
    return found


def _looked(check: Check) -> str:
    try:
        return check.look()
    except DatabaseError as trouble:
        return _("数据库读不了，看看数据库服务和磁盘（%(detail)s）。") % {"detail": trouble}
