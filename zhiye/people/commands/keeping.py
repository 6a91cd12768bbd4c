"""What must stay in step with a person: the names they are found by, why they are here, the path of their rows."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.people.models import CategoryHolding, OtherName, Ownership, Person, Residence, SearchKey
from zhiye.people.searchkeys import keys_of, rows_of


def hold_file(person: Person) -> None:
    """The person as they are now, kept from others; a file that went into another one is written no more."""
    hold(person)
    if person.merged_into_id:
        raise Refused(_("这份资料已并入另一份，请打开并入的那一份再改。"))


def refuse_ended(until: date | None) -> None:
    """What has ended keeps the day on which it did."""
    if until:
        raise Refused(_("这一条已经结束了，不用再点。"))


def refresh_names(person: Person) -> None:
    """Make the person's other names, and the keys of all their names, what the file says now."""
    wanted = set() if person.merged_into_id else set(other_names_of(person))
    held = dict(OtherName.objects.filter(person=person).values_list("name", "id"))
    OtherName.objects.filter(pk__in=[pk for name, pk in held.items() if name not in wanted]).delete()
    OtherName.objects.bulk_create(OtherName(person=person, name=name) for name in wanted - set(held))
    add_keys({person.name, *wanted})


def other_names_of(person: Person) -> list[str]:
    """The names besides the name: former ones, nicknames, the form of address they like."""
    names = [*person.other_names.split("、"), person.called]
    return [name.strip()[:60] for name in names if name.strip() and name.strip() != person.name]


def add_keys(names: Iterable[str]) -> None:
    """Keys for those of ``names`` that have none yet."""
    for name in names:
        keys = sorted(keys_of(name))
        if keys and not SearchKey.objects.filter(key=keys[0], name=name).exists():
            SearchKey.objects.bulk_create(SearchKey(name=name, key=key) for _name, key in rows_of([name]))


def drop_idle_keys(names: Iterable[str]) -> None:
    """Remove the keys of those of ``names`` that nobody bears any more."""
    gone = set(names)
    gone -= set(Person.objects.filter(name__in=gone).values_list("name", flat=True))
    gone -= set(OtherName.objects.filter(name__in=gone).values_list("name", flat=True))
    SearchKey.objects.filter(name__in=gone).delete()


def refresh_standing(person: Person) -> None:
    """Say anew why the person is in the register: lives here, is only registered here, or only owns a home.

    Somebody of whom none is known counts as living here. The caller saves.
    """
    present = Residence.objects.filter(person=person, until=None)
    if present.exclude(lives_here=False).exists():
        person.standing = "resident"
    elif present.filter(registered_here=True).exists():
        person.standing = "registered"
    else:
        owns = Ownership.objects.filter(person=person, until=None).exists()
        person.standing = "owner" if owns else "resident"


def follow_path(person: Person, path: str) -> None:
    """The person's file moves to ``path``; rows that copy it follow."""
    person.path = path
    CategoryHolding.objects.filter(person=person).update(path=path)
