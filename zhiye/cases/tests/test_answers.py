"""Asking the resident: what an answer does, on what a matter may end, the sentence the resident reads."""

import pytest

from zhiye.cases import commands
from zhiye.cases.models import Case, Reply
from zhiye.cases.public import SENTENCES, public_line, public_words
from zhiye.cases.tests.matters import at, moved, opened, ticket
from zhiye.cases.workflow import WORDS
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.notices.models import Notice

pytestmark = pytest.mark.django_db


def said(by, case: Case, solved: str = "", **given) -> Reply:
    told = {"kind": "callback", "solved": solved} | given
    return commands.note_reply(by, case=case, op=new_id(), **told)


@pytest.mark.parametrize(("solved", "state"), [("yes", "done"), ("partly", "doing"), ("no", "again")])
def test_the_answer_moves_a_matter_that_waited_for_it_and_is_taken_back_with_its_step(
    cast, worker, solved, state
):
    case = ticket(worker, cast)
    moved(worker, case, "asking")
    reply = said(worker, case, solved, satisfied="so_so")
    assert case.state == state
    with pytest.raises(Refused, match="先撤销上一步"):
        commands.take_back_reply(worker, reply=reply, op=new_id())
    commands.move_back(worker, case=case, op=new_id())
    reply.refresh_from_db()
    assert (case.state, case.contacted_at, bool(reply.undone_at)) == ("asking", None, True)


def test_not_solved_opens_a_closed_matter_and_tells_who_has_it(cast, worker, director):
    case = opened(worker, cast, owner=director.user)
    moved(worker, case, "done", solved="yes")
    Notice.objects.all().delete()
    said(worker, case, "no", words="下雨又漏了")
    assert (case.state, case.outcome, case.closed_on) == ("again", "", None)
    assert [(one.to, one.kind, one.url) for one in Notice.objects.all()] == [
        (director.user, "given", f"/c/{case.pk}")
    ]


def test_solved_said_of_a_closed_matter_changes_nothing(cast, worker):
    case = opened(worker, cast)
    moved(worker, case, "partly", solved="partly")
    said(worker, case, "yes")
    assert case.state == "partly"


@pytest.mark.parametrize("state", ["done", "partly", "explained", "cannot"])
def test_no_end_without_an_answer_or_a_reason_why_nobody_asked(cast, worker, state):
    case = opened(worker, cast)
    with pytest.raises(Refused) as refused:
        moved(worker, case, state)
    assert refused.value.field == "solved"
    assert moved(worker, case, state, unasked="no_contact").state == state


@pytest.mark.parametrize(("state", "solved"), [("done", "no"), ("done", "partly"), ("partly", "no")])
def test_an_end_does_not_contradict_the_answer(cast, worker, state, solved):
    case = opened(worker, cast)
    with pytest.raises(Refused) as refused:
        moved(worker, case, state, solved=solved)
    assert refused.value.field == "solved"
    said(worker, case, solved, kind="told")
    with pytest.raises(Refused):
        moved(worker, case, state)
    assert Case.objects.get(pk=case.pk).state == "new"


def test_an_answer_given_before_carries_the_end_until_the_matter_comes_up_again(cast, worker):
    case = opened(worker, cast)
    said(worker, case, "yes", kind="told")
    moved(worker, case, "done")
    said(worker, case, "no")
    assert case.state == "again"
    for state in ("done", "cannot"):
        with pytest.raises(Refused):
            moved(worker, case, state)


def test_unreachable_counts_only_after_as_many_attempts_as_the_rules_say(cast, worker):
    case = ticket(worker, cast)
    moved(worker, case, "asking")
    for count in range(3):
        with pytest.raises(Refused, match=f"{count} 次"):
            moved(worker, case, "done", unasked="unreachable")
        said(worker, case, reached=False)
    moved(worker, case, "done", unasked="unreachable")
    moved(worker, case, "again")
    with pytest.raises(Refused, match="0 次"):
        moved(worker, case, "done", unasked="unreachable")


def test_nobody_reached_said_nothing(cast, worker):
    case = opened(worker, cast)
    with pytest.raises(Refused) as refused:
        said(worker, case, "yes", reached=False)
    assert refused.value.field == "reached"
    assert not Reply.objects.exists()


def test_an_attempt_is_taken_back_on_its_day_only(cast, worker):
    case = opened(worker, cast)
    first, second = said(worker, case, reached=False), said(worker, case, reached=False)
    commands.take_back_reply(worker, reply=first, op=new_id())
    with pytest.raises(Refused, match="已经撤销"):
        commands.take_back_reply(worker, reply=first, op=new_id())
    with clock.frozen(at("11-22 09:00")), pytest.raises(Refused, match="过了当天"):
        commands.take_back_reply(worker, reply=second, op=new_id())


class TestPublicLine:
    def test_every_state_has_its_sentence(self):
        assert set(SENTENCES) == set(WORDS)

    def test_it_says_the_state_and_the_day_while_that_lies_ahead(self, cast, worker):
        case = ticket(worker, cast)
        assert public_line(case) == "已经收到，我们会看。最晚11月27日给您回话。"
        with clock.frozen(at("11-28 09:00")):
            assert public_words(case) == "已经收到，我们会看。"
        moved(worker, case, "asking")
        assert public_line(case) == "我们这边办好了，想听您说一声：办好了吗？"

    def test_a_colleagues_words_hold_until_the_next_step_and_come_back_with_it(self, cast, worker):
        case = opened(worker, cast)
        commands.set_public_line(worker, case=case, line="师傅周五上门。", op=new_id())
        assert public_line(case) == "师傅周五上门。"
        moved(worker, case, "doing")
        assert public_line(case) == "正在办。"
        moved(worker, case, "waiting", public_line="等供水公司换管子。")
        assert public_line(case) == "等供水公司换管子。"
        commands.move_back(worker, case=case, op=new_id())
        commands.move_back(worker, case=case, op=new_id())
        assert public_line(case) == "师傅周五上门。"
        commands.set_public_line(worker, case=case, line="", op=new_id())
        assert public_line(case) == "已经收到，我们会看。"

    @pytest.mark.parametrize("words", ["打15400009999找小李。", "115-402的水管修好了。", "字" * 121])
    def test_numbers_doors_and_what_is_too_long_do_not_go_out(self, cast, worker, words):
        case = opened(worker, cast)
        with pytest.raises(Refused) as refused:
            commands.set_public_line(worker, case=case, line=words, op=new_id())
        assert refused.value.field == "public_line"
        with pytest.raises(Refused):
            moved(worker, case, "doing", public_line=words)
        with pytest.raises(Refused):
            opened(worker, cast, public_line=words)
        assert (Case.objects.get().state, Case.objects.get().public_line) == ("new", "")

    def test_no_name_of_the_register_goes_out(self, cast, worker):
        name = cast.person("wang").name
        with pytest.raises(Refused, match=name):
            commands.set_public_line(worker, case=opened(worker, cast), line=f"{name}家修好了", op=new_id())

    def test_of_a_narrow_matter_only_the_state_is_told(self, cast, worker):
        case = opened(worker, cast, ring="secretary")
        with pytest.raises(Refused):
            commands.set_public_line(worker, case=case, line="我们找您儿子谈。", op=new_id())

    def test_a_twin_tells_what_is_told_of_the_other_one(self, cast, worker):
        case, into = opened(worker, cast), opened(worker, cast)
        commands.merge_cases(worker, case=case, into=into, version=1, op=new_id())
        commands.set_public_line(worker, case=into, line="师傅周五上门。", op=new_id())
        assert public_line(case) == "这件事和另一件一起办。师傅周五上门。"
