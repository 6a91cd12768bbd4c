"""What must stay in step with a person: search keys, the path of their rows."""

from zhiye.people.models import CategoryHolding, ContactWay, Ownership, Person, Residence, SearchKey
from zhiye.people.searchkeys import keys_of


def refresh_search_keys(person: Person) -> None:
    """Make the person's keys what the names and numbers are now."""
    tails = ContactWay.objects.filter(person=person, until=None).values_list("tail", flat=True)
    wanted = (
        keys_of(person.name, person.other_names, person.called, tails)
        if person.merged_into_id is None
        else set()
    )
    held = dict(SearchKey.objects.filter(person=person).values_list("key", "id"))
    SearchKey.objects.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    SearchKey.objects.bulk_create(SearchKey(person=person, key=key) for key in wanted - set(held))


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
