"""How a form is filled with rows of one kind: a list with a row each, or a sheet each; every blank with its source."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from zhiye.filling import wanted
from zhiye.filling.documents.form import FOR_HANDS, Column, Form, FormTable, Slot
from zhiye.filling.doubts import weighed
from zhiye.filling.known.fields import (
    COMMITTEE,
    COMMITTEE_ENDINGS,
    FIGURE,
    PERSON,
    Known,
    fields,
    held,
    is_never,
)
from zhiye.filling.matched import Guess, timed_guesses
from zhiye.filling.models import ASKED, KNOWN, LEFT, TEXT
from zhiye.filling.times import THIS, joined
from zhiye.people.heads import SPELLINGS, plain_head

# What is said once of a form: the heads 日期 and 联系人 of a list mean its rows.
ONCE = frozenset({"committee.today", "committee.filler", "committee.period", "committee.rows"})
INNER = gettext_lazy("名单")  # what a list within a sheet is called that has no title
INNER_ONLY = frozenset(
    {"person.relation_to"}
)  # what is said of the members of a sheet, as seen by its person
_HEADS_OWN = re.compile(r"(?<=·)户主(?=.)|^户主(?=.)|[（(]户主[)）]")
_HEADS_NAMES = frozenset({"户主姓名", "户主"})
_NAMES = _HEADS_NAMES | {plain_head(word) for word in SPELLINGS["name"]}
ENOUGH = 2  # columns of a list that are known: fewer say nothing of what it lists


@dataclass(frozen=True, slots=True)
class Answer:
    """How somebody wants one blank filled; ``code`` is of a field, ``text`` the same for all rows."""

    how: str
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank. ``column``: of the list, else of the sheet. ``settled``: surely matched, or somebody has said so.

    ``likely`` are codes of fields to offer first, ``whens`` times of a figure (times.py); ``only_when``: nothing else
    is asked. ``never``: what it asks for is not kept here.
    """

    key: str
    label: str
    column: bool
    answer: Answer
    likely: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    settled: bool = False
    never: bool = False
    whens: tuple[str, ...] = ()
    only_when: bool = False

    @property
    def source(self) -> str:
        """居民登记：出生日期; "" where it does not come from what is known."""
        one = fields().get(self.answer.code)
        return str(one.told) if one and self.answer.how == KNOWN else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """``sheet``: one sheet a row; else one list. ``table`` is the list that is written, of the form or of a sheet."""

    form: Form
    what: str
    sheet: bool
    table: FormTable | None
    blanks: tuple[Blank, ...]

    @property
    def row_blanks(self) -> list[Blank]:
        """The blanks that differ from row to row: the list's columns, or the sheet's slots."""
        return [blank for blank in self.blanks if blank.column != self.sheet]

    @property
    def form_blanks(self) -> list[Blank]:
        """The others: what stands around a list once; the columns of a list within a sheet."""
        return [blank for blank in self.blanks if blank.column == self.sheet]

    @property
    def codes(self) -> frozenset[str]:
        """The fields that are needed."""
        return frozenset(blank.answer.code for blank in self.blanks if blank.answer.how == KNOWN)

    @property
    def covered(self) -> frozenset[str]:
        """What of them is kept covered."""
        return frozenset(kind for code in self.codes if code in fields() and (kind := fields()[code].covered))

    @property
    def covered_blanks(self) -> dict[str, str]:
        """The blanks that take it, with its kind."""
        known = {blank.key: fields()[blank.answer.code].covered for blank in self.blanks if blank.source}
        return {key: kind for key, kind in known.items() if kind}

    @property
    def open(self) -> list[Blank]:
        """The blanks about which nobody has said anything yet."""
        return [blank for blank in self.blanks if not blank.settled and not blank.never]

    @property
    def done(self) -> list[Blank]:
        """The others that are filled in."""
        return [blank for blank in self.blanks if blank.settled and blank.answer.how != LEFT]

    @property
    def left(self) -> list[Blank]:
        """Those that stay empty because somebody said so, or because it is not kept here."""
        return [blank for blank in self.blanks if blank.never or (blank.settled and blank.answer.how == LEFT)]

    def asked(self, form_wide: bool = False) -> list[Blank]:
        """The blanks that people type in: those of each row, or those that stand once."""
        among = self.form_blanks if form_wide else self.row_blanks
        return [blank for blank in among if blank.answer.how == ASKED and not blank.never]


