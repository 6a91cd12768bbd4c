"""Who asks, by the key that came with a question, and for which jurisdiction. Cookies and log-ins count for nothing."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhiye.open311 import keys
from zhiye.open311.actor import PartnerActor
from zhiye.open311.faults import ApiFault
from zhiye.open311.jurisdictions import place_of
from zhiye.open311.models import Partner
from zhiye.open311.pace import note_question
from zhiye.places.models import Place

JURISDICTION = "jurisdiction_id"


def actor_of(request: HttpRequest, form: dict[str, str]) -> PartnerActor:
    """The partner whose key it is. Raises ApiFault (403)."""
    key = keys.key_in(request, form)
    found = keys.partner_of(key)
    if found is None:
        words = _("钥匙不对，或者已经停用。") if key else _("没有钥匙。放在 X-Api-Key 头里，或者写 api_key。")
        raise ApiFault(403, words)
    return PartnerActor(found)


def asker(request: HttpRequest) -> PartnerActor:
    """The same for somebody who reads, and not too often."""
    actor = actor_of(request, {})
    note_question(actor.partner.pk)
    jurisdiction(request, {}, actor.partner)
    return actor


def services_of(request: HttpRequest) -> list[str]:
    """The services that the key may use; no list, which stands for all, without a key."""
    if keys.key_in(request, {}):
        return list(asker(request).partner.services)
    jurisdiction(request, {}, None)
    return []


def jurisdiction(request: HttpRequest, form: dict[str, str], partner: Partner | None) -> Place | None:
    """The place that is named; None where none is. Raises ApiFault (404) for one that is not the key's."""
    id_ = (form.get(JURISDICTION) or request.GET.get(JURISDICTION, "")).strip()
    if not id_:
        return None
    found = place_of(id_)
    if found is None:
        raise ApiFault(404, _("没有这个 jurisdiction_id。"))
    if partner is None or found.path.startswith(partner.place.path):
        return found
    if partner.place.path.startswith(found.path):
        return partner.place  # it names the street of a committee's partner
    raise ApiFault(404, _("这把钥匙不管这个 jurisdiction_id。"))
