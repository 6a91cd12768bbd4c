"""The addresses of GeoReport v2: what is answered, to whom, in which form."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client

from zhiye.audit.models import AuditEntry
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.open311 import commands, limits, pace
from zhiye.open311.models import Partner, PartnerRequest
from zhiye.open311.tests.make import BY, handed_in, partner_at, partner_with_key
from zhiye.places.models import Place

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
WORDS = {"service_code": "repair.lights", "address_string": "梧桐花园115号", "description": "三楼的灯不亮"}


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    pace._asked.clear()


@pytest.fixture
def keyed(cast):
    """A platform of the committee, and its key."""
    return partner_with_key(cast.committee)


def get(path, key="", **query):
    return Client().get(f"{V2}/{path}", query, headers={"X-Api-Key": key} if key else {})


def post(key, suffix="json", **fields):
    body = urlencode({"api_key": key, **fields})
    return Client(enforce_csrf_checks=True).post(f"{V2}/requests.{suffix}", body, content_type=FORM)


def sentence(answer):
    [error] = answer.json()
    assert error["code"] == answer.status_code
    return error["description"]


def test_discovery_names_the_interface_in_both_forms():
    told = Client().get("/open311/discovery.json").json()
    [endpoint] = told["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    document = Client().get("/open311/discovery.xml")
    assert document.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert ElementTree.fromstring(document.content).findtext("endpoints/endpoint/url") == endpoint["url"]


def test_services_are_the_kinds_of_matter_without_a_key():
    listed = {one["service_code"]: one for one in get("services.json").json()}
    assert listed["repair"]["service_name"] == "房屋和设施维修"
    assert listed["repair.leak"]["group"] == "房屋和设施维修"
    assert listed["repair.leak"]["metadata"] is False
    assert get("services/repair.leak.json").json() == {"service_code": "repair.leak", "attributes": []}


def test_services_in_xml_are_the_same():
    root = ElementTree.fromstring(get("services.xml").content)
    assert root.tag == "services"
    assert [one.findtext("service_code") for one in root] == [
        one["service_code"] for one in get("services.json").json()
    ]
    assert root[0].findtext("metadata") == "false"


def test_a_key_sees_the_services_that_were_agreed(cast):
    _partner, key = partner_with_key(cast.committee, services=["repair"])
    codes = {one["service_code"] for one in get("services.json", key).json()}
    assert {code.split(".")[0] for code in codes} == {"repair"}
    assert get("services/noise.json", key).status_code == 404
    answer = post(key, **WORDS | {"service_code": "noise"})
    assert answer.status_code == 404
    assert "noise" in sentence(answer)


def test_a_matter_is_handed_in_and_read_back(keyed, cast):
    partner, key = keyed
    [told] = post(key, **WORDS).json()
    case = Case.objects.get(source="partner")
    assert case.place == cast.building("115")
    assert (case.title, case.code, case.nature) == ("三楼的灯不亮", "repair.lights", "report")
    assert case.owner == cast.user("wangge")  # the grid worker of the building
    [row] = get(f"requests/{told['service_request_id']}.json", key).json()
    assert row["status"] == "open"
    assert row["status_notes"].startswith("已经收到")
    assert row["description"] == "三楼的灯不亮"
    assert row["agency_responsible"] == "青桐居民区"
    assert row["requested_datetime"] == "2026-11-21T09:30:00+08:00"
    entry = AuditEntry.objects.get(action="open311.hand_in")
    assert (entry.actor_key, entry.actor_name) == (f"partner:{partner.pk}", partner.name)


def test_the_same_in_xml(keyed):
    _partner, key = keyed
    root = ElementTree.fromstring(post(key, "xml", **WORDS).content)
    token = root.findtext("request/service_request_id")
    row = ElementTree.fromstring(get(f"requests/{token}.xml", key).content)
    assert row.findtext("request/description") == "三楼的灯不亮"
    assert row.find("request/lat").text is None


@pytest.mark.parametrize(
    "header", ["Bearer {}", "Basic {basic}", "bearer {}"], ids=["bearer", "basic", "small letters"]
)
def test_the_key_may_come_as_authorization(keyed, header):
    _partner, key = keyed
    value = header.format(key, basic=b64encode(f"x:{key}".encode()).decode())
    answer = Client().get(f"{V2}/requests.json", headers={"Authorization": value})
    assert answer.status_code == 200


@pytest.mark.parametrize("key", ["", "zy" + "2" * 40, "nonsense", "zy-\0", "密"])
def test_without_a_key_in_force_nothing_is_read_or_written(keyed, key):
    query = {"api_key": key}
    for path in ("requests.json", "requests/abc.json", "tokens/abc.json"):
        answer = Client().get(f"{V2}/{path}", query)
        assert answer.status_code == 403
        assert "钥匙" in sentence(answer)
    assert post(key, **WORDS).status_code == 403
    assert not Case.objects.filter(source="partner").exists()


def test_a_log_in_is_no_key(client_of):
    assert client_of("secretary").get(f"{V2}/requests.json").status_code == 403


def test_an_ended_key_opens_nothing_and_a_new_one_ends_the_former(keyed):
    partner, key = keyed
    fresh = partner_with_key(partner.place, "另一家")[1]
    commands.end_partner(BY, partner=partner, op=new_id())
    assert get("requests.json", key).status_code == 403
    assert post(key, **WORDS).status_code == 403
    assert get("requests.json", fresh).status_code == 200


def test_a_partner_sees_only_its_own(keyed, cast):
    _partner, key = keyed
    foreign = handed_in(partner_at(cast.committee, "另一家"))
    assert get(f"requests/{foreign.token}.json", key).status_code == 404
    assert get(f"tokens/{foreign.token}.json", key).status_code == 404
    assert get("requests.json", key).json() == []
    assert get("requests.json", key, service_request_id=foreign.token).json() == []


def test_names_and_numbers_are_sealed_and_never_told_again(keyed):
    _partner, key = keyed
    caller = {"first_name": "晓云", "last_name": "章", "phone": "15400001234", "email": "z@example.org"}
    token = post(key, **WORDS, **caller).json()[0]["service_request_id"]
    row = PartnerRequest.objects.get()
    assert "章".encode() not in bytes(row.caller)
    assert b"15400001234" not in bytes(row.caller)
    told = get(f"requests/{token}.json", key).content.decode()
    trail = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    for value in caller.values():
        assert value not in told
        assert value not in trail


def test_coordinates_are_dropped_and_do_not_stand_for_an_address(keyed):
    _partner, key = keyed
    places = {"lat": "31.2304", "long": "121.4737"}
    assert post(key, **WORDS, **places).status_code == 200
    row = PartnerRequest.objects.values().get()
    assert not [value for value in row.values() if "31.23" in str(value)]
    answer = post(key, service_code="repair", **places)
    assert answer.status_code == 400
    assert "address_string" in sentence(answer)


def test_a_device_is_refused_and_a_picture_is_left_out(keyed):
    _partner, key = keyed
    answer = post(key, **WORDS, device_id="abc")
    assert answer.status_code == 400
    assert "device_id" in sentence(answer)
    [told] = post(key, **WORDS, media_url="http://169.254.169.254/latest/meta-data").json()
    assert "照片没有收" in told["service_notice"]


def test_the_same_words_again_are_the_same_request_for_a_while(keyed):
    _partner, key = keyed
    first, again = post(key, **WORDS).json(), post(key, **WORDS).json()
    assert first == again
    other = post(key, **WORDS, phone="15400001234").json()
    assert other != first
    with clock.frozen(clock.now() + limits.SAME_FOR + timedelta(seconds=1)):
        assert post(key, **WORDS).json() != first
    assert Case.objects.filter(source="partner").count() == 3


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"service_code": ""}, "service_code"),
        ({"address_string": "  "}, "address_string"),
        ({"description": "长" * 4001}, "多了 1 个"),
        ({"address_string": "号" * 201}, "最多 200"),
        ({"phone": "1" * 41}, "phone"),
    ],
)
def test_what_is_missing_or_too_long_is_told(keyed, fields, words):
    _partner, key = keyed
    answer = post(key, **WORDS | fields)
    assert answer.status_code == 400
    assert words in sentence(answer)


def test_other_forms_of_a_body_are_refused(keyed):
    _partner, key = keyed
    client = Client()
    for body, kind in (
        ("{}", "application/json"),
        ("<a/>", "text/xml"),
        ("api_key=1", "application/x-www-form-urlencoded; charset=utf-16"),
        ("--x--", "multipart/form-data; boundary=x"),
        ("a=1&" * 2000, FORM),
        ("a=" + "1" * 70_000, FORM),
        (f"api_key={key}&service_code=repair&address_string=%ff%fe", FORM),
    ):
        answer = client.generic("POST", f"{V2}/requests.json", body, content_type=kind)
        assert answer.status_code == 400, kind
        assert sentence(answer)


def test_the_wrong_method_and_the_wrong_address_answer_in_the_form_asked_for(keyed):
    client = Client()
    refused = client.delete(f"{V2}/requests.json")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert client.post(f"{V2}/services.json").status_code == 405
    lost = client.get(f"{V2}/services.html")
    assert lost.status_code == 404
    assert ElementTree.fromstring(lost.content).findtext("error/code") == "404"
    assert client.get(f"{V2}/requests.json/").status_code == 404


def test_lists_are_cut_by_the_conditions(keyed):
    partner, key = keyed
    older, newer = handed_in(partner, code="noise", text="夜里很吵"), handed_in(partner)
    PartnerRequest.objects.filter(pk=older.pk).update(asked_at=clock.now() - timedelta(days=10))
    tokens = lambda **query: [row["service_request_id"] for row in get("requests.json", key, **query).json()]  # noqa: E731
    assert tokens() == [newer.token, older.token]
    assert tokens(service_code="noise") == [older.token]
    assert tokens(service_code="noise,repair.lights") == [newer.token, older.token]
    assert tokens(start_date="2026-11-20T00:00:00Z") == [newer.token]
    assert tokens(end_date="2026-11-20T00:00:00+08:00") == [older.token]
    assert tokens(status="closed") == []
    assert tokens(status="open,closed") == [newer.token, older.token]
    assert tokens(service_request_id=f"{older.token}, nothing", status="closed") == [older.token]


def test_a_plus_that_came_as_a_blank_is_a_plus(keyed):
    _partner, key = keyed
    answer = Client().get(f"{V2}/requests.json?start_date=2026-11-20T00:00:00+08:00&api_key={key}")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
        {"start_date": "2026-11-02T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"},
        {"start_date": "2026-11-01"},
        {"start_date": "2026-11-01T00:00:00"},
        {"end_date": "9999-12-31T23:59:59-12:00"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"start_date": "9999-12-31T00:00:00Z"},
        {"start_date": "2026-02-30T00:00:00Z"},
        {"start_date": "九月"},
        {"status": "lost"},
    ],
)
def test_wrong_moments_and_statuses_are_refused(keyed, query):
    _partner, key = keyed
    answer = get("requests.json", key, **query)
    assert answer.status_code == 400
    assert sentence(answer)


def test_a_closed_matter_says_so_with_its_sentence(keyed):
    partner, key = keyed
    row = handed_in(partner)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        cases.move_case(
            BY,
            case=row.case,
            state="done",
            reason="换了灯管",
            unasked="no_contact",
            version=row.case.version,
            op=new_id(),
        )
    [told] = get(f"requests/{row.token}.json", key).json()
    assert told["status"] == "closed"
    assert told["status_notes"] == "办好了。"
    assert "灯管" not in str(told)
    assert told["updated_datetime"] == "2026-11-21T11:30:00+08:00"
    assert len(get("requests.json", key, status="closed").json()) == 1


def test_of_a_matter_for_few_eyes_only_open_is_told(keyed):
    partner, key = keyed
    row = handed_in(partner, text="楼上打孩子", caller={"phone": "15400001234"})
    case = row.case
    cases.describe_case(
        BY, case=case, title=case.title, code=case.code, ring="secretary", version=case.version, op=new_id()
    )
    case.refresh_from_db()
    with clock.frozen(clock.now() + timedelta(hours=2)):
        cases.move_case(
            BY,
            case=case,
            state="done",
            reason="谈过了",
            unasked="no_contact",
            version=case.version,
            op=new_id(),
        )
    [told] = get(f"requests/{row.token}.json", key).json()
    assert told["status"] == "open"
    assert told["updated_datetime"] == told["requested_datetime"]
    for field in ("status_notes", "description", "address", "expected_datetime"):
        assert told[field] is None
    assert get("requests.json", key, status="closed").json() == []
    assert len(get("requests.json", key, status="open").json()) == 1


def test_a_matter_noted_by_mistake_is_closed(keyed):
    partner, key = keyed
    row = handed_in(partner)
    cases.withdraw_case(BY, case=row.case, reason="试的", op=new_id())
    [told] = get(f"requests/{row.token}.json", key).json()
    assert (told["status"], "试的" in str(told)) == ("closed", False)
    assert len(get("requests.json", key, status="closed").json()) == 1


def test_not_a_word_of_a_matter_for_few_eyes_that_it_was_joined_to(keyed):
    partner, key = keyed
    row = handed_in(partner)
    words = "有人和您家说过了"
    into = handed_in(partner, text="别的").case
    cases.merge_cases(BY, case=row.case, into=into, version=row.case.version, op=new_id())
    Case.objects.filter(pk=into.pk).update(ring="secretary", public_line=words)
    [told] = get(f"requests/{row.token}.json", key).json()
    assert words not in str(told)


def test_too_many_are_stopped_for_a_while(keyed, monkeypatch):
    partner, key = keyed
    monkeypatch.setattr(commands, "POSTS_HOUR", 2)
    for words in ("一", "二"):
        handed_in(partner, text=words)
    answer = post(key, **WORDS)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert post(key, **WORDS).status_code == 200


def test_too_many_questions_are_stopped_for_a_minute(keyed, monkeypatch):
    _partner, key = keyed
    monkeypatch.setattr(pace, "READS_MINUTE", 2)
    assert [get("requests.json", key).status_code for _ in range(3)] == [200, 200, 429]
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert get("requests.json", key).status_code == 200


def test_only_the_day_of_the_last_use_is_kept(keyed):
    partner, key = keyed
    get("requests.json", key)
    used = Partner.objects.values_list("used_on", flat=True).get(pk=partner.pk)
    assert used == clock.today()


def test_a_street_partner_reaches_the_committee_that_the_address_names(cast):
    _partner, key = partner_with_key(cast.street)
    neighbour = Place.objects.get(pk=cast.neighbour_id)
    for address, committee in (
        ("梧桐花园115号", cast.committee),
        ("枫林雅苑门口", neighbour),
        ("枫林居民区的小路上", neighbour),
    ):
        token = post(key, **WORDS | {"address_string": address}).json()[0]["service_request_id"]
        assert PartnerRequest.objects.get(token=token).case.committee == committee
    answer = post(key, **WORDS | {"address_string": "人民广场"})
    assert answer.status_code == 400
    assert "居民区" in sentence(answer)


def test_a_jurisdiction_is_the_street_or_the_committee(cast):
    street, committee = cast.street.code, f"{cast.street.code}-{cast.committee.code}"
    _partner, key = partner_with_key(cast.street)
    _own, narrow = partner_with_key(cast.committee)
    [told] = post(key, **WORDS, jurisdiction_id=committee).json()
    assert PartnerRequest.objects.get(token=told["service_request_id"]).case.committee == cast.committee
    neighbour = Place.objects.get(pk=cast.neighbour_id)
    foreign = f"{street}-{neighbour.code}"
    assert get("requests.json", narrow, jurisdiction_id=street).status_code == 200
    assert get("requests.json", narrow, jurisdiction_id=foreign).status_code == 404
    assert post(narrow, **WORDS, jurisdiction_id=foreign).status_code == 404
    assert get("services.json", jurisdiction_id=committee).status_code == 200
    assert get("services.json", jurisdiction_id="city.gov").status_code == 404


def test_an_address_without_a_door_of_the_register_belongs_to_the_committee(keyed, cast):
    _partner, key = keyed
    post(key, **WORDS | {"address_string": "小花园边上"})
    case = Case.objects.get(source="partner")
    assert (case.place, case.committee) == (None, cast.committee)
    assert case.owner == cast.user("shuji")


def test_another_partners_program_cannot_speak_for_this_one(keyed, cast):
    partner, _key = keyed
    other = partner_at(cast.committee, "另一家")
    from_other = commands.PartnerActor(other)
    with pytest.raises(commands.NotFound):
        commands.hand_in(from_other, partner=partner, code="repair", address="115号", op=new_id())


def test_what_xml_cannot_write_is_left_out(keyed):
    _partner, key = keyed
    token = post(key, **WORDS | {"description": "灯\x0b不亮\x00<b>&]]>"}).json()[0]["service_request_id"]
    root = ElementTree.fromstring(get(f"requests/{token}.xml", key).content)
    assert root.findtext("request/description") == "灯不亮<b>&]]>"