def make_plan(form: Form, what: str, remembered: Mapping[str, Answer], committee: str = "") -> Plan:
    """The plan for rows of ``what``; what was ``remembered`` of this form comes before any matching. ``committee`` is
    the name of whose form it is: a line of another committee's stays empty."""
    sheet, table = shape(form, what)
    columns = [one for one in held(what) if one.code not in ONCE and (sheet or one.code not in INNER_ONLY)]
    if sheet and what != wanted.FIGURES:
        columns = [one for one in columns if one.source == PERSON]
    slots = [one for one in held(what) if (sheet and one.code not in INNER_ONLY) or one.source == COMMITTEE]
    of_head = what == wanted.HOMES
    inner = _title(table) if sheet else ""
    blanks = _blanks(_columns(table), columns, True, inner=inner, of_head=of_head and not sheet) + _blanks(
        _slots(form),
        slots,
        False,
        of_rows=sheet and what != wanted.FIGURES,
        of_head=of_head,
        committee=committee if what == wanted.FIGURES else None,
    )
    return Plan(form, what, sheet, table, tuple(_settled(blank, remembered) for blank in blanks))


def _another_committees(label: str, committee: str) -> bool:
    """A street's form has a line for each committee (枫林居民区·走访户数): only the own one is filled by itself."""
    lines = [part for part in label.split("·")[:-1] if part.endswith(COMMITTEE_ENDINGS)]
    return any(_short(part) != _short(committee) for part in lines)


def _short(name: str) -> str:
    ending = next((one for one in COMMITTEE_ENDINGS if name.endswith(one)), "")
    return name.removesuffix(ending)


def _title(table: FormTable | None) -> str:
    return (table.title if table else "") or str(INNER)


def shape(form: Form, what: str) -> tuple[bool, FormTable | None]:
    """Whether each row gets a sheet of its own, and which list is written."""
    of_rows = [one for one in held(what) if one.source != COMMITTEE]
    slots = _sure(timed_guesses([slot.label for slot in _slots(form)], of_rows))
    scored = [
        (_sure(timed_guesses([c.label for c in _columns(table)], of_rows)), table) for table in form.tables
    ]
    best, table = max(scored, key=lambda one: one[0], default=(0, None))
    if what == wanted.FIGURES:
        return True, table if best else None
    if not form.tables:
        return True, None
    sheet = (what == wanted.HOMES and not (best > slots and _a_row_a_home(table))) or slots > best
    sheet = sheet or (
        slots > 0 and _of_a_family(table)
    )  # 与申请人关系: the slots above tell of the applicant
    if sheet:
        members = what in (wanted.PEOPLE, wanted.HOMES) and best >= ENOUGH
        return True, table if members else None
    return False, table


def likeliest(form: Form, offered: Iterable[str]) -> str:
    """What the form seems to be about: the kind of rows of which most of its blanks are known."""
    labels = [c.label for table in form.tables for c in _columns(table)] + [s.label for s in _slots(form)]

    def score(what: str) -> int:
        own = [one for one in held(what) if one.source != COMMITTEE]
        main = [one for one in own if one.source == own[0].source] if own else []
        return _sure(timed_guesses(labels, main)) * 4 + _sure(timed_guesses(labels, own))

    offered = list(offered)
    if wanted.HOMES in offered and any(_a_row_a_home(table) for table in form.tables):
        return wanted.HOMES
    kinds = [what for what in offered if what != wanted.HOMES]
    return max(kinds, key=score, default=wanted.PEOPLE)


