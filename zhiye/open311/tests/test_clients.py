"""Three GeoReport clients that are not ours, over HTTP, against a server that runs.

three (Code for America, 2013) discovers, hands in and reads back; it is of Python 2 and needs one name of its
itertools. georeport (2025) reads, in JSON and XML, and cannot hand in. civicbot (2026) checks what it is about to send
against our own list of services, hands in and reads back; it sends a key only where it writes, so its transport, which
is there to be replaced, adds it to questions.
"""

import importlib
import itertools
from datetime import date

import pytest

from zhiye.accounts.models import Membership
from zhiye.cases.models import Case
from zhiye.open311 import pace, sealed
from zhiye.open311.models import PartnerRequest
from zhiye.open311.tests.make import handed_in, partner_with_key
from zhiye.places.models import Place

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "梧桐花园115号402室"


@pytest.fixture
def keyed(cast, live_server, monkeypatch):
    """A platform and its key. The server's thread has the day of this machine: everybody has long been here."""
    monkeypatch.setenv("NO_PROXY", "*")
    pace._asked.clear()
    Membership.objects.update(since=date(2020, 1, 1))
    Place.objects.update(valid_from=None)
    return partner_with_key(cast.committee)


@pytest.mark.filterwarnings("ignore:invalid escape sequence")  # in a module that three brings along
def test_three_discovers_hands_in_and_reads_back(keyed, live_server, cast, monkeypatch):
    _partner, key = keyed
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    three = importlib.import_module("three")
    found = three.Three(discovery=f"{live_server.url}/open311/discovery.json").discovery()
    [endpoint] = found["endpoints"]
    assert endpoint["url"].startswith(live_server.url)

    client = three.Three(endpoint["url"], api_key=key)
    codes = [one["service_code"] for one in client.services()]
    assert "repair.lights" in codes
    assert client.services("repair.lights")["attributes"] == []
    about = {"address": ADDRESS, "name": "晓云 章", "phone": "15400001234", "description": "三楼的灯不亮"}
    [told] = client.post("repair.lights", **about)
    case = Case.objects.get(source="partner")
    assert case.place == cast.home("115-402")
    row = PartnerRequest.objects.get(token=told["service_request_id"])
    assert sealed.called(sealed.caller_of(row)) == "章晓云"

    [read] = client.request(told["service_request_id"], api_key=key)
    assert (read["status"], read["description"]) == ("open", "三楼的灯不亮")
    assert client.requests("repair.lights", api_key=key) == [read]
    assert client.token(told["service_request_id"], api_key=key)[0]["token"] == told["service_request_id"]
    refused = three.Three(endpoint["url"], api_key="nobody's").post("repair", address=ADDRESS)
    assert refused[0]["code"] == 403


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_both_forms(keyed, live_server, form):
    partner, key = keyed
    row = handed_in(partner)
    georeport = importlib.import_module("georeport")
    root = live_server.url.replace("://", f"://{partner.pk}:{key}@") + "/open311/v2"
    client = georeport.GeoReport(root, output_format=form)
    assert "repair.lights" in [one["service_code"] for one in client.get_service_list()]
    assert client.get_service_definition("repair.lights")["service_code"] == "repair.lights"
    read = client.get_service_request(row.token)
    assert (read["service_request_id"], read["description"]) == (row.token, "三楼的灯不亮")
    listed = client.get_service_requests(service_code="repair.lights", status="open")
    assert listed == ([read] if form == "json" else read)


def test_civicbot_checks_hands_in_and_reads_back(keyed, live_server):
    _partner, key = keyed
    civicbot, http = importlib.import_module("civicbot"), importlib.import_module("civicbot.http")

    class WithKey(http.HttpTransport):
        def get_json(self, url, params=None, headers=None):
            return super().get_json(url, params, {"Authorization": f"Bearer {key}", **(headers or {})})

    endpoint = civicbot.Endpoint("zhiye", "青桐居民区", f"{live_server.url}/open311/v2", write=True)
    client = civicbot.Open311Client(endpoint, transport=WithKey(rate_limiter=http.RateLimiter(0)))
    about = {"address_string": ADDRESS, "description": "三楼的灯不亮", "lat": 31.23, "lng": 121.47}
    sending = {"dry_run": False, "confirm": "SEND", "api_key": key, "validate_remote": True}
    sent = client.create_request("repair.lights", **about, **sending)
    token = sent.response[0]["service_request_id"]
    assert client.get_request(token)["description"] == "三楼的灯不亮"
    assert [one["service_request_id"] for one in client.list_requests(status="open")] == [token]
    with pytest.raises(civicbot.ValidationError):
        client.create_request("no such service", **about, **sending)
    with pytest.raises(civicbot.HttpError) as refused:
        client.create_request("repair", **about, **sending | {"api_key": "nobody's"})
    assert refused.value.status == 403
