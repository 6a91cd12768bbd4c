"""A draft as a card beside the note: what can be answered at one tap, what has to be typed, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.drafts import queries as drafts
from zhiye.drafts.models import Draft
from zhiye.journal.models import Entry
from zhiye.journal.permissions import WRITE
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.places.lookup import full_address
from zhiye.writing.card_forms import SAFE_WAYS, ChangeForm, change_form
from zhiye.writing.showing import span_id

PENDING, RIGHT = "pending", "right"
TELLING = ("proof", "hint")  # cards that only tell something
FIRST = ("safety", "violence")  # in front of all others, wherever their words stand
SECRET = "people.secret"
_WHO = {"case": "people", "contact": "people", "promise": "people"} | dict.fromkeys(
    ("person", "category", "wish", "kin", "home", *FIRST, *TELLING), "person"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of those who may be meant, answered at one tap."""

    value: str
    words: str
    why: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the last tap on a card left behind: why it did nothing, what was typed, who may be meant.

    ``anew``: "nobody of these, a new one" is among the choices.
    """

    told: str = ""
    typed: Any = None
    people: tuple[Any, ...] = ()
    anew: bool = False


@dataclass
class Card:
    """What the template shows of one draft."""

    shown: drafts.DraftCard
    title: str
    lines: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # behind 再看几句
    question: str = ""  # before the choices
    choices: list[Choice] = field(default_factory=list)
    safe_ways: list[tuple[str, str]] = field(default_factory=list)
    whom: list[tuple[str, str]] = field(default_factory=list)  # whom a warning is about: never guessed here
    calls: list[tuple[str, str]] = field(default_factory=list)  # label, number to dial
    form: ChangeForm | None = None
    opened: bool = False  # 对 alone cannot do, or something was typed: the form stands open
    told: str = ""
    url: str = ""  # of the record
    may_take_back: bool = False

    @property
    def draft(self) -> Draft:
        """The draft itself."""
        return self.shown.draft

    @property
    def pending(self) -> bool:
        """Whether it still waits for an answer."""
        return self.draft.state == PENDING

    @property
    def anchor(self) -> str:
        """The words in the present text; "" when they have gone, or there were none."""
        span = self.shown.span
        return span_id(*span) if span and span[0] < span[1] else ""

    @property
    def says_quote(self) -> bool:
        """Whether the title already says the words that it quotes: then it is itself the way to them."""
        return bool(self.anchor and self.draft.quote in self.title)

    @property
    def tells_only(self) -> bool:
        """知道了 instead of 对."""
        return self.draft.kind in TELLING

    @property
    def may_be_right(self) -> bool:
        """Whether 对 is enough."""
        return not self.choices and self.shown.needs in ("", "who") and not self.safe_ways

    @property
    def in_rest(self) -> bool:
        """Whether 其余都对 includes it: nothing delicate, nothing to choose."""
        delicate = self.draft.sensitive or self.draft.kind in FIRST + TELLING
        return self.pending and self.may_be_right and not delicate

    @property
    def tone(self) -> str:
        """The look of the card's border."""
        if self.draft.kind in FIRST:
            return "now"
        return "internal" if self.draft.sensitive else "plain"


@dataclass
class Desk:
    """All that stands beside a note."""

    cards: list[Card]
    may_answer: bool
    told: str = ""  # about the last tap, where no card is its place

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(card.pending for card in self.cards)

    @property
    def rest(self) -> int:
        """How many 其余都对 answers."""
        return sum(card.in_rest for card in self.cards)


def desk(actor: Actor, entry: Entry, replies: Mapping[str, Reply] | None = None, told: str = "") -> Desk:
    """The cards of a note, safety first, then in the order of its words; the caller has been given the note.

    ``replies``: by draft id, what the last tap on it left behind.
    """
    replies, secret = replies or {}, actor.may(SECRET, entry.path)
    made = []
    for shown in drafts.drafts_of(actor, entry):
        card = _card(actor, shown)
        if card.pending:
            _offer(actor, entry, card, replies.get(str(card.draft.pk), Reply()), secret)
        made.append(card)
    known = [
        (str(card.draft.person_id), card.title)
        for card in made
        if card.draft.kind == "person" and card.draft.state == RIGHT and card.shown.person
    ]
    for card in made:
        # The words of a blow name the one who strikes as well: the worker says whose safety is meant.
        card.whom = known if card.pending and card.draft.kind in FIRST else []
    made.sort(key=lambda card: card.draft.kind not in FIRST)  # a stable order: inside, that of the words
    return Desk(made, actor.may(WRITE), told)


