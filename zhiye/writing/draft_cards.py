"""A draft as a card beside the note: what can be answered at one tap, what has to be typed, what was answered."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.certificates.permissions import WRITE as PROOFS
from zhiye.drafts import queries as drafts
from zhiye.drafts.models import Draft
from zhiye.journal.models import Entry
from zhiye.journal.rings import committee_path
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.places.lookup import full_address
from zhiye.writing.card_forms import SAFE_WAYS, ChangeForm, change_form
from zhiye.writing.showing import span_id

PENDING, RIGHT = "pending", "right"
TELLING = ("proof", "hint")  # cards that only tell something
FIRST = ("safety", "violence")  # in front of all others, wherever their words stand
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


@dataclass(frozen=True, slots=True)
class Whom:
    """One of the people of the note; ``meant``: the words say that it is about this one."""

    id: str
    words: str
    meant: bool


@dataclass
class Card:
    """What the template shows of one draft."""

    shown: drafts.DraftCard
    title: str
    line: str = ""  # one line below the headline
    more: list[str] = field(default_factory=list)  # behind 再看几句
    question: str = ""  # before the choices
    choices: list[Choice] = field(default_factory=list)
    safe_ways: list[tuple[str, str]] = field(default_factory=list)
    whom: list[Whom] = field(default_factory=list)  # whom a warning may be about
    calls: list[tuple[str, str]] = field(default_factory=list)  # label, number to dial
    links: list[tuple[str, str]] = field(default_factory=list)  # label, page on which it is done
    form: ChangeForm | None = None
    opened: bool = False  # something was typed: the form stands open
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
        """Whether the title already says the words that it quotes (but for 她说): then it is itself the way to them."""
        quote = " ".join(self.draft.quote.split())
        return bool(self.anchor) and (
            quote in self.title or any(quote[cut:] in self.title for cut in (1, 2) if len(quote) > 6)
        )

    @property
    def tells_only(self) -> bool:
        """知道了 instead of 对."""
        return self.draft.kind in TELLING

    @property
    def warns(self) -> bool:
        """A card of safety or violence."""
        return self.draft.kind in FIRST

    @property
    def nameless(self) -> bool:
        """Somebody of whom neither name nor title is told."""
        return self.shown.needs == "name" and not self.choices

    @property
    def may_be_right(self) -> bool:
        """Whether 对 is enough."""
        return not self.choices and self.shown.needs in ("", "who")

    @property
    def unlikely(self) -> bool:
        """Whether it stands folded at the end."""
        return self.pending and self.shown.unlikely and not (self.told or self.opened)

    @property
    def in_rest(self) -> bool:
        """Whether 其余都对 includes it: nothing delicate, nothing doubtful, nothing to choose."""
        delicate = self.draft.sensitive or self.draft.kind in FIRST + TELLING or self.shown.vague
        return self.pending and self.may_be_right and not delicate and not self.shown.unlikely

    @property
    def tone(self) -> str:
        """The look of the card's border."""
        if self.draft.kind in FIRST:
            return "now"
        return "internal" if self.draft.sensitive else "plain"


def card_of(actor: Actor, entry: Entry, shown: drafts.DraftCard, reply: Reply, secret: bool) -> Card:
    """The card of one draft; ``reply``: what the last tap on it left behind, ``secret``: leave for the narrow ring."""
    draft = shown.draft
    card = Card(shown, shown.headline)
    if draft.kind == "person" and shown.person:
        card.title = shown.person.line
        card.line = _("已登记：%(why)s") % {"why": draft.reason} if draft.reason else ""
    elif draft.kind == "person" and shown.needs == "":
        card.line = (
            _("名册里没有对上哪一位，点“对”就照这个称呼新登记。")
            if _only_called(draft)
            else _("名册里没有，点“对”就新登记。")
        )
    elif draft.kind == "home" and shown.place:
        card.title = full_address(shown.place) if shown.place.kind == "home" else shown.place.name
    elif draft.kind in FIRST + TELLING:
        _tell_guidance(card, draft)
        card.links = _desk_of(actor, entry, draft)
    if card.pending:
        _offer(actor, entry, card, reply, secret)
    else:
        card.url = _url(draft)
        answered = draft.answered_at
        card.may_take_back = bool(answered) and timezone.localtime(answered).date() == clock.today()
    return card


def _only_called(draft: Draft) -> bool:
    """Whether only a title with a family name is told: 李姐."""
    told = draft.proposal
    return bool(told.get("called")) and told.get("name") in ("", told["called"])


def _tell_guidance(card: Card, draft: Draft) -> None:
    told = draft.proposal
    card.title = card.title.removeprefix(f"{draft.get_kind_display()}：")
    card.calls = [
        (str(one.get("label") or one["call"]), str(one["call"]))
        for one in told.get("actions", [])
        if isinstance(one, dict) and one.get("call")
    ]
    lines = [str(line) for line in told.get("lines", [])]
    card.line, card.more = "".join(lines[:1]), lines[1:]
    if told.get("source"):
        card.more.append(_("出处：%(source)s") % {"source": told["source"]})


def _desk_of(actor: Actor, entry: Entry, draft: Draft) -> list[tuple[str, str]]:
    """Beside a proof that is not issued: the desk at which the slip is printed that says where to go."""
    code = str(draft.proposal.get("code", ""))
    if draft.kind != "proof" or not code or not actor.may(PROOFS, committee_path(entry.path)):
        return []
    return [(_("打印去哪里办"), f"{reverse('certificates-elsewhere')}?{urlencode({'kind': code})}")]


def _offer(actor: Actor, entry: Entry, card: Card, reply: Reply, secret: bool) -> None:
    """What a waiting card can be answered with."""
    draft, needs = card.draft, card.shown.needs
    ring = "secretary" if draft.sensitive or entry.ring != "team" else "team"
    card.form, card.told = change_form(draft, ring, secret, reply.typed), reply.told
    card.opened = bool(reply.typed)
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
        card.line = "" if card.choices else _("楼栋里没有这一家，点“改”写上门牌。")
    elif card.shown.cases:
        card.question = _("这里有一件还没办完的，并入这件事？")
        card.choices = [Choice(f"case:{one.pk}", f"{one.title}（{one.number}）") for one in card.shown.cases]
        card.choices.append(Choice("case:new", _("不是，另开一件")))
    if needs == "name":
        card.line = _("还没写姓名。先记“来访人”，或点“改”写上。")
    if draft.kind == "violence":
        card.question, card.safe_ways = _("怎么联系才安全？"), SAFE_WAYS


def _ask_who(card: Card) -> None:
    told = card.draft.proposal
    card.question = _("是同一个人吗？")
    card.choices = [
        Choice(f"person:{one.person.pk}", one.line, one.why, named=True) for one in card.shown.choices
    ]
    if many := told.get("many"):
        card.question = _("是哪一位？")
        card.line = _("名册里有 %(n)s 位可以这么称呼。这里没有的，点“改”写姓名或门牌找。") % {"n": many}
        card.choices.append(Choice("person:new", _("名册里没有，新登记一位")))
    elif told.get("name") or told.get("called"):
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
