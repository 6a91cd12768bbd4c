"""What may stand in a note: characters that every database keeps, at most so many, at least one that says something."""

from django.utils.translation import gettext as _

from zhiye.journal.models import LONGEST
from zhiye.kernel.errors import Refused


def clean(text: str, field: str = "text") -> str:
    """``text`` as it is kept: line ends as one character, no NUL, no half characters, no blanks around.

    Spans are counted in what this answers. Raises Refused beyond ``LONGEST`` characters.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    kept = kept.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if len(kept) > LONGEST:
        told = {"over": len(kept) - LONGEST, "most": LONGEST}
        raise Refused(_("写了太多，多出 %(over)d 个字。一笔最多 %(most)d 个字，分成两笔记。") % told, field)
    return kept


def clean_note(text: str) -> str:
    """The same for the note itself, which must say something. Raises Refused."""
    kept = clean(text)
    if not any(_is_seen(character) for character in kept):
        raise Refused(_("还没有写字。写一句就够，比如“今天张阿姨来问医保”。"), "text")
    return kept


def _is_seen(character: str) -> bool:
    """Whether the character leaves ink: no blank, and none of those that only join or steer others."""
    return not character.isspace() and character not in _UNSEEN


_UNSEEN = frozenset(
    "\u00ad\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u3164\ufe0e\ufe0f\ufeff\uffa0"
)
