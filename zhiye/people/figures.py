"""What the register is counted as: who lives here, how old, in how many homes; who was born, came, left, died."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.figures.conditions import on_days
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Sentence, register
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.people.birth import age_on
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import CategoryHolding, Person, Residence
from zhiye.people.queries.files import called
from zhiye.people.queries.lists import born_by
from zhiye.people.showing import discreet
from zhiye.places import kinds
from zhiye.places.building_page import address_of
from zhiye.places.models import Place
from zhiye.places.queries import standing

LIST, VIEW, SECRET = "people.list", "people.view", "people.secret"


def residents(period: Period) -> QuerySet[Person]:
    """Everybody who lives here today."""
    return Person.objects.filter(is_current=True, standing="resident")


def aged(age: int) -> Any:
    """Those of them of at least that age today."""

    def found(period: Period) -> QuerySet[Person]:
        return residents(period).filter(birth__lte=born_by(clock.today(), age))

    return found


def at_home(period: Period) -> QuerySet[Person]:
    """Those of them of whom the home is known."""
    return residents(period).filter(home__isnull=False)


def alone(period: Period) -> QuerySet[Person]:
    """Those of them with whom nobody else lives. The path is that of the home, and has the index."""
    others = residents(period).filter(path=OuterRef("path")).exclude(pk=OuterRef("pk"))
    return at_home(period).filter(~Exists(others))


def born(period: Period) -> QuerySet[Person]:
    """Births on a known day, of people who live here or did."""
    return _files().filter(on_days("birth", period), birth_precision="day")


def died(period: Period) -> QuerySet[Person]:
    """Those of them who died."""
    return _files().filter(on_days("died_on", period))


def moved_away(period: Period) -> QuerySet[Person]:
    """Those of them who moved away for good."""
    return _files().filter(on_days("left_on", period), died_on=None)


def moved_in(period: Period) -> QuerySet[Residence]:
    """Each time somebody began to live in a home."""
    rows = Residence.objects.filter(on_days("since", period), person__merged_into=None)
    return rows.exclude(lives_here=False)


def of_category(code: str) -> Any:
    """Residents of a category today."""

    def found(period: Period) -> QuerySet[CategoryHolding]:
        rows = CategoryHolding.objects.filter(code=code, until=None)
        return rows.filter(person__is_current=True, person__standing="resident")

    return found


def places(kind: str) -> Any:
    """Places of a kind that stand today."""

    def found(period: Period) -> QuerySet[Place]:
        return Place.objects.filter(standing(), kind=kind)

    return found


def _files() -> QuerySet[Person]:
    """Files of people who live or lived here, without those that were joined to another one."""
    return Person.objects.filter(merged_into=None, standing="resident")


def listed(actor: Actor) -> Q:
    """People whose door and form of address the actor may see."""
    return within("path", actor.scope(LIST))


def seen(actor: Actor) -> Q:
    """People whose file the actor may open: ages and days stand in it."""
    return within("path", actor.scope(VIEW))


def residences_seen(actor: Actor) -> Q:
    """The same for residences; both where they were and where the person's file is now."""
    return within("home__path", actor.scope(VIEW)) & within("person__path", actor.scope(VIEW))


def holdings_seen(actor: Actor) -> Q:
    """Categories the actor may see, by their ring."""
    rings = Q(ring="team") | within("path", actor.scope(SECRET))
    return within("path", actor.scope(VIEW)) & rings


def places_seen(actor: Actor) -> Q:
    """Places whose page the actor may open."""
    return within("path", actor.scope("places.view"))


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """People in words."""
    doors = _doors([one.path for one in rows])
    return [
        Line(
            None,
            called(one) if actor.may(VIEW, one.path) else discreet(one),
            doors.get(one.path, ""),
            _age(one) if actor.may(VIEW, one.path) else "",
            reverse("people-detail", args=[one.pk]),
        )
        for one in rows
    ]


def lines_on(field: str) -> Any:
    """The same with the day on which it happened."""

    def told(actor: Actor, rows: Sequence[Any]) -> list[Line]:
        plain = zip(rows, lines(actor, rows), strict=True)
        return [Line(getattr(row, field), line.title, line.where, "", line.url) for row, line in plain]

    return told


def residence_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Who, into which home, when."""
    people = Person.objects.in_bulk([one.person_id for one in rows])
    doors = dict(Place.objects.filter(pk__in=[one.home_id for one in rows]).values_list("pk", "door"))
    told = zip(rows, lines(actor, [people[one.person_id] for one in rows]), strict=True)
    return [Line(row.since, line.title, doors[row.home_id], "", line.url) for row, line in told]


def holding_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Who is of the category, on what evidence."""
    people = Person.objects.in_bulk([one.person_id for one in rows])
    told = zip(rows, lines(actor, [people[one.person_id] for one in rows]), strict=True)
    return [Line(row.since, line.title, line.where, row.evidence, line.url) for row, line in told]


