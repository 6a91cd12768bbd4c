"""Writing of the partners' door: letting a platform in, its keys, what it hands in, looking at who it came from."""

import json
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.audit.models import Look
from zhiye.cases import commands as cases
from zhiye.cases.codes import MATTERS
from zhiye.cases.leave import require_row
from zhiye.cases.models import Case
from zhiye.cases.permissions import VIEW
from zhiye.cases.serving import owner_for
from zhiye.journal.rings import committee_path
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor, OnBehalf
from zhiye.kernel.command import command
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.open311 import sealed
from zhiye.open311.actor import PartnerActor
from zhiye.open311.faults import Enough
from zhiye.open311.jurisdictions import KINDS
from zhiye.open311.keys import hash_of, is_key, new_token
from zhiye.open311.limits import POSTS_DAY, POSTS_HOUR, SAME_FOR
from zhiye.open311.models import Partner, PartnerRequest
from zhiye.open311.permissions import PARTNERS, REPORT
from zhiye.open311.queries import FIELD, REVEAL, may_see_caller
from zhiye.open311.services import may_use, name_of
from zhiye.open311.whereabouts import Where, find_where
from zhiye.places.models import Place

SEEN_WITH = "places.view"
TITLE = 120  # characters of a matter's title
HOUR, DAY = 3600, 86400  # seconds


@command("open311.make_partner", gettext_lazy("让一个合作平台接进来"))
def make_partner(by: Actor, *, name: str, place: Place, key: str, services: Iterable[str] = ()) -> Partner:
    """A platform may hand matters in for ``place``, a committee or a street. Only the digest of ``key`` is kept.

    ``services`` are top codes; none: all. Raises Refused: no name, one that is there already, a place that is none.
    """
    by.require(PARTNERS, place.path, seen_with=SEEN_WITH)
    words = " ".join(name.split())[:60]
    if not words:
        raise Refused(_("写一下平台的名字，比如“随申办”。"), "name")
    if place.kind not in KINDS:
        raise Refused(_("选一个居民区或街道。"), "place")
    hold(place)
    if Partner.objects.filter(place=place, name=words, ended_at=None).exists():
        raise Refused(_("这里已经有“%(name)s”了。要换钥匙，到它那一页去换。") % {"name": words}, "name")
    now = clock.now()
    partner = Partner(name=words, place=place, services=_known(services), made_at=now, keyed_at=now)
    partner.made_by = by.user if isinstance(by, UserActor) else None
    partner.key_hash = _fresh(key)
    partner.save(force_insert=True)
    log.write(
        by, "open311.make_partner", partner, place.path, {"name": (None, words), "key": (None, log.SECRET)}
    )
    return partner


@command("open311.renew_key", gettext_lazy("给合作平台换了钥匙"))
def renew_key(by: Actor, *, partner: Partner, key: str) -> Partner:
    """The former key opens nothing from now on."""
    _look_after(by, partner)
    partner.key_hash, partner.keyed_at = _fresh(key), clock.now()
    partner.save(update_fields=["key_hash", "keyed_at"])
    log.write(by, "open311.renew_key", partner, partner.place.path, {"key": (log.SECRET, log.SECRET)})
    return partner


@command("open311.choose_services", gettext_lazy("改了合作平台能交哪些事"))
def choose_services(by: Actor, *, partner: Partner, services: Iterable[str]) -> Partner:
    """What it handed in before stays, and it goes on reading it."""
    _look_after(by, partner)
    was, partner.services = partner.services, _known(services)
    partner.save(update_fields=["services"])
    told = {"services": (was, partner.services)}
    log.write(by, "open311.choose_services", partner, partner.place.path, told)
    return partner


@command("open311.end_partner", gettext_lazy("停用了合作平台"))
def end_partner(by: Actor, *, partner: Partner) -> Partner:
    """Its key opens nothing any more; the matters it handed in go on."""
    _look_after(by, partner)
    was = partner.ended_at
    if was is None:
        partner.ended_at = clock.now()
        partner.save(update_fields=["ended_at"])
    log.write(by, "open311.end_partner", partner, partner.place.path, {"ended": (was, partner.ended_at)})
    return partner


@command("open311.resume_partner", gettext_lazy("又让合作平台接进来"))
def resume_partner(by: Actor, *, partner: Partner) -> Partner:
    """It was ended by mistake: the key it had opens again."""
    _look_after(by, partner)
    same = Partner.objects.filter(place=partner.place_id, name=partner.name, ended_at=None)
    if same.exclude(pk=partner.pk).exists():
        raise Refused(_("这里已经有一个叫这个名字的在用了，不用再启用。"))
    was, partner.ended_at = partner.ended_at, None
    partner.save(update_fields=["ended_at"])
    log.write(by, "open311.resume_partner", partner, partner.place.path, {"ended": (was, None)})
    return partner


