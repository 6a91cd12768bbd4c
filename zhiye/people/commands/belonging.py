"""What belongs to a person: categories on evidence, wishes, consents, homes owned, kin."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.people.categories import verify_by
from zhiye.people.choices import AREA_SOURCES, CONSENTS
from zhiye.people.codes import CATEGORIES, inverse, relation_name
from zhiye.people.commands.keeping import hold_file, refuse_ended
from zhiye.people.models import CategoryHolding, Consent, KinTie, Ownership, Person, Wish
from zhiye.places.models import Place

EDIT = "people.edit"


def _leave(by: Actor, person: Person, ring: str = "team") -> None:
    hold_file(person)
    by.require(EDIT, person.path, seen_with="people.list")
    if ring == "secretary":
        by.require("people.secret", person.path, seen_with="people.list")


def _told(holding: CategoryHolding) -> str:
    """The category as the trail keeps it: one that only the secretary sees is not named there."""
    return holding.code if holding.ring == "team" else log.SECRET


def _origin() -> UUID | None:
    run = running.current()
    return run.op if run else None


@command("people.hold_category", gettext_lazy("归入一类"))
def hold_category(
    by: Actor,
    *,
    person: Person,
    code: str,
    evidence: str = "",
    issuer: str = "",
    source: str = "",
    valid_until: date | None = None,
    verified_on: date | None = None,
) -> CategoryHolding:
    """The person belongs to category ``code`` on ``evidence``; the day to look again follows from the list."""
    category = CATEGORIES.get(code)
    if category is None:
        by.require(EDIT, person.path, seen_with="people.list")
        raise Refused(_("从列出的几项里选一个。"), "code")
    _leave(by, person, category.ring)
    if category.computed:
        raise Refused(_("“%(name)s”按出生日期自动算，不用登记。") % {"name": category.name}, "code")
    if CategoryHolding.objects.filter(person=person, code=code, until=None).exists():
        raise Refused(_("已经在“%(name)s”里了，要改就先核对那一条。") % {"name": category.name}, "code")
    seen_on = verified_on or clock.today()
    holding = CategoryHolding.objects.create(
        person=person,
        path=person.path,
        code=code,
        evidence=evidence[:120],
        issuer=issuer[:80],
        source=source[:120],
        ring=category.ring,
        since=clock.today(),
        valid_until=valid_until,
        verified_on=seen_on,
        verify_by=verify_by(category, seen_on, valid_until),
        origin=_origin(),
    )
    log.write(by, "people.hold_category", person, person.path, {"category": (None, _told(holding))})
    return holding


@command("people.verify_category", gettext_lazy("核对过一类"))
def verify_category(
    by: Actor, *, holding: CategoryHolding, evidence: str = "", valid_until: date | None = None
) -> CategoryHolding:
    """Somebody looked again today: it still holds."""
    _leave(by, holding.person, holding.ring)
    hold(holding)
    refuse_ended(holding.until)
    was = holding.verified_on
    holding.verified_on = clock.today()
    holding.evidence = evidence[:120] or holding.evidence
    holding.valid_until = valid_until or holding.valid_until
    if holding.valid_until and holding.valid_until < clock.today():
        raise Refused(_("证件的有效期已过，写一下新的有效期，或结束这一条。"), "valid_until")
    holding.verify_by = verify_by(CATEGORIES[holding.code], holding.verified_on, holding.valid_until)
    holding.save(update_fields=["verified_on", "evidence", "valid_until", "verify_by"])
    changes = {"verified_on": (was, holding.verified_on)}
    log.write(by, "people.verify_category", holding.person, holding.person.path, changes, _told(holding))
    return holding


@command("people.end_category", gettext_lazy("不再属于一类"))
def end_category(by: Actor, *, holding: CategoryHolding, reason: str = "") -> CategoryHolding:
    """The person no longer belongs to the category."""
    _leave(by, holding.person, holding.ring)
    hold(holding)
    refuse_ended(holding.until)
    holding.until = clock.today()
    holding.save(update_fields=["until"])
    log.write(
        by,
        "people.end_category",
        holding.person,
        holding.person.path,
        {"category": (_told(holding), None)},
        reason,
    )
    return holding


@command("people.note_wish", gettext_lazy("记下愿望或长处"))
def note_wish(by: Actor, *, person: Person, kind: str, text: str, ring: str = "team") -> Wish:
    """What the person wants or is good at, in their words."""
    _leave(by, person, ring)
    if not text.strip():
        raise Refused(_("写一句就够，比如“想有人聊聊天”。"), "text")
    wish = Wish.objects.create(
        person=person, kind=kind, text=text.strip()[:200], said_on=clock.today(), ring=ring
    )
    told = wish.text if ring == "team" else log.SECRET
    log.write(by, "people.note_wish", person, person.path, {kind: (None, told)})
    return wish


@command("people.end_wish", gettext_lazy("愿望已了或不再提"))
def end_wish(by: Actor, *, wish: Wish) -> Wish:
    """The wish is fulfilled or no longer held."""
    _leave(by, wish.person, wish.ring)
    hold(wish)
    refuse_ended(wish.until)
    wish.until = clock.today()
    wish.save(update_fields=["until"])
    told = wish.text if wish.ring == "team" else log.SECRET
    log.write(by, "people.end_wish", wish.person, wish.person.path, {wish.kind: (told, None)})
    return wish


@command("people.give_consent", gettext_lazy("同意"))
def give_consent(
    by: Actor, *, person: Person, purpose: str, how: str, by_whom: str = "", on: date | None = None
) -> Consent:
    """The person (or ``by_whom`` for them) agreed to ``purpose``, on paper or by word of mouth."""
    _leave(by, person)
    if purpose not in CONSENTS or how not in ("paper", "spoken"):
        raise Refused(_("从列出的几项里选一个。"), "purpose")
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_on=None).exists():
        raise Refused(_("这一项已经同意过了。"), "purpose")
    consent = Consent.objects.create(
        person=person, purpose=purpose, how=how, by_whom=by_whom[:60], given_on=on or clock.today()
    )
    log.write(by, "people.give_consent", person, person.path, {"consent": (None, purpose)})
    return consent


@command("people.withdraw_consent", gettext_lazy("收回同意"))
def withdraw_consent(by: Actor, *, consent: Consent) -> Consent:
    """As easy as giving it: one step, no reason asked (个人信息保护法 art. 15)."""
    _leave(by, consent.person)
    hold(consent)
    refuse_ended(consent.withdrawn_on)
    consent.withdrawn_on = clock.today()
    consent.save(update_fields=["withdrawn_on"])
    log.write(
        by,
        "people.withdraw_consent",
        consent.person,
        consent.person.path,
        {"consent": (consent.purpose, None)},
    )
    return consent


@command("people.own_home", gettext_lazy("登记产权"))
def own_home(
    by: Actor,
    *,
    person: Person,
    home: Place,
    share: tuple[int, int] = (1, 1),
    area: Decimal | None = None,
    area_source: str = "",
    since: date | None = None,
    source: str = "",
) -> Ownership:
    """The person owns ``share`` of ``home``; ``area`` (m²) counts in votes, so say where it comes from."""
    _leave(by, person)
    by.require(EDIT, home.path, seen_with="people.list")
    part, whole = share
    if not 0 < part <= whole:
        raise Refused(_("份额写成像 1/2 这样，上面不大于下面。"), "share")
    if area is not None and (area <= 0 or area_source not in AREA_SOURCES):
        raise Refused(_("写一下面积，再选面积是从哪里来的。"), "area")
    if Ownership.objects.filter(person=person, home=home, until=None).exists():
        raise Refused(_("这套房已经记在他名下了。"), "home")
    ownership = Ownership.objects.create(
        person=person,
        home=home,
        share_of=part,
        share_in=whole,
        area=area,
        area_source=area_source,
        since=since,
        source=source[:120],
        origin=_origin(),
    )
    log.write(by, "people.own_home", person, person.path, {"owns": (None, f"{home.door} {part}/{whole}")})
    return ownership


@command("people.end_ownership", gettext_lazy("结束产权"))
def end_ownership(by: Actor, *, ownership: Ownership, on: date | None = None) -> Ownership:
    """The home was sold or passed on; who neither lives nor owns here any more leaves the register."""
    person = ownership.person
    _leave(by, person)
    hold(ownership)
    refuse_ended(ownership.until)
    ownership.until = on or clock.today()
    ownership.save(update_fields=["until"])
    changes: dict[str, tuple[object, object]] = {"owns": (ownership.home.door, None)}
    if person.standing == "owner" and not Ownership.objects.filter(person=person, until=None).exists():
        person.left_on, person.is_current = ownership.until, False
        person.version += 1
        person.save(update_fields=["left_on", "is_current", "version"])
        changes["left_on"] = (None, person.left_on)
    log.write(by, "people.end_ownership", person, person.path, changes)
    return ownership


@command("people.tie_kin", gettext_lazy("记下亲属"))
def tie_kin(by: Actor, *, person: Person, other: Person, relation: str, source: str = "") -> KinTie:
    """``other`` is ``person``'s ``relation`` (GB/T 4761); the other direction is written too."""
    _leave(by, person)
    by.require("people.list", other.path)
    if person.pk == other.pk:
        raise Refused(_("不能和自己是亲属，换一位。"), "other")
    if not relation_name(relation):
        raise Refused(_("从列出的几项里选一个。"), "relation")
    back = inverse(relation, person.sex)
    for one, two, code in ((person, other, relation), (other, person, back)):
        KinTie.objects.update_or_create(
            person=one, other=two, defaults={"relation": code, "source": source[:120]}
        )
    log.write(by, "people.tie_kin", person, person.path, {"kin": (None, f"{relation} {other.pk}")})
    log.write(by, "people.tie_kin", other, other.path, {"kin": (None, f"{back} {person.pk}")})
    return KinTie.objects.get(person=person, other=other)


@command("people.untie_kin", gettext_lazy("去掉亲属"))
def untie_kin(by: Actor, *, tie: KinTie) -> Person:
    """The tie was a mistake; both directions go."""
    _leave(by, tie.person)
    by.require("people.list", tie.other.path)
    KinTie.objects.filter(person=tie.other, other=tie.person).delete()
    log.write(
        by, "people.untie_kin", tie.person, tie.person.path, {"kin": (f"{tie.relation} {tie.other_id}", None)}
    )
    log.write(by, "people.untie_kin", tie.other, tie.other.path, {"kin": (str(tie.person_id), None)})
    person = tie.person
    tie.delete()
    return person
