"""Writing a plan: new people in bulk, changed people field by field, in the one transaction of the command."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import collector_paused
from zhiye.kernel.command import command
from zhiye.kernel.errors import HouseFault
from zhiye.people.enrol.changing import apply_changes
from zhiye.people.enrol.columns import Writer
from zhiye.people.enrol.planning import CHANGED, DOUBTFUL, NEW, SAME, Choice, Decision, Plan, plan_rows
from zhiye.people.enrol.snapshot import Snapshot, take_snapshot
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.places.models import Place
from zhiye.places.records import BuildingRecord, HomeKey, HomeLike, home_key
from zhiye.places.settle import settle

KINDS = (NEW, SAME, CHANGED, DOUBTFUL)  # in the order of ``Enrolled``
Progress = Callable[[str, int, int], None]  # (step, done, of)


@dataclass(frozen=True)
class Enrolled:
    """What came of it, in counts."""

    new: int
    same: int
    changed: int
    doubtful: int
    homes: int
    places: int


@dataclass(frozen=True)
class Owned:
    """That the person of record ``key`` owns ``home``; ``area`` in m²."""

    key: str
    home: HomeRecord
    area: Decimal | None = None
    area_source: str = ""


def make_plan(
    committee: Place | None, people: Iterable[PersonRecord], choice: Choice
) -> tuple[Plan, Snapshot]:
    """The plan against the register as it is now (an empty one for None); nothing is written."""
    snapshot = take_snapshot(committee) if committee else Snapshot()
    return plan_rows(people, snapshot, choice), snapshot


@command("people.enrol", gettext_lazy("导入一张名册"))
@collector_paused()
def enrol(
    by: Actor,
    *,
    committee: Place,
    people: Sequence[PersonRecord],
    homes: Sequence[HomeLike] = (),
    buildings: Sequence[BuildingRecord] = (),
    owned: Sequence[Owned] = (),
    choice: Choice | None = None,
    source: str = "",
    progress: Progress | None = None,
    ids: dict[str, UUID] | None = None,
) -> dict[str, int]:
    """Bring ``people`` and empty ``homes`` into the committee's register; all or nothing.

    ``owned`` names homes that people of the same call own besides the one of their own row.
    ``ids`` is filled with the new people's ids by their records' keys. Doubtful rows are left out.
    Answers the counts of ``Enrolled`` as a dictionary.
    """
    by.require("people.edit", committee.path, seen_with="people.list")
    run = running.current()
    if run is None:
        raise HouseFault("enrol runs as a command")
    tell = progress or (lambda step, done, of: None)
    tell("match", 0, len(people))
    plan, snapshot = make_plan(committee, people, choice or Choice())
    lived_in = [d.record.home for d in plan.decisions if d.record.home and d.action != DOUBTFUL]
    tell("places", 0, len(lived_in))
    settled = settle(
        by,
        committee=committee,
        homes=[*lived_in, *homes, *(owning.home for owning in owned)],
        buildings=buildings,
        areas=_areas(people, owned),
    )
    writer = Writer(committee.path, run.op, clock.today(), source[:120], settled.homes, snapshot)
    _write_new(plan.of(NEW), writer, tell)
    _write_owned(owned, plan, writer)
    if ids is not None:
        ids.update(writer.people)
    writer.flush()
    tell("change", 0, plan.counts[CHANGED])
    apply_changes(by, plan.of(CHANGED), writer)
    new, same, changed, doubtful = (plan.counts[kind] for kind in KINDS)
    result = Enrolled(new, same, changed, doubtful, settled.new_homes, settled.new_places)
    told = {name: (None, count) for name, count in asdict(result).items()}
    log.write(by, "people.enrol", committee, committee.path, told, source)
    tell("done", len(people), len(people))
    return asdict(result)


def _write_new(fresh: list[Decision], writer: Writer, tell: Progress) -> None:
    for done, decision in enumerate(fresh):
        writer.add(decision)
        if done % 2000 == 0:
            tell("write", done, len(fresh))


def _areas(people: Iterable[PersonRecord], owned: Iterable[Owned]) -> dict[HomeKey, Decimal]:
    areas = {home_key(person.home): person.area for person in people if person.home and person.area}
    return areas | {home_key(owning.home): owning.area for owning in owned if owning.area}


def _write_owned(owned: Sequence[Owned], plan: Plan, writer: Writer) -> None:
    known = {d.record.key: d.person for d in plan.decisions if d.person and d.action != DOUBTFUL}
    for owning in owned:
        person = writer.people.get(owning.key) or known.get(owning.key)
        home = owning.home
        if person and home.room:
            spot = writer.homes[home_key(home)]
            writer.own(person, spot, (1, 1), owning.area, owning.area_source)
