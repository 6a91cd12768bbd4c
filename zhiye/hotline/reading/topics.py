"""What a ticket is about, by the codes of the reading guide. No tagger: a sheet has hundreds of tickets."""

from datetime import date

from zhiye.reading.commitments import promising
from zhiye.reading.matters import find_matters
from zhiye.reading.text import read_note
from zhiye.reading.units import read_units

OTHER, PRAISE = "other", "praise"
_LONGEST = 300  # characters: a topic shows at the beginning
_DAY = date(2026, 1, 1)  # days in the text do not matter for the topic


def topic_of(title: str, body: str) -> str:
    """The likeliest code; "other" where nothing shows."""
    text = "。".join(part for part in (title, body[:_LONGEST]) if part)
    if not text.strip():
        return OTHER
    note = read_note(text)
    units = read_units(note, [], _DAY)
    found = find_matters(note, units, promising(units))
    best = max((one for one in found if one.code != PRAISE), key=lambda one: one.chance, default=None)
    return best.code if best else OTHER
