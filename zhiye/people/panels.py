"""What the register shows on the pages of places: layers of a building, marks of the wall, who lives in a home."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.figures.counting import figure_of
from zhiye.figures.small import Hidden, protect_figure
from zhiye.kernel.actor import Actor
from zhiye.kernel.slots import Panel
from zhiye.people import queries
from zhiye.people.choices import TENURES
from zhiye.people.queries.homes import HomeSummary, living_below
from zhiye.places import kinds
from zhiye.places import queries as places
from zhiye.places.layers import Layer, Marks
from zhiye.places.models import Place
from zhiye.places.slots import COUNT_PANELS, END_OBJECTIONS, HOME_PANELS, LAYERS, WALL_MARKS

LIST, VIEW, EDIT = "people.list", "people.view", "people.edit"
NOBODY = HomeSummary()


def _homes(actor: Actor, below: Place) -> dict[UUID, HomeSummary]:
    """A summary for each home, those without anybody included."""
    found = queries.people_by_home(actor, below)
    return {home.pk: found.get(home.pk, NOBODY) for home in places.below(actor, below, kinds.HOME)}


def _people_word(home: HomeSummary) -> tuple[str, str]:
    return (_("%(n)d 人") % {"n": home.people}, "plain") if home.people else (_("空着"), "away")


@LAYERS.register(10, "care")
def care_layer(actor: Actor, building: Place) -> Layer | None:
    """关照: where somebody is to be minded; the reason stays on the person's page."""
    if not actor.may(VIEW, building.path):
        return None
    homes = _homes(actor, building)
    cells = {
        id_: (_("◆ %(n)d 人") % {"n": home.people}, "soon") if home.cared_for else _people_word(home)
        for id_, home in homes.items()
    }
    count = sum(home.cared_for for home in homes.values())
    sentence = _("%(n)d 户要多关照，一共 %(homes)d 户。") % {"n": count, "homes": len(homes)}
    return Layer("care", gettext_lazy("关照"), cells, sentence, _("◆＝有人要多关照"))


@LAYERS.register(20, "living")
def living_layer(actor: Actor, building: Place) -> Layer | None:
    """居住: how many people live in each home."""
    if not actor.may(LIST):
        return None
    homes = _homes(actor, building)
    people = sum(home.people for home in homes.values())
    empty = sum(not home.people for home in homes.values())
    told = {"homes": len(homes), "people": people, "empty": empty}
    sentence = _("%(homes)d 户，住着 %(people)d 人，%(empty)d 户空着。") % told
    cells = {id_: _people_word(home) for id_, home in homes.items()}
    return Layer("living", gettext_lazy("居住"), cells, sentence)


@LAYERS.register(30, "tenure")
def tenure_layer(actor: Actor, building: Place) -> Layer | None:
    """房屋: lived in by the owner, let, lent."""
    if not actor.may(VIEW, building.path):
        return None
    cells = {id_: _tenure_word(home) for id_, home in _homes(actor, building).items()}
    counted = Counter(word for word, _tone in cells.values())
    sentence = " · ".join(
        _("%(word)s %(n)d 户") % {"word": word, "n": n} for word, n in counted.most_common()
    )
    return Layer("tenure", gettext_lazy("房屋"), cells, sentence)


def _tenure_word(home: HomeSummary) -> tuple[str, str]:
    if home.people:
        words = [str(name) for code, name in TENURES.items() if code in home.tenures]
        return "、".join(words) or _("不清楚"), "plain"
    return _("空着"), "away"


@WALL_MARKS.register(10, "people")
def wall_marks(actor: Actor, committee: Place) -> Marks | None:
    """Which homes of the wall are to be minded, which are lived in."""
    if not actor.may(VIEW):
        return None
    found = queries.people_by_home(actor, committee)
    return Marks(
        frozenset(id_ for id_, home in found.items() if home.cared_for),
        frozenset(id_ for id_, home in found.items() if home.people),
    )


@HOME_PANELS.register(10, "people.living")
def who_lives(actor: Actor, home: Place) -> Panel | None:
    """The households, their members, and a way to add somebody."""
    if not actor.may(LIST, home.path):
        return None
    sheet = queries.home_sheet(actor, home)
    context = {
        "home": home,
        "households": [members for _household, members in sheet.households],
        "others": sheet.others,
        "see": actor.may(VIEW, home.path),
        "may_edit": actor.may(EDIT, home.path),
    }
    return Panel(_("谁住这里"), "people/_home_living.html", context, "living")


@HOME_PANELS.register(20, "people.owners")
def who_owns(actor: Actor, home: Place) -> Panel | None:
    """The owners with their shares; for those who may open files."""
    if not actor.may(VIEW, home.path):
        return None
    return Panel(
        _("谁的房"), "people/_home_owners.html", {"owners": queries.home_sheet(actor, home).owners}, "owners"
    )


@HOME_PANELS.register(30, "people.former")
def who_lived(actor: Actor, home: Place) -> Panel | None:
    """Who lived here before; None when nobody did."""
    former = queries.home_sheet(actor, home).former if actor.may(VIEW, home.path) else []
    return Panel(_("以前住过"), "people/_home_former.html", {"former": former}, "former") if former else None


@COUNT_PANELS.register(10, "people.tallies")
def committee_counts(actor: Actor) -> Panel:
    """Each committee in figures, small ones of people untold and not to be reckoned, in order of names."""
    heads = [_("幢"), _("套房"), _("户"), _("人"), _("60 岁以上"), _("80 岁以上")]
    told = queries.tallies(actor)
    columns = [_column(told, name, code) for name, code in queries.TALLIED.items()]
    rows = [
        {
            "name": tally.committee.name,
            "figures": [
                {"head": head, "figure": str(column[tally.committee.path])}
                for head, column in zip(heads, columns, strict=True)
            ],
        }
        for tally in told
    ]
    return Panel("", "people/_counts.html", {"rows": rows, "heads": heads})


def _column(told: list[queries.CommitteeTally], name: str, code: str) -> dict[str, int | Hidden]:
    cells = {tally.committee.path: int(getattr(tally, name)) for tally in told}
    return protect_figure(figure_of(code).unit, cells, sum(cells.values())).cells


@END_OBJECTIONS.register(10, "people.living")
def somebody_lives_there(actor: Actor, place: Place, on: date) -> str | None:
    """A home with people in it cannot end."""
    count = living_below(actor, place)
    return _("里面还住着 %(n)d 人，先给他们改住处。") % {"n": count} if count else None
