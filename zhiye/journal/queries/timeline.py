"""What the journal itself tells in 来龙去脉: the notes that are about a person, a home, a building."""

import re
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.journal import rings
from zhiye.journal.links import note_url, words_url
from zhiye.journal.models import About, Source
from zhiye.journal.permissions import VIEW
from zhiye.journal.slots import MOST, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.people.queries.files import called
from zhiye.places.models import Place

# What was made of a note and has no line of its own in the story; matters, visits and promises tell theirs.
WORDS: dict[str, Any] = {
    "category": gettext_lazy("类别"),
    "wish": gettext_lazy("愿望"),
    "kin": gettext_lazy("亲属"),
}
TOLD_ELSEWHERE = frozenset({"case", "contact", "promise"})
MENTIONS = frozenset({"person", "home"})  # who and where: they lead here, and say nothing of what happened
_STOPS = re.compile(r"[。！？!?\n]+")
SHORT = 80  # characters of a note that nothing was quoted from


def notes_about(actor: Actor, subject: Person | Place, most: int = MOST) -> list[TimelineRow]:
    """The newest notes about ``subject`` (a place: about everybody and everything in it); two questions.

    A note from which only matters, visits and promises were made is left to the rooms that keep those.
    """
    abouts = _abouts(actor, subject)[:most]
    lines = _lines({about.entry_id for about in abouts}, subject)
    rows = []
    for about in abouts:
        mine = [line for line in lines[about.entry_id] if _concerns(line, about)]
        if not mine or any(line.kind not in TOLD_ELSEWHERE for line in mine):
            rows.append(_row(subject, about, [line for line in mine if line.kind not in TOLD_ELSEWHERE]))
    return rows


def _abouts(actor: Actor, subject: Person | Place) -> QuerySet[About]:
    here = Q(person=subject) if isinstance(subject, Person) else within("path", [subject.path])
    mine = rings.visible(actor, VIEW, writer="author", prefix="entry__")
    rows = About.objects.filter(here, mine, entry__removed_at=None)
    rows = rows.select_related("entry", "person", "person__home", "place").defer("entry__reflection")
    return rows.order_by("-entry__written_on", "-entry_id", "id")


def _lines(entries: set[UUID], subject: Person | Place) -> dict[UUID, list[Source]]:
    found: dict[UUID, list[Source]] = defaultdict(list)
    if not entries:
        return found
    of = Q(person=subject) if isinstance(subject, Person) else Q()
    for line in Source.objects.filter(of, entry__in=entries, undone_at=None).order_by("start", "id"):
        found[line.entry_id].append(line)
    return found


def _concerns(line: Source, about: About) -> bool:
    if about.person_id:
        return line.person_id == about.person_id
    return line.place_id == about.place_id


def _row(subject: Person | Place, about: About, lines: list[Source]) -> TimelineRow:
    entry = about.entry
    told = [line for line in lines if line.kind not in MENTIONS]
    quotes = list(dict.fromkeys(line.quote for line in told))
    words = list(dict.fromkeys(str(WORDS.get(line.kind, _("日志"))) for line in told)) or [_("日志")]
    text = "；".join(quotes) or _around(lines, entry.text)
    url = words_url(lines[0], entry, entry.text) if lines else note_url(entry.pk)
    # One address leads to the words: the row's own.
    return TimelineRow(
        entry.written_on, 50, "、".join(words), _whose(subject, about) + text, url, None, "pen"
    )


def _whose(subject: Person | Place, about: About) -> str:
    """On the page of a place: of whom, or of which home, the row tells."""
    if isinstance(subject, Person) or about.place_id == subject.pk:
        return ""
    if about.place:
        return f"{about.place.spoken}："
    person = about.person
    return f"{called(person)}：" if person else ""


def _around(lines: list[Source], text: str) -> str:
    """The sentence in which somebody, or a home, is named: the name alone tells nothing. Else how the note begins."""
    at = text.find(lines[0].quote) if lines and lines[0].quote else -1
    if at < 0:
        return _beginning(text)
    before = [stop.end() for stop in _STOPS.finditer(text, 0, at)]
    behind = _STOPS.search(text, at + len(lines[0].quote))
    return _beginning(text[before[-1] if before else 0 : behind.start() if behind else len(text)])


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"
