"""One draft becomes a record of people: somebody known or new, a category, a wish, a tie of kin."""

from django.utils.translation import gettext as _

from zhiye.drafts.models import Draft
from zhiye.flows.drafted import EDIT, LIST, Note, present
from zhiye.flows.drafted_records import Changes, Made
from zhiye.kernel.errors import Refused
from zhiye.people import commands as people
from zhiye.people import fields
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import Person
from zhiye.places import kinds

NEW = "new"
_BLANK = ("", "0")  # "0" is the unknown sex
OLDEST = 120


def make_person(note: Note, draft: Draft, changes: Changes) -> Made:
    """Somebody of the register, or somebody new. Raises Refused while that is open, MaybeSame for somebody alike."""
    choice = changes.get("person") or draft.person_id
    asked = draft.proposal.get("candidates") or draft.proposal.get("many")
    if choice and choice != NEW:
        if "person" not in changes and draft.person and not note.by.may(LIST, present(draft.person).path):
            raise Refused(_("这一位现在不在您这里了：选一位，或选“新登记一位”。"), "person")
        person = note.person(choice)
        _complete(note, draft, changes, person)
    elif asked and choice != NEW:
        raise Refused(_("先看看是不是同一个人：选一位，或选“新登记一位”。"), "person")
    else:
        person = _register(note, draft, changes, sure=bool(asked or changes.get("sure")))
    _heed(note, changes, person)
    note.lead_back(draft, person.pk, [person])
    return Made(person.pk, person)


def make_category(note: Note, draft: Draft, changes: Changes) -> Made:
    """The person belongs to a category; the ring is the category's own."""
    person = note.person_for(draft, changes)
    code = str(changes.get("code") or draft.proposal["code"])
    if (
        code in CATEGORIES
        and CATEGORIES[code].ring == "secretary"
        and not note.by.may("people.secret", person.path)
    ):
        raise Refused(_("这一类只有书记能记，请书记打开这一笔来点。"), "code")
    holding = people.hold_category(
        note.by,
        person=person,
        code=code,
        evidence=str(changes.get("evidence", "")),
        source=_("工作日志"),
        verified_on=note.entry.written_on,
    )
    note.lead_back(draft, holding.pk, [person])
    return Made(holding.pk, person)


def make_wish(note: Note, draft: Draft, changes: Changes) -> Made:
    """What somebody wants or is good at, in the words of the note."""
    told, person = {**draft.proposal, **changes}, note.person_for(draft, changes)
    ring = note.ring(draft, changes)
    if ring == "secretary" and not note.by.may("people.secret", person.path):
        raise Refused(_("这一笔是“仅我和书记”的，愿望要记成“本组”能看才行：点“改”，选本组。"), "ring")
    wish = people.note_wish(note.by, person=person, kind=str(told["kind"]), text=str(told["text"]), ring=ring)
    note.lead_back(draft, wish.pk, [person])
    return Made(wish.pk, person)


def make_kin(note: Note, draft: Draft, changes: Changes) -> Made:
    """Who is whose what."""
    person, other = note.person_for(draft, changes), note.person_for(draft, changes, "other")
    relation = str(changes.get("relation") or draft.proposal["relation"])
    tie = people.tie_kin(note.by, person=person, other=other, relation=relation, source=_("工作日志"))
    note.lead_back(draft, tie.pk, [person, other])
    return Made(tie.pk, person)


def _register(note: Note, draft: Draft, changes: Changes, *, sure: bool) -> Person:
    """A new file; its home is the one confirmed or chosen."""
    place = note.place_for(draft, changes)
    home = place if place and place.kind == kinds.HOME else None
    if not note.by.may(EDIT, (home or note.committee).path):
        raise Refused(_("新登记一位，要先写上是您那几幢楼里的哪一家。"), "place")
    own, others = _numbers(note, draft)
    tenure = str(draft.proposal.get("tenure", ""))
    person = people.register_person(
        note.by,
        committee=note.committee,
        values=_values(note, draft, changes),
        home=home,
        phone=own[0] if own else "",
        living={"tenure": tenure, "source": _("工作日志")} if home else None,
        sure=sure,
    )
    for number, whose in [*((number, "") for number in own[1:]), *others]:
        people.add_contact(note.by, person=person, number=number, whose=whose, source=_("工作日志"))
    return person


def _values(note: Note, draft: Draft, changes: Changes) -> dict[str, str]:
    """The fields of the file as text; an age becomes the year of birth."""
    told = {**draft.proposal, **changes}
    name, called = str(told.get("name") or ""), str(told.get("called") or "")
    if not (name or called):
        raise Refused(_("还没有名字：写一下姓名或称呼，或者先不认这一位。"), "name")
    values = {"name": name or called, "sex": str(told.get("sex") or "0")}
    if called and name and called != name:
        values["called"] = called
    return values | _birth(note, told.get("age"))


def _birth(note: Note, age: object) -> dict[str, str]:
    if age in (None, ""):
        return {}
    if not str(age).isdecimal() or int(str(age)) > OLDEST:
        raise Refused(_("年纪写数字，比如 82。"), "age")
    return {"birth": f"{note.entry.written_on.year - int(str(age)):04d}-01-01", "birth_precision": "age"}


def _complete(note: Note, draft: Draft, changes: Changes, person: Person) -> None:
    """Fill what the file does not know yet; what it knows stays as it is."""
    if not note.by.may(EDIT, person.path):
        return
    told = {**draft.proposal, **changes}
    wanted = {"sex": str(told.get("sex") or "0")} | _birth(note, told.get("age"))
    if person.birth:
        wanted.pop("birth", None)
        wanted.pop("birth_precision", None)
    blank = {
        key: value
        for key, value in wanted.items()
        if value not in _BLANK and fields.value(person, key) in _BLANK
    }
    if blank:
        seen = {key: fields.value(person, key) for key in blank}
        people.correct_person(note.by, person=person, values=blank, seen=seen, reason=_("工作日志"))
    own, others = _numbers(note, draft)
    for number, whose in [*((number, "") for number in own), *others]:
        people.add_contact(note.by, person=person, number=number, whose=whose, source=_("工作日志"))


def _heed(note: Note, changes: Changes, person: Person) -> None:
    """What the worker ticked to be kept in the remarks: 慢性病, 丧偶 … Never without a tick."""
    ticked = [str(word) for word in changes.get("heed", [])]
    if not ticked:
        return
    line = _("%(words)s（%(day)s 日志）") % {
        "words": "、".join(ticked),
        "day": note.entry.written_on.isoformat(),
    }
    before = person.note
    people.correct_person(
        note.by,
        person=person,
        values={"note": f"{before}\n{line}".strip()},
        seen={"note": before},
    )


def _numbers(note: Note, draft: Draft) -> tuple[list[str], list[tuple[str, str]]]:
    """Telephone numbers at the places that the draft names: the person's own, and (number, whose)."""
    words, own, others = note.words(draft), [], []
    for told in draft.proposal.get("phones", []):
        number = words[int(told["start"]) : int(told["end"])]
        if told.get("whose"):
            others.append((number, str(told["whose"])))
        else:
            own.append(number)
    return own, others