@command("open311.hand_in", gettext_lazy("合作平台交来一件事"))
def hand_in(
    by: Actor,
    *,
    partner: Partner,
    code: str,
    address: str,
    text: str = "",
    caller: Mapping[str, str] | None = None,
    at: Place | None = None,
) -> PartnerRequest:
    """A matter opens in the hands of whoever serves the building. The same words again soon are the same request.

    ``at`` narrows a street's partner down to one of its committees. Raises NotFound for another partner's key,
    Refused for a service it may not use or an address that tells no committee, Enough when it has handed in too many.
    """
    by.require(REPORT, (at or partner.place).path, seen_with=SEEN_WITH)
    hold(partner)
    if partner.ended_at is not None or (isinstance(by, PartnerActor) and by.partner.pk != partner.pk):
        raise NotFound
    if not may_use(partner.services, code):
        raise Refused(_("没有“%(code)s”这一类，或者没有说好可以交。") % {"code": code[:32]}, "service_code")
    given = dict(caller or {})
    digest = sealing.blind_index(json.dumps([code, text, address, sorted(given.items())], ensure_ascii=False))
    if same := _same_lately(partner, digest):
        log.write(by, "open311.hand_in", same, same.case.path)
        return same
    _room_for_one(partner)
    where = find_where(
        OnBehalf(PartnerActor(partner), committee_path(partner.place.path)), at or partner.place, address
    )
    request = PartnerRequest(id=new_id(), partner=partner, token=new_token(), code=code, text=text)
    request.address, request.digest, request.asked_at = address, digest, clock.now()
    request.case = _open_matter(partner, where, code, text)
    sealed.put(request, given)
    request.save(force_insert=True)
    log.write(by, "open311.hand_in", request, request.case.path, {"case": (None, request.case.pk)})
    return request


@command("open311.look", gettext_lazy("看了合作平台那边是谁说的"))
def look_at_caller(by: Actor, *, request: PartnerRequest, reason: str) -> Look:
    """Note that ``by`` looks at who handed it in, and why. Raises Refused without a reason."""
    case = request.case
    by.require(REVEAL)
    require_row(by, VIEW, ring=case.ring, path=case.path, writers=(case.opened_by_id, case.owner_id))
    if not may_see_caller(by, case):
        raise Forbidden(REVEAL)
    if not reason.strip():
        raise Refused(_("写一下为什么要看，比如“回电话”。"), "reason")
    role = getattr(by, "role_names", str)()
    return log.note_look(by, request, FIELD, case.path, reason.strip()[:400], role[:40])


def _look_after(by: Actor, partner: Partner) -> None:
    by.require(PARTNERS, partner.place.path, seen_with=SEEN_WITH)
    hold(partner)


def _known(services: Iterable[str]) -> list[str]:
    """Top codes, in the order of the data file."""
    chosen = set(services)
    if chosen - set(MATTERS):
        raise Refused(_("从列出的几项里选。"), "services")
    return [code for code in MATTERS if code in chosen]


def _fresh(key: str) -> str:
    """The digest of a key that nobody had yet."""
    digest = hash_of(key)
    if not is_key(key) or Partner.objects.filter(key_hash=digest).exists():
        raise Refused(_("这把钥匙不能用，退回去再打开一次这一页，会换一把。"))
    return digest


def _same_lately(partner: Partner, digest: str) -> PartnerRequest | None:
    """What the partner handed in with the same words a moment ago: its program did not hear our answer."""
    since = clock.now() - SAME_FOR
    rows = PartnerRequest.objects.filter(partner=partner, digest=digest, asked_at__gte=since)
    return rows.select_related("case").first()


def _room_for_one(partner: Partner) -> None:
    now = clock.now()
    asked = [
        (now - at).total_seconds()
        for at in PartnerRequest.objects.filter(partner=partner).values_list("asked_at", flat=True)[
            :POSTS_DAY
        ]
    ]
    hour, day = (sum(age < window for age in asked) for window in (HOUR, DAY))
    if hour >= POSTS_HOUR or day >= POSTS_DAY:
        raise Enough(_("交来的太多了，过一会儿再交。急事请打电话。"))


def _open_matter(partner: Partner, where: Where, code: str, text: str) -> Case:
    at = where.place or where.committee
    owner = owner_for(at)
    if owner is None:
        raise Refused(_("%(name)s还没有能接事的人，请打电话给居委会。") % {"name": where.committee.name})
    title = " ".join(text.split()) or name_of(code)
    case: Case = cases.open_case(
        OnBehalf(PartnerActor(partner), committee_path(at.path)),
        title=title if len(title) <= TITLE else title[: TITLE - 2] + "……",
        code=code,
        place=where.place,
        owner=owner,
        source="partner",
        nature="report",
    )
    return case
