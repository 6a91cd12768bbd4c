"""The column's figure once more, row by row."""

from tests.recounting import Inside, Making, Recount, World, of_day
from zhiye.figures.periods import Period
from zhiye.journal.models import Entry, Piece
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id


def make_history(making: Making) -> None:
    """Notes, and pieces made from them, some withdrawn."""
    notes = [_note(making) for _n in range(40)]
    Entry.objects.bulk_create(notes)
    Piece.objects.bulk_create([_piece(making, note) for note in notes])


def _note(making: Making) -> Entry:
    path, author = making.pick(making.committees).path, making.pick(making.users)
    return Entry(
        id=new_id(), path=path, author=author, written_on=making.day(), text="记一笔", written_at=clock.now()
    )


def _piece(making: Making, note: Entry) -> Piece:
    return Piece(
        path=note.path,
        entry=note,
        title="一件小事",
        text="写给大家看",
        published_at=making.moment(),
        published_by=making.pick(making.users),
        withdrawn_at=making.maybe(clock.now(), 0.2),
    )


def pieces(world: World, inside: Inside, period: Period) -> int:
    found = [one for one in world(Piece).values() if one.withdrawn_at is None and inside(one.path)]
    return sum(period.contains(of_day(one.published_at)) for one in found)


RECOUNTS: dict[str, Recount] = {"journal.pieces": pieces}
