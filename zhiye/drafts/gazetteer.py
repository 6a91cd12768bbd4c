"""The register's names for reading one note: those that stand in it, of people the writer may see; estates."""

from collections.abc import Iterable

from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import batched
from zhiye.kernel.paths import narrow, within
from zhiye.people.models import OtherName, Person, SearchKey
from zhiye.people.searchkeys import pairs
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import standing
from zhiye.reading.reader import Gazetteer

LIST = "people.list"
# Names of two characters are words as often as names (高峰, 文明): the reader finds those by what stands around them.
SHORTEST = 3
_KEYS_AT_ONCE = 500
_NAMES_AT_ONCE = 500


def gazetteer_for(actor: Actor, text: str, path: str) -> Gazetteer:
    """Names for a note at ``path``: of people and estates in its committee, as far as ``actor`` serves them.

    Names are looked up by the keys that stand in the text: what it costs grows with the note, not the register.
    """
    here = scope_at(actor, path)
    return Gazetteer(tuple(sorted(_borne(_standing_in(text), here))), tuple(_estates(committee_path(path))))


def scope_at(actor: Actor, path: str, permission: str = LIST) -> tuple[str, ...]:
    """The prefixes that ``actor`` serves inside the committee of ``path``."""
    return narrow(actor.scope(permission), committee_path(path))


def _standing_in(text: str) -> set[str]:
    """Names of the register that stand in the text, whoever bears them."""
    dense = "".join(text.replace("\0", "").split())
    found: set[str] = set()
    for keys in batched(pairs(dense), _KEYS_AT_ONCE):
        for name in SearchKey.objects.filter(key__in=keys).values_list("name", flat=True).distinct():
            if len(name) >= SHORTEST and name in dense:
                found.add(name)
    return found


def _borne(names: Iterable[str], scope: tuple[str, ...]) -> set[str]:
    """Those of the names that somebody in ``scope`` bears."""
    borne: set[str] = set()
    for some in batched(sorted(names), _NAMES_AT_ONCE):
        here = Person.objects.filter(within("path", scope), name__in=some, merged_into=None)
        borne.update(here.values_list("name", flat=True))
        others = OtherName.objects.filter(within("person__path", scope), name__in=some)
        borne.update(others.values_list("name", flat=True))
    return borne


def _estates(committee: str) -> list[str]:
    inside = within("path", [committee])
    found = Place.objects.filter(standing(), inside, kind=kinds.ESTATE)
    return list(found.order_by("path").values_list("name", flat=True)[:200])