def _of_a_family(table: FormTable | None) -> bool:
    """Whether a list tells of each what they are to the one the sheet is about."""
    leaves = [column.label.rpartition("·")[2] for column in _columns(table)]
    inner = [one for one in held(wanted.PEOPLE) if one.code in INNER_ONLY]
    return _sure(timed_guesses(leaves, inner)) > 0


def _a_row_a_home(table: FormTable | None) -> bool:
    """Whether a list names heads of households and nobody besides: 户主姓名 | 家庭人口 | 住址."""
    leaves = [plain_head(column.label.rpartition("·")[2]) for column in _columns(table)]
    names = [leaf for leaf in leaves if leaf in _NAMES]
    return len(leaves) > ENOUGH and bool(names) and all(leaf in _HEADS_NAMES for leaf in names)


def _sure(found: list[Guess]) -> int:
    return sum(guess.sure for guess in found)


def _slots(form: Form) -> list[Slot]:
    return [slot for slot in form.slots if slot.control not in FOR_HANDS]


def _columns(table: FormTable | None) -> list[Column]:
    return [c for c in table.columns if not c.serial and not c.computed] if table else []


def _blanks(
    parts: Sequence[Column | Slot],
    known: list[Known],
    column: bool,
    inner: str = "",
    of_rows: bool = True,
    of_head: bool = False,
    committee: str | None = None,
) -> list[Blank]:
    """``inner`` is the title of a list within a sheet: a group in front (家庭成员) names whom it is about anyway.
    ``of_head``: a sheet for a household is about its head, so 户主电话 is the person's own. ``committee``: whose
    lines they are, where lines may be of others."""
    labels = [part.label.rpartition("·")[2] if inner else part.label for part in parts]
    asked = [_HEADS_OWN.sub("", label) if of_head else label for label in labels]
    lines = [part.where.row if isinstance(part, Slot) else 0 for part in parts]
    guessed = [
        replace(guess, sure=False, only_when=False)
        if committee is not None and _another_committees(label, committee)
        else guess
        for label, guess in zip(asked, timed_guesses(asked, known), strict=True)
    ]
    told = weighed(asked, guessed, lines, column, of_rows)
    found = [_blank(part, guess, column) for part, guess in zip(parts, told, strict=True)]
    return (
        [replace(blank, label=f"{inner}·{label}") for blank, label in zip(found, labels, strict=True)]
        if inner
        else found
    )


def _blank(part: Column | Slot, guess: Guess, column: bool) -> Blank:
    """What is not sure stays empty until somebody chooses."""
    never = is_never(part.label)
    answer = Answer(KNOWN, guess.codes[0]) if guess.sure and not never else Answer(LEFT)
    codes = () if never else guess.codes
    settled = guess.sure and not never
    only_when = guess.only_when and not never
    return Blank(
        part.key, part.label, column, answer, codes, part.options, settled, never, guess.whens, only_when
    )


def _settled(blank: Blank, remembered: Mapping[str, Answer]) -> Blank:
    said = remembered.get(blank.key)
    if said is None or blank.never or (said.how == KNOWN and said.code not in fields()):
        return blank
    return replace(blank, answer=said, settled=True)


def answer_of(value: str, text: str, when: str = THIS) -> Answer | None:
    """An answer as a page sends it: the code of a field (of a figure with its time), or "text", "asked", "left". None
    for anything else, and for a figure of which nobody said when."""
    if value in fields() and fields()[value].source == FIGURE:
        code = joined(value, when)
        return Answer(KNOWN, code) if code != value or when == THIS else None
    if value in fields():
        return Answer(KNOWN, value)
    if value == TEXT:
        return Answer(TEXT, text=text.strip()[:400]) if text.strip() else Answer(LEFT)
    return Answer(value) if value in (ASKED, LEFT) else None
