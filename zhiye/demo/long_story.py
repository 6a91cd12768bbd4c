"""A matter of two years and eighty entries, so that 一页讲清 has something to make clear."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.journal import commands as journal
from zhiye.journal.models import Entry
from zhiye.journal.sources import note_source
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.people.queries.files import called
from zhiye.visits import commands as visits
from zhiye.visits.kinds import KINDS

STORY: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "long_story.toml").read_text("utf-8"))


def tell_long_story(by: Actor, writer: User, person: Person) -> Case:
    """The whole matter, each entry with the clock at its day."""
    telling = _Telling(by, writer, person)
    lines = sorted(_with_endings(STORY["lines"]), key=lambda line: -line["ago"])
    for line in lines:
        with clock.frozen(telling.start - timedelta(days=line["ago"])):
            telling.acts[line["do"]](line)
    return telling.case


def _with_endings(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """That a promise was kept or dropped is an entry of its own, on its day."""
    found = []
    for line in lines:
        found.append(line)
        for ending in ("kept", "dropped"):
            if ending in line:
                found.append(
                    {"ago": line[ending], "do": ending, "of": line["say"], "why": line.get("why", "")}
                )
    return found


class _Telling:
    def __init__(self, by: Actor, writer: User, person: Person) -> None:
        self.by, self.writer, self.person, self.start = by, writer, person, clock.now()
        self.promises: dict[str, Any] = {}
        self.acts: dict[str, Callable[[dict[str, Any]], None]] = dict.fromkeys(KINDS, self._meet)
        self.acts |= {"move": self._move, "promise": self._promise, "reply": self._reply, "note": self._note}
        self.acts |= {"kept": self._keep, "dropped": self._drop}
        self.case = self._open(STORY["lines"][0]["ago"])

    def _day(self, ago: int) -> date:
        return (self.start - timedelta(days=ago)).date()

    def _open(self, ago: int) -> Case:
        """By today's clock, for a day long ago: the colleagues of the street hold their roles from today on."""
        moment = self.start - timedelta(days=ago)
        with clock.frozen(moment):
            entry = self._write(STORY["note"])
        case: Case = cases.open_case(
            self.by,
            title=STORY["title"],
            code=STORY["code"],
            place=self.person.home,
            people=[self.person],
            owner=self.writer,
            source=STORY["source_of_it"],
            nature=STORY["nature"],
            opened_on=self._day(ago),
            received_at=moment,
            op=new_id(),
        )
        start = entry.text.index(STORY["quote"])
        with running.start("demo.tell", new_id()):
            note_source(
                entry,
                start=start,
                end=start + len(STORY["quote"]),
                quote=STORY["quote"],
                kind="case",
                record=case.pk,
                person=self.person,
            )
        return case

    def _write(self, text: str) -> Entry:
        door = self.person.home.door if self.person.home else ""
        words = text.strip().format(called=called(self.person), door=door)
        told = {"text": words, "written_on": clock.today(), "place": self.person.home}
        entry: Entry = journal.write_entry(self.by, author=self.writer, op=new_id(), **told)
        return entry

    def _move(self, line: dict[str, Any]) -> None:
        told = {"state": line["to"], "reason": line["say"], "version": self.case.version}
        cases.move_case(self.by, case=self.case, op=new_id(), **told)

    def _reply(self, line: dict[str, Any]) -> None:
        told = {name: line.get(name, "") for name in ("kind", "solved", "satisfied")}
        reached, words = line.get("reached", True), line.get("say", "")
        cases.note_reply(self.by, case=self.case, reached=reached, words=words, op=new_id(), **told)

    def _meet(self, line: dict[str, Any]) -> None:
        visits.log_contact(
            self.by,
            kind=line["do"],
            outcome=line["out"],
            on=clock.today(),
            people=[] if line.get("alone") else [self.person],
            place=self.person.home,
            note=line["say"],
            case=self.case,
            writer=self.writer,
            op=new_id(),
        )

    def _note(self, line: dict[str, Any]) -> None:
        cases.join_note(self.by, case=self.case, entry=self._write(line["say"]), op=new_id())

    def _promise(self, line: dict[str, Any]) -> None:
        told = {"what": line["say"], "who": line.get("who", ""), "due": self._day(line["due"])}
        made = cases.make_promise(self.by, case=self.case, maker=self.writer, op=new_id(), **told)
        self.promises[line["say"]] = made

    def _keep(self, line: dict[str, Any]) -> None:
        cases.keep_promise(self.by, promise=self.promises[line["of"]], op=new_id())

    def _drop(self, line: dict[str, Any]) -> None:
        cases.drop_promise(self.by, promise=self.promises[line["of"]], reason=line["why"], op=new_id())
