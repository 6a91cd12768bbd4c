"""What passes between the committees and the office of the invented street: stories, matters handed up, questions."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction

from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.demo.told_days import told_year
from zhiye.demo.year import YEAR
from zhiye.figures.periods import year_of
from zhiye.journal import commands as journal
from zhiye.journal.models import Piece
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.overview import commands as overview
from zhiye.places.models import Place

Told = dict[str, Any]
_PUT_OUT_AFTER = 2  # days from a note to the column
OFFICER = "jiedao"


def publish_pieces(by: Actor, committees: dict[str, Place], writers: dict[str, User]) -> None:
    """Pieces of the column, chosen as stories of the year; a word that somebody of that committee happens to be
    called keeps one back."""
    year = told_year(clock.today()).first.year
    for told in YEAR["piece"]:
        name = told["committee"]
        if name in committees:
            with suppress(Refused), transaction.atomic():
                piece = _publish(by, told, committees[name], writers[name])
                given = {"heading": told["heading"], "year": year, "chooser": writers[name]}
                overview.choose_story(by, piece=piece, op=new_id(), **given)


def _publish(by: Actor, told: Told, place: Place, writer: User) -> Piece:
    text = told["text"].strip()
    with clock.frozen(clock.now() - timedelta(days=told["ago"])):
        given = {"written_on": clock.today(), "place": place, "author": writer}
        entry = journal.write_entry(by, text=text, op=new_id(), **given)
    with clock.frozen(clock.now() - timedelta(days=told["ago"] - _PUT_OUT_AFTER)):
        piece: Piece = journal.publish_piece(by, entry=entry, title=told["title"], text=text, op=new_id())
    return piece


def hand_up(by: Actor, committees: dict[str, Place], users: dict[str, User]) -> None:
    """Matters beyond a committee, in the hands of the street: one under way there, one that has just come."""
    for told in YEAR["handed"]:
        place = committees.get(told["committee"])
        if place is not None:
            with transaction.atomic():
                _hand_up(by, told, place, users)


def ask(by: Actor, committees: dict[str, Place], users: dict[str, User]) -> None:
    """去问一句 about figures of the year."""
    year = year_of(told_year(clock.today()).first).key
    for told in YEAR["question"]:
        if told["of"] in committees:
            with transaction.atomic():
                _ask(by, told, committees[told["of"]], year, users)


def _ask(by: Actor, told: Told, place: Place, year: str, users: dict[str, User]) -> None:
    with clock.frozen(clock.now() - timedelta(days=told["ago"])):
        given = {"committee": place, "figure": told["figure"], "period": year, "words": told["words"]}
        question = overview.ask(by, asker=users[OFFICER], op=new_id(), **given)
    if "answer" in told:
        with clock.frozen(clock.now() - timedelta(days=told["answered"])):
            said = {"words": told["answer"], "answerer": users[told["by"]]}
            overview.answer(by, question=question, op=new_id(), **said)


def _hand_up(by: Actor, told: Told, place: Place, users: dict[str, User]) -> None:
    with clock.frozen(clock.now() - timedelta(days=told["ago"])):
        given = {name: told[name] for name in ("title", "code", "source")}
        case: Case = cases.open_case(by, place=place, owner=users[told["by"]], op=new_id(), **given)
    with clock.frozen(clock.now() - timedelta(days=told["handed"])):
        handing = _up(by, told, case)
    if "accepted" in told:
        with clock.frozen(clock.now() - timedelta(days=told["accepted"])):
            cases.accept_handing(by, handing=handing, owner=users[OFFICER], op=new_id())
            cases.note_handing(by, handing=handing, words=told["note"], op=new_id())


def _up(by: Actor, told: Told, case: Case) -> Any:
    given = {"case": case, "brief": told["brief"], "version": case.version}
    if told["act"] == "transfer":
        return cases.transfer_case(by, level="street", op=new_id(), **given)
    return cases.refer_case(by, op=new_id(), **given)
