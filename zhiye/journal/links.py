"""Addresses that lead to a note or to words in it. The pages of notes stand in a door above, hence no names here."""

from uuid import UUID

from django.urls import reverse

from zhiye.journal.models import Entry, Source


def note_url(entry_id: UUID) -> str:
    """The page of a note."""
    return f"/n/{entry_id}"


def words_url(source: Source, entry: Entry, text_now: str) -> str:
    """Where the words of ``source`` stand: in the note, or in its history where they were corrected away."""
    start = source.start
    if source.wording != entry.version:
        start = nearest(text_now, source.quote, source.start)
        if start < 0:
            return f"{reverse('journal-wordings', args=[entry.pk])}#w{source.wording}"
    return f"{note_url(entry.pk)}#w{start}-{start + source.end - source.start}"


def nearest(text: str, quote: str, start: int) -> int:
    """Where ``quote`` stands in ``text`` nearest to ``start``; -1 when it does not."""
    behind = text.find(quote, start) if quote else -1
    ahead = text.rfind(quote, 0, start + len(quote)) if quote else -1
    if min(behind, ahead) < 0:
        return max(behind, ahead)
    return behind if behind - start <= start - ahead else ahead
