"""Staff pages: doors, posters, slips, the quiet list, what a matter shows of its report."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from zhiye.accounts.actor import UserActor
from zhiye.audit.models import AuditEntry
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.people.models import CategoryHolding
from zhiye.places.commands import add_place
from zhiye.portal import commands, photos
from zhiye.portal.limits import HANGS, WRONG
from zhiye.portal.models import DoorCode, Receipt
from zhiye.portal.tests import make as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(cast):
    """The code of building 115."""
    return made.door(cast.building("115"))


def test_a_building_leads_to_its_poster(client_of, cast):
    client, building = client_of("worker"), cast.building("115")
    assert f"/doors/{building.pk}" in client.get(f"/b/{building.pk}").content.decode()
    page = client.get(f"/doors/{building.pk}").content.decode()
    assert "还没有码" in page
    client.post(f"/doors/{building.pk}/new", {"op": str(new_id())})
    told = {"op": str(new_id()), "take_down_on": "2027-05-01", "sheet": "a3"}
    sheet = client.post(f"/doors/{building.pk}", told)
    poster = client.get(sheet.url).content.decode()
    code = DoorCode.objects.get(place=building)
    assert code.token in poster
    assert "2027年5月1日" in poster
    assert 'class="a3"' in poster
    assert "<svg" in poster


def test_a_day_that_has_passed_is_refused(client_of, code):
    told = {"op": str(new_id()), "take_down_on": "2026-11-20", "sheet": "a4"}
    answer = client_of("worker").post(f"/doors/{code.place_id}", told)
    assert answer.status_code == 422
    assert "今天以后" in answer.content.decode()


def test_all_posters_of_an_estate_at_once(client_of, cast, code):
    made.door(cast.building("3"))
    estate = code.place.parent
    page = client_of("worker").get(f"/doors/{estate.pk}/poster?all=1").content.decode()
    assert page.count('class="poster"') == 2


def test_every_building_without_a_code_gets_one_at_one_tap_and_all_are_one_print_job(client_of, cast, code):
    client, bare = client_of("worker"), cast.building("3")
    page = client.get("/doors").content.decode()
    assert "给 1 幢楼都做门码" in page
    form = {"op": str(new_id()), "place": str(bare.parent_id)}
    answer = client.post("/doors/new", form)
    assert client.post("/doors/new", form).url == answer.url, "pressed twice"
    made = DoorCode.objects.get(place=bare)
    assert (made.ended_at, made.take_down_on, made.by) == (None, clock.today() + HANGS, cast.user("shegong"))
    assert [one.pk for one in DoorCode.objects.filter(place=code.place)] == [code.pk], (
        "it hangs there already"
    )
    sheet = client.get(answer.url).content.decode()
    assert sheet.count('class="poster"') == 2, "both codes are of today"
    assert made.token in sheet
    assert cast.committee.name in sheet
    page = client.get("/doors").content.decode()
    assert "都做门码" not in page
    assert "打印 2 张" in page


def test_of_several_estates_one_may_be_chosen(client_of, cast, code, system):
    other = add_place(system, parent=cast.committee, kind="estate", code="桂花苑", op=new_id())
    built = add_place(system, parent=other, kind="building", code="7", op=new_id())
    client = client_of("worker")
    page = client.get("/doors").content.decode()
    assert "给 2 幢楼都做门码" in page
    assert page.count("给 1 幢楼都做门码") == 2
    answer = client.post("/doors/new", {"op": str(new_id()), "place": str(other.pk)}, follow=True)
    assert "桂花苑" in answer.content.decode()
    assert set(DoorCode.objects.values_list("place", flat=True)) == {built.pk, code.place_id}
    bare = {"op": str(new_id()), "place": str(cast.neighbour_id)}
    assert client.post("/doors/new", bare).status_code == 404


def test_the_posters_of_a_day_leave_out_other_days_and_places(client_of, cast, code, system):
    DoorCode.objects.filter(pk=code.pk).update(made_at=clock.now() - timedelta(days=3))
    client = client_of("worker")
    assert client.get("/doors/posters").status_code == 404
    assert client.get("/doors/posters?day=nonsense").status_code == 404
    day = f"{clock.today() - timedelta(days=3):%Y-%m-%d}"
    assert code.token in client.get(f"/doors/posters?day={day}").content.decode()
    assert client_of("stranger").get(f"/doors/posters?day={day}").status_code == 404


def test_many_codes_leave_one_line_each_in_one_gesture_and_end_one_by_one(cast, worker):
    op, estate = new_id(), cast.building("115").parent
    assert commands.make_codes(worker, tops=[estate], op=op) == 2
    assert commands.make_codes(worker, tops=[estate], op=op) == 2, "the same gesture"
    assert commands.make_codes(worker, tops=[cast.committee], op=new_id()) == 0, "a colleague was quicker"
    codes = DoorCode.objects.all()
    traced = AuditEntry.objects.filter(action="portal.make_codes")
    assert {entry.op for entry in traced} == {op}
    assert sorted(entry.subject_id for entry in traced) == sorted(one.pk for one in codes)
    assert {one.path for one in codes} == {entry.path for entry in traced}
    commands.end_code(worker, code=codes[0], op=new_id())
    assert DoorCode.objects.filter(ended_at=None).count() == 1
    assert commands.make_codes(worker, tops=[estate], op=new_id()) == 1, "the building that has none again"


def test_codes_are_made_for_estates_and_committees_that_one_keeps(cast, worker, stranger):
    with pytest.raises(NotFound):
        commands.make_codes(stranger, tops=[cast.committee], op=new_id())
    for wrong in ([], [cast.building("115")]):
        with pytest.raises(Refused, match="选一个小区"):
            commands.make_codes(worker, tops=wrong, op=new_id())
    assert not DoorCode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_make_all_codes_at_once_make_each_once(cast):
    def make_all(login: str) -> int:
        try:
            by = UserActor(cast.user(login))
            return commands.make_codes(by, tops=[cast.committee], op=new_id())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(make_all, ["shegong", "shuji"]))
    assert sorted(made) == [0, 2]
    assert DoorCode.objects.filter(ended_at=None).count() == 2


def test_another_code_ends_the_one_on_the_wall(client_of, code):
    client_of("worker").post(f"/doors/{code.place_id}/new", {"op": str(new_id())})
    code.refresh_from_db()
    assert code.ended_at is not None
    assert DoorCode.objects.filter(place=code.place, ended_at=None).count() == 1


def test_the_committees_telephone_stands_on_posters(client_of, cast, code):
    told = {"op": str(new_id()), "telephone": "021-5555 1234", "hours": "工作日 8:30—17:30"}
    client_of("worker").post(f"/doors/counter/{cast.committee.pk}", told)
    page = client_of("worker").get(f"/doors/{code.place_id}/poster").content.decode()
    assert "021-55551234" in page
    assert "工作日 8:30—17:30" in page


def test_the_matter_shows_what_was_handed_in(client_of, code):
    kept = photos.kept(made.photo())
    receipt = made.handed_in(code, photo=kept, phone="15400009999")
    client = client_of("worker")
    page = client.get(f"/c/{receipt.case_id}").content.decode()
    assert "•••• 9999" in page
    assert "15400009999" not in page
    assert f"/reports/{receipt.report_id}/photo" in page
    assert client.get(f"/reports/{receipt.report_id}/photo").content == kept
    asked = client.post(f"/reports/{receipt.report_id}/phone", {"op": str(new_id())})
    assert "15400009999" in client.get(asked.url).content.decode()
    assert "15400009999" not in client_of("director").get(asked.url).content.decode()


def test_photo_and_number_of_a_secret_matter_are_not_there_for_the_team(client_of, code):
    receipt = made.handed_in(code, photo=photos.kept(made.photo()), phone="15400009999")
    Case.objects.filter(pk=receipt.case_id).update(ring="secretary")
    client = client_of("director")
    assert client.get(f"/reports/{receipt.report_id}/photo").status_code == 404
    assert client.post(f"/reports/{receipt.report_id}/phone").status_code == 404
    assert client_of("secretary").get(f"/reports/{receipt.report_id}/photo").status_code == 200


def test_a_slip_for_whoever_came_to_the_counter(client_of, cast):
    case = cases.open_case(
        made.BY, title="王秀兰家漏水", code="repair", place=cast.home("115-402"),
        owner=cast.user("shegong"), source="counter", op=new_id(),
    )  # fmt: skip
    client = client_of("worker")
    form = client.get(f"/c/{case.pk}/slip").content.decode()
    assert "房屋和设施" in form
    sheet = client.post(f"/c/{case.pk}/slip", {"op": str(new_id()), "words": "房屋和设施"})
    page = client.get(sheet.url).content.decode()
    receipt = Receipt.objects.get(case=case)
    assert f"{receipt.number[:3]} {receipt.number[3:]}" in page
    assert "王秀兰" not in page
    assert "漏水" not in page
    again = client.post(f"/c/{case.pk}/slip", {"op": str(new_id()), "words": "房屋"})
    assert again.url == sheet.url, "the same number again"
    assert client.get("/slips/today").content.decode().count('class="slip"') == 1


def test_the_slip_of_a_secret_matter_says_nothing(client_of, cast):
    case = cases.open_case(
        made.BY, title="家里的事", code="family", place=cast.home("115-402"), ring="secretary",
        owner=cast.user("shuji"), op=new_id(),
    )  # fmt: skip
    client = client_of("secretary")
    sheet = client.post(f"/c/{case.pk}/slip", {"op": str(new_id()), "words": "家暴"})
    page = client.get(sheet.url).content.decode()
    assert Receipt.objects.get(case=case).words == ""
    assert "家暴" not in page


def test_a_sheet_holds_four_slips(client_of, cast):
    client = client_of("worker")
    for n in range(5):
        case = cases.open_case(
            made.BY, title=f"第 {n} 件", place=cast.building("115"), owner=cast.user("shegong"), op=new_id()
        )
        client.post(f"/c/{case.pk}/slip", {"op": str(new_id()), "words": ""})
    page = client.get("/slips/today").content.decode()
    assert (page.count('class="four"'), page.count('class="slip"')) == (2, 5)


def test_the_quiet_list_is_decided_in_one_go(client_of, code):
    receipts = [made.handed_in(code, f"第 {n} 件事", hasty=True) for n in range(3)]
    client = client_of("worker")
    assert "3 件待看" in client.get("/t").content.decode()
    real, *rest = receipts
    client.post("/doors/waiting", {"op": str(new_id()), "report": [str(real.report_id)], "real": "1"})
    ids = [str(one.report_id) for one in rest]
    client.post("/doors/waiting", {"op": str(new_id()), "report": ids, "none": "1"})
    states = [Receipt.objects.get(pk=one.pk).report.state for one in receipts]
    assert states == ["sent", "dropped", "dropped"]
    page = client.get("/t").content.decode()
    assert "件待看" not in page
    undo = re.search(r'action="(/doors/waiting/back[^"]+)"', page).group(1).replace("&amp;", "&")
    client.post(undo)
    assert Receipt.objects.get(pk=rest[0].pk).report.state == "waiting"


def test_nothing_ticked_is_told(client_of, code):
    made.handed_in(code, hasty=True)
    answer = client_of("worker").post("/doors/waiting", {"op": str(new_id()), "real": "1"}, follow=True)
    assert "先勾上" in answer.content.decode()


def test_the_grid_worker_decides_about_the_own_buildings_only(cast, make):
    far = made.handed_in(made.door(cast.building("3")), hasty=True)
    client = Client()
    client.force_login(make.actor("grid_worker", cast.place("grid", code="第1网格")).user)
    client.post("/doors/waiting", {"op": str(new_id()), "report": [str(far.report_id)], "real": "1"})
    assert Receipt.objects.get(pk=far.pk).report.state == "waiting"


def test_somebody_who_guesses_is_told_of_on_the_page_of_codes(client_of, code):
    for n in range(WRONG["committee"].most):
        phone = Client(REMOTE_ADDR=f"203.0.113.{n}")
        phone.post(f"/q/{code.token}/ask", {"number": f"{n:06d}"})
        if n % 7 == 6:
            code = made.door(code.place)  # another door of the committee
    assert "有人在乱试回执号" in client_of("worker").get("/doors").content.decode()


def test_what_waits_for_a_look_stands_before_what_is_looked_at_again(client_of, cast):
    holding = CategoryHolding.objects.get(person=cast.person("wang"))
    CategoryHolding.objects.filter(pk=holding.pk).update(verify_by=clock.today() - timedelta(days=30))
    report = made.handed_in(made.door(cast.building("115")), "门禁坏了", hasty=True)
    assert report.case is None
    page = client_of("worker").get("/t?all=1").content.decode()
    assert page.index("件待看") < page.index("该核对了")
