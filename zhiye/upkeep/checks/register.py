"""Checks of the register: what is written down twice, for speed, must say the same twice."""

from collections.abc import Iterable

from django.db.models import Count, F, Value
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from zhiye.kernel.paths import SEGMENT
from zhiye.people.commands.keeping import other_names_of
from zhiye.people.models import CategoryHolding, Household, OtherName, Person, SearchKey
from zhiye.people.searchkeys import keys_of
from zhiye.places.models import Coverage, Place

SAMPLE = 100  # people from each end of the register


def places_nested() -> str:
    """Each place's path is its parent's and one segment more."""
    cut = Place.objects.annotate(above=Substr("path", 1, Length("path") - Value(SEGMENT)))
    loose = cut.exclude(parent=None).exclude(above=F("parent__path"))
    roots = Place.objects.annotate(size=Length("path")).filter(parent=None).exclude(size=SEGMENT)
    count = loose.count() + roots.count()
    return _("有 %(count)d 处地方没有套在上级里面，用最近的备份恢复。") % {"count": count} if count else ""


def paths_agree() -> str:
    """People, households and category holdings copy the path of the home they belong to."""
    astray = (
        Person.objects.exclude(home=None).exclude(path=F("home__path")),
        Person.objects.filter(home=None).exclude(path__in=Place.objects.values("path")),
        Household.objects.exclude(home=None).exclude(path=F("home__path")),
        CategoryHolding.objects.exclude(path=F("person__path")),
    )
    count = sum(rows.count() for rows in astray)
    return _("有 %(count)d 份资料不在自己的门牌下，用最近的备份恢复。") % {"count": count} if count else ""


def one_overlay_of_a_kind() -> str:
    """A building or unit lies in one grid and one building group at most, and the copied kind is right."""
    present = Coverage.objects.filter(until=None)
    wrong_kind = present.exclude(overlay_kind=F("overlay__kind")).count()
    per_kind = present.values("covered", "overlay__kind").annotate(n=Count("id")).order_by()
    count = wrong_kind + per_kind.filter(n__gt=1).count()
    return _("有 %(count)d 处楼同时划进了两个网格，重新划一次。") % {"count": count} if count else ""


def search_keys_complete() -> str:
    """A sample of people can be found by every name they bear, and by no other."""
    sample = _sample()
    wanted = {person.pk: set(other_names_of(person)) for person in sample}
    held = _grouped(OtherName.objects.filter(person__in=wanted).values_list("person_id", "name"))
    names = {person.name for person in sample}.union(*wanted.values())
    keys = _grouped(SearchKey.objects.filter(name__in=names).values_list("name", "key"))
    lost = {name for name in names if keys_of(name) != keys.get(name, set())}
    count = sum(
        bool(lost & {person.name, *wanted[person.pk]}) or wanted[person.pk] != held.get(person.pk, set())
        for person in sample
    )
    return _("有 %(count)d 位可能搜不到，打开资料改一下再存，就补上了。") % {"count": count} if count else ""


def _sample() -> list[Person]:
    """The first and the last to come into the register, merged files aside."""
    found = Person.objects.filter(merged_into=None)
    ends = [*found.order_by("pk")[:SAMPLE], *found.order_by("-pk")[:SAMPLE]]
    return list({person.pk: person for person in ends}.values())


def _grouped(pairs: Iterable[tuple[object, str]]) -> dict[object, set[str]]:
    found: dict[object, set[str]] = {}
    for owner, text in pairs:
        found.setdefault(owner, set()).add(text)
    return found
