"""去问一句: asked, told to the secretary, answered or declined, taken back."""

import pytest
from django.urls import reverse

from tests.calls.overview import piece, question, story
from zhiye.audit.models import AuditEntry
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.notices.models import Notice
from zhiye.overview import commands, queries
from zhiye.overview.models import Question

pytestmark = pytest.mark.django_db
BY = System("test")


def test_the_secretary_is_told_and_it_stands_on_today(cast, make, client_of):
    one = question(cast, make)
    assert Notice.objects.get(key=f"overview.ask:{one.pk}").to == cast.user("shuji")
    for role, there in (("secretary", True), ("worker", True), ("grid_worker", False)):
        assert ("八月走访多" in client_of(role).get(reverse("today")).text) == there
    assert [waits.pk for waits in queries.waiting(make.actor("worker", cast.committee))] == [one.pk]


def test_the_answer_reaches_whoever_asked(cast, make, street_officer):
    one = question(cast, make)
    commands.answer(
        BY, question=one, words="八月高温，多看了几家。", answerer=cast.user("shuji"), op=new_id()
    )
    assert queries.question(street_officer, one.pk).answer == "八月高温，多看了几家。"
    assert Notice.objects.filter(key__startswith=f"overview.answer:{one.pk}", to=cast.user("jiedao")).exists()
    with pytest.raises(Refused, match="已经回了"):
        commands.take_back(street_officer, question=one, op=new_id())


@pytest.mark.parametrize("words", ["找 13800138000 问过", "310101199001011234 是谁", "115-402 那家怎么了"])
def test_no_number_and_no_door_in_a_question(cast, make, words):
    with pytest.raises(Refused, match="这里不写"):
        question(cast, make, words=words)
    assert not Question.objects.exists()


def test_a_question_does_not_tell_whom_the_register_knows(cast, make):
    assert question(cast, make, words="王桂珍家去过吗").words


def test_no_name_in_an_answer(cast, make, secretary):
    with pytest.raises(Refused, match="王桂珍"):
        commands.answer(secretary, question=question(cast, make), words="去了王桂珍家", op=new_id())


def test_the_same_number_is_asked_about_once_at_a_time(cast, make):
    one = question(cast, make)
    with pytest.raises(Refused, match="已经问过"):
        question(cast, make)
    commands.take_back(BY, question=one, op=new_id())
    assert question(cast, make).pk != one.pk
    with pytest.raises(Refused, match="不用回"):
        commands.answer(BY, question=one, words="好", answerer=cast.user("shuji"), op=new_id())


def test_a_list_of_people_may_be_declined_and_both_are_in_the_trail(cast, make, secretary):
    one = question(cast, make, wants_names=True)
    commands.answer(secretary, question=one, words="审核用不到，不给。", declined=True, op=new_id())
    assert one.state == "declined"
    kept = list(AuditEntry.objects.filter(subject_id=one.pk).order_by("id").values_list("action", flat=True))
    assert kept == ["overview.ask", "overview.answer"]
    plain = question(cast, make, figure="cases.opened")
    with pytest.raises(Refused, match="不是名单"):
        commands.answer(secretary, question=plain, words="不给。", declined=True, op=new_id())


def test_the_street_asks_and_does_not_answer(cast, make, street_officer, secretary, stranger):
    one = question(cast, make)
    with pytest.raises(Forbidden):
        commands.answer(street_officer, question=one, words="好", op=new_id())
    with pytest.raises(Forbidden):
        commands.put_into_review(secretary, story=story(cast, make), op=new_id())
    with pytest.raises(NotFound):
        queries.question(stranger, one.pk)


def test_a_piece_stands_once_a_year_and_can_stand_again(cast, make):
    one = story(cast, make)
    again = {"piece": one.piece, "heading": "joint", "year": 2026, "chooser": cast.user("shegong")}
    with pytest.raises(Refused, match="已经选了"):
        commands.choose_story(BY, op=new_id(), **again)
    commands.put_into_review(BY, story=one, op=new_id())
    commands.drop_story(BY, story=one, op=new_id())
    assert not one.in_review
    assert commands.choose_story(BY, op=new_id(), **again).heading == "joint"
    with pytest.raises(NotFound):
        commands.put_into_review(BY, story=one, op=new_id())


@pytest.mark.parametrize("told", [{"heading": "best"}, {"year": 2027}, {"words": "王桂珍说好"}])
def test_a_story_that_cannot_be(cast, make, told):
    with pytest.raises(Refused):
        story(cast, make, **told)


def test_asked_answered_and_chosen_in_the_browser(cast, make, client_of):
    street, office = client_of("street_officer"), client_of("worker")
    url = f"/overview/ask/{cast.committee.pk}?period=2026&figure=visits.homes"
    street.post(url, {"figure": "visits.homes", "words": "八月多，为什么？", "op": new_id()})
    one = Question.objects.get()
    office.post(f"/overview/questions/{one.pk}", {"words": "高温，多看了几家。", "op": new_id()})
    page = street.get("/overview?period=2026").text
    assert "有回话" in page
    assert "问过的 1 句" in page
    office.post(
        f"/overview/stories/choose/{piece(cast, make).pk}",
        {"heading": "culture", "year": "2026", "words": "", "op": new_id()},
    )
    (chosen,) = queries.own_stories(make.actor("worker", cast.committee))
    street.post(f"/overview/stories/{chosen.pk}/review", {"in": "1", "op": new_id()})
    assert "孩子们放学有了去处" in street.get("/overview/paper?period=2026").text
