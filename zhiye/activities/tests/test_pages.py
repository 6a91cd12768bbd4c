"""Pages of activities: a few taps, a grid of days, a month's list, the sheet on paper and back."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhiye.activities.models import Activity, Sheet
from zhiye.activities.tests.make import held
from zhiye.cases import commands as cases
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.scans.tests import papers
from zhiye.visits import commands as visits

pytestmark = pytest.mark.django_db


def sent(client, url, **values):
    return client.post(url, {"op": str(new_id()), "on": clock.today().isoformat()} | values)


def told(client, **values):
    usual = {"heading": "culture", "title": "", "series": "", "where": "", "note": ""}
    return sent(client, "/activities/new?kind=lecture", **(usual | values))


def test_a_lecture_is_recorded_with_a_number_and_taken_back_from_the_toast(cast, client_of):
    client = client_of("worker")
    assert "/activities/new" in client.get("/activities").content.decode()
    assert "kind=lecture" in client.get("/activities/new").content.decode()
    answer = told(client, person_times="40")
    one = Activity.objects.get()
    assert answer.headers["Location"] == f"/activities/{one.pk}"
    page = client.get(f"/activities/{one.pk}").content.decode()
    assert "记下了：讲座、宣讲，40 人次。" in page
    undo = re.search(r'action="(/activities/[^"]+/withdraw\?op=[^"]+)"', page).group(1)
    client.post(undo)
    assert client.post(undo).status_code == 302
    page = client.get("/activities").content.decode()
    client.post(re.search(r'action="(/activities/[^"]+/restore\?op=[^"]+)"', page).group(1))
    assert client.get(f"/activities/{one.pk}").status_code == 200


def test_a_wrong_number_keeps_what_was_typed(cast, client_of):
    answer = told(client_of("worker"), person_times="四十", title="防诈骗", where="活动室")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("四十", "防诈骗", "活动室", "这里写数字。"))


def test_a_typed_place_is_the_building_or_plain_words(cast, client_of):
    client = client_of("worker")
    told(client, where="115号楼")
    told(client, where="居委会二楼活动室")
    places = {one.place or one.place_words for one in Activity.objects.all()}
    assert places == {cast.building("115"), "居委会二楼活动室"}
    page = client.get(f"/b/{cast.building('115').pk}").content.decode()
    assert "讲座、宣讲" in page


def test_the_next_of_a_series_asks_only_for_what_changes(cast, worker, client_of):
    last = held(
        worker, on=date(2026, 11, 5), title="书法班", partner="少年宫", person_times=12, place_words="活动室"
    )
    client = client_of("worker")
    page = client.get(f"/activities/new?from={last.pk}").content.decode()
    assert 'value="2026-11-19"' in page  # the latest Thursday
    assert all(f'value="{word}"' in page for word in ("书法班", "少年宫", "活动室"))
    assert 'value="12"' not in page


def test_another_committee_has_no_door_in(cast, worker, client_of):
    one, client = held(worker), client_of("stranger")
    for url in (f"/activities/new?from={one.pk}", f"/activities/{one.pk}", f"/activities/{one.pk}/edit"):
        assert client.get(url).status_code == 404


def test_a_month_lists_what_was_held_and_what_is_planned(cast, worker, client_of):
    for days, title in ((-1, "读书会"), (3, "歌会"), (-40, "棋赛")):
        held(worker, "recreation", clock.today() + timedelta(days=days), title=title, person_times=10)
    held(worker, "service_point", title="菜篮子", tallies={"orders": 14})
    page = client_of("worker").get("/activities").content.decode()
    assert "2026年11月的活动，1 场" in page
    assert "另有 1 场排好了" in page
    assert "代下单 14 单" in page
    assert "读书会" in page
    assert "棋赛" not in page
    page = client_of("worker").get("/activities?month=2026-10&heading=culture").content.decode()
    assert "棋赛" in page


@pytest.mark.parametrize(
    "query", ["month=2026-13", "month=x", "kind=spy", "at=n!!", "month=9999-12", "month=0001-01"]
)
def test_nonsense_in_the_address_is_no_fault(cast, client_of, query):
    assert client_of("worker").get(f"/activities?{query}").status_code == 200
    assert client_of("worker").get(f"/activities/days?{query.replace('kind=spy', '')}").status_code == 200


def test_a_month_of_a_desk_is_typed_on_one_page_sent_twice_recorded_once(cast, client_of):
    client, url = client_of("worker"), "/activities/days?kind=service_point&month=2026-11"
    typed = {"op": str(new_id()), "title": "菜篮子", "2026-11-02:heads": "21", "2026-11-02:orders": "15"}
    typed |= {"2026-11-03:orders": "0", "2026-11-04:orders": " "}
    wrong = client.post(url, typed | {"2026-11-05:orders": "十"})
    assert wrong.status_code == 422
    assert 'value="十"' in wrong.content.decode()
    assert 'value="21"' in wrong.content.decode()
    for _twice in range(2):
        assert client.post(url, typed).status_code == 302
    rows = Activity.objects.values_list("on", "person_times", "series").order_by("on")
    assert list(rows) == [(date(2026, 11, 2), 21, "菜篮子"), (date(2026, 11, 3), None, "菜篮子")]
    page = client.get(url).content.decode()
    assert "记过的 2 天" in page
    assert "2026-11-02:heads" not in page
    clash = client.post(url, typed | {"op": str(new_id()), "2026-11-06:orders": "9"})
    assert clash.status_code == 422
    assert "11月2日的菜篮子已经记过了" in clash.content.decode()
    assert 'value="9"' in clash.content.decode()


def test_the_sheet_goes_onto_paper_and_its_photo_comes_back(cast, worker, client_of):
    one, client = held(worker, title="书法班"), client_of("worker")
    paper = client.get(f"/activities/{one.pk}/paper?pages=2").content.decode()
    assert paper.count("<tr><td>") == 40
    assert "<svg" in paper
    photo = SimpleUploadedFile("a.jpg", papers.page(), "image/jpeg")
    answer = client.post(f"/activities/{one.pk}/photo", {"op": str(new_id()), "photo": photo})
    assert answer.status_code == 302
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.lines) == ("read", 2)  # a day is no name
    picture = client.get(f"/activities/photos/{sheet.pk}")
    assert picture.content.startswith(b"\xff\xd8")
    assert client_of("stranger").get(f"/activities/photos/{sheet.pk}").status_code == 404
    bad = SimpleUploadedFile("a.txt", b"no photo", "text/plain")
    assert client.post(f"/activities/{one.pk}/photo", {"op": str(new_id()), "photo": bad}).status_code == 422
    drop = {"op": str(new_id())}
    for _twice in range(2):
        assert client.post(f"/activities/photos/{sheet.pk}/drop", drop).status_code == 302


def test_lines_on_a_photo_are_a_hint_and_never_a_number(cast, worker, client_of):
    one = held(worker)
    Sheet.objects.create(
        activity=one, width=1, height=1, state="read", lines=23, by=worker.user, put_at=clock.now()
    )
    page = client_of("worker").get(f"/activities/{one.pk}/edit").content.decode()
    assert "照片上像是 23 行" in page
    assert 'value="23"' not in page


def test_a_meeting_noted_as_a_contact_becomes_an_activity(cast, worker, client_of):
    contact, client = (
        visits.log_contact(worker, kind="meeting", outcome="done", op=new_id()),
        client_of("worker"),
    )
    page = client.get(f"/visits/{contact.pk}").content.decode()
    assert "也记成一场活动" in page
    sent(client, f"/activities/new?kind=deliberation&contact={contact.pk}", heading="joint")
    one = Activity.objects.get(contact=contact)
    assert f"/activities/{one.pk}" in client.get(f"/visits/{contact.pk}").content.decode()


def test_a_matter_leads_to_its_meeting_and_tells_of_it(cast, worker, client_of):
    case, client = cases.open_case(worker, title="装电梯", op=new_id()), client_of("worker")
    page = client.get(f"/c/{case.pk}").content.decode()
    url = re.search(r'href="(/activities/new\?[^"]+)"', page).group(1).replace("&amp;", "&")
    sent(client, url, heading="joint", decided="下周请厂家来看", title="电梯议事会")
    assert Activity.objects.get().case == case
    assert "电梯议事会" in client.get(f"/c/{case.pk}").content.decode()


def test_yesterdays_class_is_one_quiet_line_for_its_writer_and_gone_tomorrow(cast, worker, client_of):
    for weeks in (1, 2, 3):
        held(worker, on=clock.today() - timedelta(days=7 * weeks + 1), title="书法班")
    assert "昨天的还没记，记一下？" in client_of("worker").get("/t").content.decode()
    assert "昨天的还没记" not in client_of("director").get("/t").content.decode()
    held(worker, on=clock.today() - timedelta(days=1), title="书法班")
    assert "昨天的还没记" not in client_of("worker").get("/t").content.decode()
