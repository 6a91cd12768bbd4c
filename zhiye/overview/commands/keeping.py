"""What these commands share: asking leave at a committee, a text without what must not cross the line."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from zhiye.journal.queries.checking import DOOR, NAME, NUMBER, to_publish_check
from zhiye.journal.texts import clean
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.overview.permissions import VIEW

SEEN = "places.view"


def require(by: Actor, permission: str, path: str) -> None:
    """Leave at a committee. Raises Forbidden to who sees it, from inside or from the street, NotFound to others."""
    by.require(permission, path, seen_with=VIEW if by.may(VIEW, path) else SEEN)


def line(text: str, most: int, field: str, missing: str = "") -> str:
    """``text`` on one line. Raises Refused where it is too long, or empty and ``missing`` says what to write."""
    kept = " ".join(clean(text, field).split())
    if missing and not kept:
        raise Refused(missing, field)
    if len(kept) > most:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": most}, field)
    return kept


def refuse_private(by: Actor, text: str, path: str, field: str, of: Collection[str]) -> None:
    """Raises Refused while something of these kinds stands in ``text``, quoted."""
    found = [one for one in to_publish_check(by, text, path) if one.certain and one.kind in of]
    if found:
        told = "、".join(dict.fromkeys(f"“{one.text}”（{one.word}）" for one in found))
        raise Refused(_("这里不写%(these)s。换成“一户人家”“楼里”这样的说法。") % {"these": told}, field)


# The street is not told by a refusal whom a committee's register knows: of its words no name is looked for.
FROM_THE_STREET = (NUMBER, DOOR)
TO_THE_STREET = (NAME, NUMBER, DOOR)
