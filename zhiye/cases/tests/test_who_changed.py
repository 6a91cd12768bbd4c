"""Two at once: the second is told who was quicker, and when, as far as they may know."""

from datetime import timedelta

import pytest

from zhiye.cases import commands, queries
from zhiye.cases.tests.matters import SHANGHAI, opened, ticket
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict
from zhiye.kernel.ids import new_id
from zhiye.ui.conflicts import ChangedMeanwhile, author_words

pytestmark = pytest.mark.django_db
TOLD = {"title": "厨房和厕所漏水", "code": "repair", "ring": "team"}


def clash(by, case, **given) -> Conflict:
    """What ``by`` is told who saves with the page of an hour ago."""
    with pytest.raises(Conflict) as found:
        commands.describe_case(by, case=case, op=new_id(), **TOLD | {"version": 1} | given)
    return found.value


def test_the_page_names_the_colleague_and_the_time(cast, worker, client_of):
    case = opened(worker, cast)
    commands.describe_case(worker, case=case, version=1, op=new_id(), **TOLD | {"title": "顶上漏水"})
    form = TOLD | {"version": "1", "home": "115-402", "op": str(new_id())}
    answer = client_of("director").post(f"/c/{case.pk}/edit", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    when = f"{clock.now().astimezone(SHANGHAI):%H:%M}"
    assert f"{worker.name}今天 {when} 改的。" in page
    assert "什么事" in page
    assert "顶上漏水" in page


def test_whoever_counted_up_the_version_is_named_not_who_touched_it_last(cast, worker, director, secretary):
    case = ticket(worker, cast)
    commands.move_case(director, case=case, state="doing", version=1, op=new_id())
    commands.join_person(secretary, case=case, person=cast.person("wang"), op=new_id())
    told = {"days": 2, "reason": "下雨", "approved_by": secretary.user, "version": case.version}
    commands.extend_case(worker, case=case, op=new_id(), **told)  # only asked for
    found = clash(worker, case)
    assert isinstance(found, ChangedMeanwhile)
    assert (found.who, found.own) == (director.name, False)


def test_ones_own_other_page_is_told_as_such(cast, worker):
    case = opened(worker, cast)
    commands.describe_case(worker, case=case, version=1, op=new_id(), **TOLD | {"title": "顶上漏水"})
    found = clash(worker, case)
    assert author_words(found, clock.today()).startswith("是您自己今天")
    assert author_words(found, clock.today() + timedelta(days=1)).startswith("是您自己11月21日")


def test_what_was_done_where_the_reader_sees_nothing_names_nobody(cast, worker, make):
    grid = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    case = opened(worker, cast, place=cast.building("3"))
    commands.describe_case(worker, case=case, version=1, op=new_id(), **TOLD | {"title": "顶上漏水"})
    case.path = cast.building("115").path  # it stands in their grid since, by a way that leaves no such line
    case.save(update_fields=["path"])
    found = clash(grid, case)
    assert not isinstance(found, ChangedMeanwhile)
    assert author_words(found, clock.today()) == ""


def test_the_forms_that_keep_what_was_typed_say_it_too(cast, worker, director, client_of):
    case = opened(worker, cast)
    page = queries.case(director, case.pk).version
    commands.move_case(worker, case=case, state="doing", version=1, op=new_id())
    form = {"op": str(new_id()), "state": "waiting", "reason": "等物业", "version": str(page)}
    again = client_of("director").post(f"/c/{case.pk}/move", form).content.decode()
    assert "刚才有人也改过，现在是“在办”" in again
    assert f"{worker.name}今天" in again
