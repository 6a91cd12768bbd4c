"""One working call of every command of the street's year."""

from typing import Any

from tests.calls import SYSTEM, Call
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.journal import commands as journal
from zhiye.journal.models import Piece
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.overview import commands as overview
from zhiye.overview.models import Question, Story

READER = "worker"  # answers the street, and does not ask in its place


def question(cast: Cast, make: Make, **told: Any) -> Question:
    """The street asks the committee about its visits of the year."""
    asked = {"figure": "visits.homes", "period": "2026", "words": "八月走访多，是做了什么？"} | told
    return overview.ask(SYSTEM, committee=cast.committee, asker=cast.user("jiedao"), op=new_id(), **asked)


def piece(cast: Cast, make: Make, title: str = "四点半课堂") -> Piece:
    """A note of the committee that everybody may read."""
    told = {"text": "孩子们放学有了去处。", "written_on": clock.today(), "place": cast.committee}
    entry = journal.write_entry(SYSTEM, author=cast.user("shegong"), op=new_id(), **told)
    return journal.publish_piece(SYSTEM, entry=entry, title=title, text=told["text"], op=new_id())


def story(cast: Cast, make: Make, **told: Any) -> Story:
    """The piece stands beside the year's figures."""
    chosen = {"heading": "culture", "year": 2026, "chooser": cast.user("shegong")} | told
    return overview.choose_story(SYSTEM, piece=piece(cast, make), op=new_id(), **chosen)


def _ask(cast: Cast, make: Make) -> dict[str, Any]:
    told = {"figure": "visits.homes", "period": "2026", "words": "八月走访多，是做了什么？"}
    return told | {"committee": cast.committee}


CALLS: dict[str, Call] = {
    "overview.ask": Call(_ask, "street_officer", READER),
    "overview.answer": Call(
        lambda cast, make: {"question": question(cast, make), "words": "八月高温，多看了几家。"}
    ),
    "overview.take_back": Call(
        lambda cast, make: {"question": question(cast, make)}, "street_officer", READER
    ),
    "overview.choose_story": Call(
        lambda cast, make: {"piece": piece(cast, make), "heading": "culture", "year": 2026}
    ),
    "overview.drop_story": Call(lambda cast, make: {"story": story(cast, make)}),
    "overview.put_into_review": Call(
        lambda cast, make: {"story": story(cast, make)}, "street_officer", READER
    ),
    "overview.take_out_of_review": Call(
        lambda cast, make: {"story": story(cast, make)}, "street_officer", READER
    ),
}