def _card(actor: Actor, shown: drafts.DraftCard) -> Card:
    draft = shown.draft
    card = Card(shown, shown.headline)
    if draft.kind == "person" and shown.person:
        card.title = shown.person.line
        card.lines = [_("已登记：%(why)s") % {"why": draft.reason}] if draft.reason else []
    elif draft.kind == "person" and shown.needs == "":
        card.lines = [_("名册里没有，点“对”就新登记。")]
    elif draft.kind == "home" and shown.place:
        card.title = full_address(shown.place) if shown.place.kind == "home" else shown.place.name
    elif draft.kind in FIRST + TELLING:
        _tell_guidance(card, draft)
    if draft.state != PENDING:
        card.url = _url(draft)
        answered = draft.answered_at
        card.may_take_back = bool(answered) and timezone.localtime(answered).date() == clock.today()
    return card


def _tell_guidance(card: Card, draft: Draft) -> None:
    told = draft.proposal
    lines = [str(line) for line in told.get("lines", [])]
    card.calls = [
        (str(one.get("label") or one["call"]), str(one["call"]))
        for one in told.get("actions", [])
        if isinstance(one, dict) and one.get("call")
    ]
    if told.get("source"):
        lines.append(_("出处：%(source)s") % {"source": told["source"]})
    shown = 2 if draft.kind in FIRST else 1
    card.lines, card.more = lines[:shown], lines[shown:]


def _offer(actor: Actor, entry: Entry, card: Card, reply: Reply, secret: bool) -> None:
    """What a waiting card can be answered with."""
    draft, needs = card.draft, card.shown.needs
    ring = "secretary" if draft.sensitive or entry.ring != "team" else "team"
    card.form, card.told = change_form(draft, ring, secret, reply.typed), reply.told
    card.opened = bool(reply.typed) or needs == "name"
    if reply.people:
        card.choices = [
            Choice(f"{_WHO[draft.kind]}:{one.pk}", _line(one), named=True) for one in reply.people
        ]
        card.choices += [Choice("new:sure", _("都不是，新登记一位"))] if reply.anew else []
        card.question = _("是哪一位？")
    elif needs == "person":
        _ask_who(card)
    elif needs == "place":
        card.choices = [Choice(f"place:{place.pk}", full_address(place)) for place in card.shown.places]
        card.question = _("有几处都是这个门牌，是哪一处？") if card.choices else ""
        card.lines = [] if card.choices else [_("楼栋里没有找到这一家，写上门牌。")]
        card.opened = card.opened or not card.choices
    elif card.shown.cases:
        card.question = _("这里有一件还没办完的，并入这件事？")
        card.choices = [Choice(f"case:{one.pk}", f"{one.title}（{one.number}）") for one in card.shown.cases]
        card.choices.append(Choice("case:new", _("不是，另开一件")))
    if needs == "name":
        card.lines = [_("写上姓名或称呼，或者写“是哪一位”。")]
    if draft.kind == "violence":
        card.question, card.safe_ways = _("怎么联系才安全？"), SAFE_WAYS


def _ask_who(card: Card) -> None:
    told = card.draft.proposal
    card.question = _("是同一个人吗？")
    card.choices = [
        Choice(f"person:{one.person.pk}", one.line, one.why, named=True) for one in card.shown.choices
    ]
    if told.get("name") or told.get("called"):
        card.choices.append(Choice("person:new", _("都不是，新登记一位")))


def _line(person: Any) -> str:
    door = person.home.door if person.home else ""
    return " · ".join(part for part in (person.called or person.name, door) if part)


def _url(draft: Draft) -> str:
    """The page on which the record stands."""
    if draft.person_id and draft.kind in ("person", "category", "wish", "kin"):
        return reverse("people-detail", args=[draft.person_id])
    if draft.record is None:
        return ""
    if draft.kind == "home" and draft.place and draft.place.kind == "home":
        return reverse("places-home", args=[draft.record])
    if draft.kind == "case":
        return reverse("cases-detail", args=[draft.record])
    if draft.kind in ("promise", "safety"):
        return reverse("cases-promise", args=[draft.record])
    return ""
