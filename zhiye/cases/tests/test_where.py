"""The place of a matter is corrected: what follows, what stays, who may, what the story and the trail tell."""

import pytest

from zhiye.audit.models import AuditEntry
from zhiye.cases import commands, queries
from zhiye.cases.models import Case, Promise
from zhiye.cases.tests.matters import armed, opened, ticket
from zhiye.flows.reroute_place import rename_place
from zhiye.hotline import commands as hotline
from zhiye.hotline.models import Ticket
from zhiye.hotline.values import TicketValues
from zhiye.kernel.errors import Conflict, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.portal import commands as portal
from zhiye.portal.models import Receipt

pytestmark = pytest.mark.django_db


def placed(by, case, place, **given):
    """The matter is about ``place`` after all."""
    told = {"title": case.title, "code": case.code, "ring": case.ring, "version": case.version} | given
    return commands.describe_case(by, case=case, place=place, op=new_id(), **told)


def test_the_matter_and_its_promises_stand_where_the_place_is_and_the_clock_goes_on(cast, worker):
    case = ticket(worker, cast)
    promise = commands.make_promise(worker, what="请师傅来看", case=case, op=new_id())
    there = commands.make_promise(worker, what="清窨井", case=case, place=cast.building("3"), op=new_id())
    here = commands.make_promise(worker, what="贴通知", case=case, place=cast.home("115-402"), op=new_id())
    due, timers, number, level = case.due_at, armed(case), case.number, case.level
    op = new_id()
    told = {"title": case.title, "code": case.code, "ring": "team", "version": case.version}
    commands.describe_case(worker, case=case, place=cast.home("115-201"), op=op, **told)
    case.refresh_from_db()
    new = cast.home("115-201")
    assert (case.place_id, case.path, case.version) == (new.pk, new.path, 2)
    assert (case.due_at, armed(case), case.number, case.level) == (due, timers, number, level)
    for one in (promise, there, here):
        one.refresh_from_db()
    assert (promise.place_id, promise.path) == (None, new.path)
    assert (here.place_id, here.path) == (new.pk, new.path), "it was about the same place"
    assert there.path == cast.building("3").path, "it has a place of its own"
    entry = AuditEntry.objects.get(op=op)
    assert entry.changes == {"place": [str(cast.home("115-402").pk), str(new.pk)]}


def test_without_a_place_it_stands_with_its_first_person_else_with_the_committee(cast, worker):
    case = opened(worker, cast, place=cast.building("3"), people=[cast.person("wang")])
    placed(worker, case, None)
    assert (case.place, case.path) == (None, cast.person("wang").path)
    bare = opened(worker, cast)
    placed(worker, bare, None)
    assert bare.path == cast.committee.path
    placed(worker, bare, cast.building("115"))
    assert bare.path == cast.building("115").path


def test_left_out_the_place_stays(cast, worker):
    case = opened(worker, cast)
    told = {"title": "顶上漏水", "code": "repair", "ring": "team", "version": 1}
    commands.describe_case(worker, case=case, op=new_id(), **told)
    assert case.place_id == cast.home("115-402").pk


def test_it_stays_in_its_committee_and_an_unseen_place_is_not_there(cast, worker, system, make):
    case = opened(worker, cast)
    next_door = Place.objects.filter(path__startswith=cast.neighbour.path, kind="building").first()
    with pytest.raises(NotFound):
        placed(worker, case, next_door)
    with pytest.raises(Refused, match="青桐居民区的，只能改成本居民区里的一处"):
        placed(system, case, next_door)
    grid = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    own = commands.open_case(grid, title="楼道堆物", place=cast.home("115-402"), op=new_id())
    with pytest.raises(NotFound):
        placed(grid, own, cast.building("3"))
    assert not Case.objects.exclude(place=cast.home("115-402")).exists()


