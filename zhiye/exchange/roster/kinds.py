"""The kinds of columns, and what a reader must know about each column of a table."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# Kinds of columns with the name a person sees; the order is that of the choices on the page.
KIND_NAMES: dict[str, str | Promise] = {
    "name": gettext_lazy("姓名"),
    "id_number": gettext_lazy("身份证号"),
    "sex": gettext_lazy("性别"),
    "birth": gettext_lazy("出生日期或年龄"),
    "phone": gettext_lazy("电话"),
    "home": gettext_lazy("住址（门牌）"),
    "estate": gettext_lazy("小区"),
    "building": gettext_lazy("楼号"),
    "unit": gettext_lazy("单元"),
    "floor": gettext_lazy("楼层"),
    "room": gettext_lazy("室号"),
    "household": gettext_lazy("户主或户号"),
    "relation": gettext_lazy("与户主关系"),
    "categories": gettext_lazy("人员类别"),
    "tenure": gettext_lazy("自住还是租住"),
    "residence": gettext_lazy("人户状态"),
    "registered_home": gettext_lazy("户籍地址"),
    "owner_kind": gettext_lazy("业主类型"),
    "owner_ref": gettext_lazy("业主编号"),
    "area": gettext_lazy("面积"),
    "share": gettext_lazy("产权份额"),
    "floors": gettext_lazy("总层数"),
    "lift": gettext_lazy("有没有电梯"),
    "note": gettext_lazy("备注"),
    "serial": gettext_lazy("序号"),
    "ignore": gettext_lazy("不导入"),
}


@dataclass(slots=True)
class Column:
    """One column with its kind (a key of KIND_NAMES) and what a reader must know about it in ``sub``.

    ``sub``: birth → "age" for ages; household → "name" or "code"; categories → "flag:<code>" for yes/no;
    relation and tenure → "asked:<code>" for yes/no; name → "owner"; home → "house" where homes have no room
    number; note → "named" keeps the head in the note; ignore → "never" for what is never kept, "foreign" and
    "serial" as they say.
    """

    index: int
    label: str
    kind: str
    sub: str = ""
    strength: float = 0.0
    content: dict[str, float] = field(default_factory=dict)
    moved: bool = False  # the cells overruled the head


@dataclass(slots=True)
class Plan:
    """The columns of one table and what the table is: people, rooms, buildings, foreign or unknown."""

    columns: list[Column]
    role: str = ""
    notes: list[str] = field(default_factory=list)
    rivals: dict[str, list[str]] = field(default_factory=dict)  # kind → heads equally clear, best first

    def of(self, kind: str) -> list[Column]:
        """All columns of a kind in reading order (the best first)."""
        return [column for column in self.columns if column.kind == kind]

    def first(self, kind: str) -> Column | None:
        """The best column of a kind."""
        return next(iter(self.of(kind)), None)
