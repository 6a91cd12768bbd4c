"""Staff pages: letting a platform in, its key told once, ending it; what a matter shows of its request."""

import re

import pytest

from zhiye.audit.models import AuditEntry, Look
from zhiye.kernel.ids import new_id
from zhiye.open311.keys import hash_of, new_key
from zhiye.open311.models import Partner
from zhiye.open311.tests.make import handed_in, partner_at

pytestmark = pytest.mark.django_db
CALLER = {"last_name": "章", "first_name": "晓云", "phone": "15400001234"}


def let_in(client, cast, **more):
    page = client.get("/partners/new").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    told = {"op": str(new_id()), "name": "随申办", "place": str(cast.committee.pk), "key": key} | more
    return client.post("/partners/new", told), told


@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_the_key_is_told_once(client_of, cast, role):
    client = client_of(role)
    answer, told = let_in(client, cast)
    assert answer.status_code == 200
    assert told["key"] in answer.content.decode()
    partner = Partner.objects.get()
    assert partner.key_hash == hash_of(told["key"])
    assert told["key"] not in client.get(f"/partners/{partner.pk}").content.decode()
    assert told["key"] not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_the_form_sent_twice_tells_the_same_key(client_of, cast):
    client = client_of("secretary")
    answer, told = let_in(client, cast)
    again = client.post("/partners/new", told)
    assert told["key"] in again.content.decode()
    assert Partner.objects.count() == 1


def test_a_key_of_ones_own_is_refused(client_of, cast):
    answer, _told = let_in(client_of("secretary"), cast, key="123456")
    assert answer.status_code == 422
    assert not Partner.objects.exists()


def test_a_name_is_there_once(client_of, cast):
    partner_at(cast.committee, "随申办")
    answer, _told = let_in(client_of("secretary"), cast)
    assert answer.status_code == 422
    assert "换钥匙" in answer.content.decode()


def test_a_secretary_chooses_among_the_own_committees_only(client_of, cast):
    answer, _told = let_in(client_of("secretary"), cast, place=str(cast.street.pk))
    assert answer.status_code == 422


def test_another_key_is_told_and_an_old_page_tells_none(client_of, cast):
    client, partner = client_of("secretary"), partner_at(cast.committee)
    old = {"op": str(new_id()), "key": new_key()}
    assert old["key"] in client.post(f"/partners/{partner.pk}/key", old).content.decode()
    client.post(f"/partners/{partner.pk}/key", {"op": str(new_id()), "key": new_key()})
    page = client.post(f"/partners/{partner.pk}/key", old).content.decode()
    assert old["key"] not in page
    assert "再换一把" in page


def test_services_are_chosen_and_it_is_ended_and_comes_back(client_of, cast):
    client, partner = client_of("secretary"), partner_at(cast.committee)
    client.post(f"/partners/{partner.pk}/services", {"op": str(new_id()), "services": ["noise", "repair"]})
    partner.refresh_from_db()
    assert partner.services == ["repair", "noise"]
    assert "房屋和设施维修、噪音、油烟" in client.get(f"/partners/{partner.pk}").content.decode()
    client.post(f"/partners/{partner.pk}/end", {"op": str(new_id())})
    assert "停用了" in client.get(f"/partners/{partner.pk}").content.decode()
    client.post(f"/partners/{partner.pk}/resume", {"op": str(new_id())})
    partner.refresh_from_db()
    assert partner.ended_at is None


def test_one_of_the_same_name_meanwhile_is_not_doubled(client_of, cast):
    client, partner = client_of("secretary"), partner_at(cast.committee)
    client.post(f"/partners/{partner.pk}/end", {"op": str(new_id())})
    partner_at(cast.committee)
    assert client.post(f"/partners/{partner.pk}/resume", {"op": str(new_id())}).status_code == 422


def test_the_list_names_them_with_their_counts(client_of, cast):
    handed_in(partner_at(cast.committee))
    page = client_of("secretary").get("/partners").content.decode()
    assert "邻里通" in page
    assert "交来 1 件" in page


def test_a_matter_shows_what_came_with_it_and_covers_who_said_it(client_of, cast):
    row = handed_in(partner_at(cast.committee), text="三楼的灯不亮，晚上看不见", caller=CALLER)
    client = client_of("worker")
    page = client.get(f"/c/{row.case_id}").content.decode()
    assert "晚上看不见" in page
    assert "邻里通" in page
    assert "154****1234" in page
    assert "15400001234" not in page
    assert "章晓云" not in page


def test_who_looks_says_why_and_leaves_a_look(client_of, cast):
    row = handed_in(partner_at(cast.committee), caller=CALLER)
    client = client_of("worker")
    empty = client.post(f"/partners/requests/{row.pk}/look", {"op": str(new_id()), "reason": " "})
    assert empty.status_code == 422
    client.post(f"/partners/requests/{row.pk}/look", {"op": str(new_id()), "reason": "回电话"})
    assert Look.objects.get().reason == "回电话"
    page = client.get(f"/c/{row.case_id}").content.decode()
    assert "章晓云" in page
    assert "15400001234" in page
    assert "15400001234" not in client_of("director").get(f"/c/{row.case_id}").content.decode()


def test_one_tap_shows_the_number_to_dial(client_of, cast):
    row = handed_in(partner_at(cast.committee), caller=CALLER)
    client = client_of("worker")
    client.post(f"/partners/requests/{row.pk}/call", {"op": str(new_id())})
    assert 'href="tel:15400001234"' in client.get(f"/c/{row.case_id}").content.decode()


def test_the_neighbour_and_whoever_may_not_learn_nothing(client_of, cast):
    partner = partner_at(cast.committee)
    row = handed_in(partner, caller=CALLER)
    assert client_of("stranger").get(f"/partners/{partner.pk}").status_code == 404
    assert client_of("stranger").post(f"/partners/requests/{row.pk}/call").status_code == 404
    assert client_of("mediator").post(f"/partners/requests/{row.pk}/call").status_code == 404
    assert client_of("worker").get("/partners").status_code == 403
    assert "合作平台" in client_of("secretary").get("/more").content.decode()
    assert "合作平台" not in client_of("worker").get("/more").content.decode()