def test_two_who_place_it_at_once_the_second_is_told_what_it_is_now(cast, worker, director):
    case = opened(worker, cast)
    theirs = queries.case(director, case.pk)
    placed(worker, case, cast.home("115-201"))
    with pytest.raises(Conflict) as clash:
        placed(director, theirs, cast.building("3"), version=1)
    assert clash.value.fields == {"哪里": (cast.building("3").spoken, cast.home("115-201").spoken)}
    placed(director, theirs, cast.home("115-201"), version=1)  # both say the same: nothing to tell
    assert case.version == 2


def test_the_page_takes_an_address_and_the_story_tells_of_it(cast, worker, client_of):
    case, client = opened(worker, cast), client_of("worker")
    page = client.get(f"/c/{case.pk}/edit").content.decode()
    assert 'value="115-402"' in page
    told = {"title": "厨房顶上漏水", "code": "repair", "ring": "team", "version": "1"}
    lost = client.post(f"/c/{case.pk}/edit", {"op": str(new_id()), "home": "115-999"} | told)
    assert lost.status_code == 422
    assert "没有找到" in lost.content.decode()
    client.post(f"/c/{case.pk}/edit", {"op": str(new_id()), "home": "115-201"} | told)
    case.refresh_from_db()
    assert case.place_id == cast.home("115-201").pk
    story = client.get(f"/c/{case.pk}").content.decode()
    assert "改了地方" in story
    assert f"从115-402改到115-201（{cast.user('shegong').name}）" in story
    client.post(f"/c/{case.pk}/edit", {"op": str(new_id()), "home": ""} | told | {"version": "2"})
    assert "从115-201改到没写" in client.get(f"/c/{case.pk}").content.decode()


def test_text_that_was_not_touched_keeps_a_place_that_no_address_finds(cast, worker, client_of):
    estate = cast.building("115").parent
    case = opened(worker, cast, place=estate)
    told = {"title": "大门坏了", "code": "repair", "ring": "team", "version": "1", "home": estate.spoken}
    answer = client_of("worker").post(f"/c/{case.pk}/edit", {"op": str(new_id())} | told)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.title, case.place_id) == ("大门坏了", estate.pk)


def test_the_story_names_no_place_to_somebody_who_does_not_see_it(cast, worker, make, client_of):
    case = opened(worker, cast, place=cast.building("3"))
    placed(worker, case, cast.home("115-402"))
    grid = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    client = client_of("worker")
    client.force_login(grid.user)
    page = client.get(f"/c/{case.pk}").content.decode()
    assert "从别处改到115-402" in page


def test_the_tickets_own_text_and_what_was_said_before_a_door_stay(cast, worker, system):
    values = TicketValues(body="115号402漏水", official_no="2026110009", title="漏水", place_words="115号402")
    told = {"committee": cast.committee, "place": cast.home("115-402"), "owner": worker.user}
    case = hotline.take_ticket(worker, values=values, op=new_id(), **told).case
    slip = portal.make_receipt(worker, case=case, op=new_id())
    placed(worker, case, cast.building("3"))
    case.refresh_from_db()
    ticket_now = Ticket.objects.get(case=case)
    assert ticket_now.place_words == "115号402"
    slip.refresh_from_db()
    assert slip.path == cast.building("3").path, "the slip of the counter is asked about at the right door"
    code = portal.make_code(system, place=cast.building("115"), op=new_id())
    report = portal.write_report(system, code=code, text="三楼的灯不亮", op=new_id())
    receipt = portal.send_report(system, report=report, op=new_id())
    placed(worker, receipt.case, cast.building("3"))
    assert Receipt.objects.get(pk=receipt.pk).path == cast.building("115").path


def test_a_renamed_place_is_told_by_its_name_of_today(cast, worker, system, client_of):
    case = opened(worker, cast)
    placed(worker, case, cast.building("3"))
    rename_place(system, place=cast.building("3"), code="5", op=new_id())
    assert "改到5号楼" in client_of("worker").get(f"/c/{case.pk}").content.decode()
    assert Promise.objects.count() == 0