def home_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """The homes of people."""
    homes = {one.pk: one for one in Place.objects.filter(pk__in=[row.home_id for row in rows])}
    return place_lines(actor, [homes[row.home_id] for row in rows])


def place_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Places by their doors."""
    return [Line(None, one.door or one.name, url=address_of(one)) for one in rows]


def _age(person: Person) -> str:
    return _("%(n)d 岁") % {"n": age_on(person.birth, clock.today())} if person.birth else ""


def _doors(paths: Sequence[str]) -> dict[str, str]:
    return dict(Place.objects.filter(path__in=paths).values_list("path", "door"))


def _category(code: str, name: str) -> Figure:
    rule = gettext_lazy("今天住在这里、登记为这一类、还没有结束的人；不住在这里的不算。")
    return Figure(
        f"people.category.{code}", name, "person", rule,
        of_category(code), holdings_seen, holding_lines, day="", stock=True,
    )  # fmt: skip


KEPT = {code: one.name for code, one in CATEGORIES.items() if not one.computed}

register(
    Figure(
        "people.residents", gettext_lazy("居民"), "person",
        gettext_lazy("今天住在这里的人；只是户口在这里、只有房产在这里的不算，离世、搬走的不算。"),
        residents, listed, lines, day="", stock=True,
    ),
    Figure(
        "people.households", gettext_lazy("住着人的家庭"), "household",
        gettext_lazy("今天至少住着一位居民的房子，一套算一户；空房不算，还不知道住哪一套的人不算。"),
        at_home, listed, home_lines, day="", once="path", stock=True,
    ),
    Figure(
        "people.aged_60", gettext_lazy("60 岁以上的居民"), "person",
        gettext_lazy("今天住在这里、满 60 周岁的人；不知道出生日期的不算。"),
        aged(60), seen, lines, day="", stock=True,
    ),
    Figure(
        "people.aged_80", gettext_lazy("80 岁以上的居民"), "person",
        gettext_lazy("今天住在这里、满 80 周岁的人；不知道出生日期的不算。"),
        aged(80), seen, lines, day="", stock=True,
    ),
    Figure(
        "people.alone", gettext_lazy("一个人住的居民"), "person",
        gettext_lazy("今天住在这里、同一套房子里没有登记别的居民的人；不论年纪。"),
        alone, seen, lines, day="", stock=True,
    ),
    Figure(
        "people.homes", gettext_lazy("房屋"), "home",
        gettext_lazy("今天在册的房子，住着人的和空着的都算。"),
        places(kinds.HOME), places_seen, place_lines, day="", stock=True,
    ),
    Figure(
        "people.buildings", gettext_lazy("楼"), "building", gettext_lazy("今天在册的楼，拆了、并了的不算。"),
        places(kinds.BUILDING), places_seen, place_lines, day="", stock=True,
    ),
    Figure(
        "people.born", gettext_lazy("新出生的居民"), "person",
        gettext_lazy("生日在这段日子里、登记在册的人；只知道年份、月份的不算。"),
        born, seen, lines_on("birth"), day="birth",
    ),
    Figure(
        "people.died", gettext_lazy("离世的居民"), "person",
        gettext_lazy("离世日期在这段日子里的居民。"),
        died, seen, lines_on("died_on"), day="died_on",
    ),
    Figure(
        "people.moved_in", gettext_lazy("住进来的人"), "times",
        gettext_lazy("入住日期在这段日子里的，住进一套房子算一人次；从本居民区另一套搬来的也算，没写入住日期的不算。"),
        moved_in, residences_seen, residence_lines, path="home__path", day="since",
    ),
    Figure(
        "people.moved_away", gettext_lazy("搬走的居民"), "person",
        gettext_lazy("这段日子里搬离、不再在册的居民；在本居民区里换房子的不算。"),
        moved_away, seen, lines_on("left_on"), day="left_on",
    ),
    *(_category(code, name) for code, name in KEPT.items()),
    Sentence(
        10,
        gettext_lazy(
            "在册的楼 {people.buildings}、房屋 {people.homes}；住着 {people.households}、{people.residents}，"
            "其中 60 岁以上 {people.aged_60}，80 岁以上 {people.aged_80}，一个人住 {people.alone}。"
        ),
    ),
    Sentence(
        12,
        format_lazy(
            "{head}{each}{end}",
            head=gettext_lazy("登记在册的："),
            each="".join(f"[{name} {{people.category.{code}}}，]" for code, name in KEPT.items()),
            end=gettext_lazy("。"),
        ),
    ),
    Sentence(
        20,
        gettext_lazy(
            "[新出生 {people.born}，][离世 {people.died}，]"
            "[住进来 {people.moved_in}，][搬走 {people.moved_away}，]。"
        ),
    ),
)  # fmt: skip
