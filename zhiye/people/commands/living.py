"""Where people live and are registered; leaving the register."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.people.choices import TENURES
from zhiye.people.codes import relation_name
from zhiye.people.commands.keeping import follow_path, hold_file, refresh_standing, refuse_ended
from zhiye.people.models import Household, Person, Residence
from zhiye.places.models import Place

EDIT = "people.edit"
HEAD = "02"


@command("people.house", gettext_lazy("登记住处"))
def house_person(
    by: Actor, /, *, person: Person, home: Place, moves: bool = True, **living: Any
) -> Residence:
    """The person lives (or is registered) in ``home``. With ``moves`` it becomes their present home,
    and where they lived before ends today.

    ``living``: relation (GB/T 4761), household, lives_here, registered_here, tenure, since, source.
    """
    hold_file(person)
    hold(home)  # its path is copied below; a building that moves meanwhile waits
    by.require(EDIT, person.path, seen_with="people.list")
    by.require(EDIT, home.path, seen_with="people.list")
    if home.kind != "home":
        raise Refused(_("住处要写到室，比如 115-402。"), "home")
    before = person.home.door if person.home else None
    if moves and person.home_id != home.pk:
        since = living.get("since") or clock.today()
        for residence in Residence.objects.filter(person=person, until=None, home=person.home):
            residence.until = max(since, residence.since or since)
            residence.save(update_fields=["until"])
    residence = settle_in(person, home, **living)
    if moves:
        person.home = home
        follow_path(person, home.path)
    refresh_standing(person)
    person.version += 1
    person.save(update_fields=["home", "path", "standing", "version"])
    log.write(by, "people.house", person, person.path, {"home": (before, home.door)})
    return residence


def settle_in(
    person: Person,
    home: Place,
    *,
    relation: str = "",
    household: Household | None = None,
    lives_here: bool | None = True,
    registered_here: bool | None = None,
    tenure: str = "",
    since: date | None = None,
    source: str = "",
) -> Residence:
    """The residence row behind ``house_person`` and ``register_person``."""
    if tenure and tenure not in TENURES:
        raise Refused(_("从列出的几项里选一个。"), "tenure")
    if relation and not relation_name(relation):
        raise Refused(_("从列出的几项里选一个。"), "relation")
    household = household or _household_for(home, relation)
    if relation == HEAD and _has_other_head(household, person):
        raise Refused(_("这家已经有户主了，先改原来那位的关系。"), "relation")
    origin = run.op if (run := running.current()) else None
    residence, _made = Residence.objects.update_or_create(
        person=person,
        home=home,
        until=None,
        defaults={
            "household": household,
            "relation": relation,
            "lives_here": lives_here,
            "registered_here": registered_here,
            "tenure": tenure,
            "since": since,
            "source": source,
        },
        create_defaults={
            "household": household,
            "relation": relation,
            "lives_here": lives_here,
            "registered_here": registered_here,
            "tenure": tenure,
            "since": since,
            "source": source,
            "origin": origin,
        },
    )
    return residence


def _household_for(home: Place, relation: str) -> Household:
    """The home's household; a second head opens a second household."""
    for household in Household.objects.filter(home=home).order_by("id"):
        open_heads = Residence.objects.filter(household=household, until=None, relation=HEAD)
        if relation != HEAD or not open_heads.exists():
            return household
    return Household.objects.create(home=home, path=home.path)


def _has_other_head(household: Household, person: Person) -> bool:
    heads = Residence.objects.filter(household=household, until=None, relation=HEAD)
    return heads.exclude(person=person).exists()


@command("people.end_residence", gettext_lazy("不住这里了"))
def end_residence(by: Actor, *, residence: Residence, on: date) -> Residence:
    """The person no longer lives, or is no longer registered, there from ``on``."""
    person = residence.person
    hold_file(person)
    hold(residence)
    by.require(EDIT, person.path, seen_with="people.list")
    refuse_ended(residence.until)
    if residence.since and on < residence.since:
        raise Refused(_("结束的日子早于开始的日子，改一下日期。"), "on")
    residence.until = on
    residence.save(update_fields=["until"])
    if person.home_id == residence.home_id:
        committee = Place.objects.filter(kind="committee", path=person.path[:24]).first()
        person.home = None
        follow_path(person, committee.path if committee else person.path)
    refresh_standing(person)
    person.version += 1
    person.save(update_fields=["home", "path", "standing", "version"])
    log.write(by, "people.end_residence", person, person.path, {"home": (residence.home.door, None)})
    return residence


@command("people.leave", gettext_lazy("离世或搬走"))
def leave_register(by: Actor, *, person: Person, on: date, died: bool, reason: str = "") -> Person:
    """The person has died, or moved away for good; the file stays, lists and counts leave them out."""
    hold_file(person)
    by.require(EDIT, person.path, seen_with="people.list")
    if on > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日期。"), "on")
    if _before_birth(person, on):
        raise Refused(_("比出生的日子还早，看看哪个日期写错了。"), "on")
    field = "died_on" if died else "left_on"
    setattr(person, field, on)
    person.is_current = False
    person.version += 1
    person.save(update_fields=[field, "is_current", "version"])
    for residence in Residence.objects.filter(person=person, until=None):
        residence.until = max(on, residence.since or on)
        residence.save(update_fields=["until"])
    log.write(by, "people.leave", person, person.path, {field: (None, on)}, reason)
    return person


def _before_birth(person: Person, on: date) -> bool:
    """Of a birth that is only known to the year, or reckoned from an age, the year is compared."""
    if person.birth is None:
        return False
    return on < person.birth if person.birth_precision == "day" else on.year < person.birth.year


@command("people.return", gettext_lazy("恢复在册"))
def return_to_register(by: Actor, *, person: Person, reason: str = "") -> Person:
    """The leaving was a mistake, or the person has come back."""
    hold(person)
    by.require(EDIT, person.path, seen_with="people.list")
    if person.merged_into_id:
        raise Refused(_("这份资料已并入另一份，请先撤销合并。"))
    left = person.died_on or person.left_on
    was = {"died_on": (person.died_on, None)} if person.died_on else {"left_on": (person.left_on, None)}
    person.died_on = person.left_on = None
    person.is_current = True
    person.version += 1
    person.save(update_fields=["died_on", "left_on", "is_current", "version"])
    if left and person.home_id:
        _live_again(person, left)
    log.write(by, "people.return", person, person.path, was, reason)
    return person


def _live_again(person: Person, left: date) -> None:
    """The residence that ended with the leaving is open again; a household that has a new head keeps that one."""
    same_home = Residence.objects.filter(person=person, home=person.home)
    residence = same_home.filter(until=left).first()
    if residence is None or same_home.filter(until=None).exists():
        return
    residence.until = None
    if residence.household and residence.relation == HEAD and _has_other_head(residence.household, person):
        residence.relation = ""
    residence.save(update_fields=["until", "relation"])
