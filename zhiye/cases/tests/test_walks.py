"""Random walks by commands: whatever colleagues do, in whatever order, the rows keep together."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zhiye.accounts.actor import UserActor
from zhiye.cases import commands, timing
from zhiye.cases.models import ASSIGNED, SPLIT, Case, Party, Promise, Reply, Step
from zhiye.cases.tests.matters import armed, opened
from zhiye.cases.workflow import ANSWERS, CLOSED, MERGED, MOVES, UNASKED, WORDS
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db

SOLVED = st.sampled_from(["", "", "yes", "partly", "no"])
ACTS = st.one_of(
    st.tuples(
        st.just("move"),
        st.sampled_from(sorted(WORDS)),
        SOLVED,
        st.sampled_from(["", *UNASKED]),
        st.booleans(),
    ),
    st.tuples(st.just("reply"), st.booleans(), SOLVED),
    st.tuples(st.sampled_from(["back", "take", "give", "merge", "split", "extend", "promise"])),
    st.tuples(st.just("wait"), st.integers(1, 200)),
)
WALKS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Walk:
    """One matter with a twin beside it, and whoever is at work."""

    def __init__(self, cast, source: str) -> None:
        self.cast = cast
        self.by = UserActor(cast.user("shegong"))
        self.secretary = UserActor(cast.user("shuji"))
        self.moment = clock.now()
        self.case = opened(self.by, cast, source=source, people=[cast.person("wang")])
        self.twin = opened(self.by, cast, source=source)
        self.number = self.case.number

    def do(self, act) -> None:
        """One act; what the rules refuse changes nothing."""
        name, *told = act
        if name == "wait":
            self.moment += timedelta(hours=told[0])
            return
        with clock.frozen(self.moment):
            before = self.rows()
            try:
                with transaction.atomic():
                    getattr(self, name)(*told)
            except Refused:
                self.case.refresh_from_db()
                assert self.rows() == before
            self.check()

    def move(self, state: str, solved: str, unasked: str, said: bool) -> None:
        reason = "写一句" if said else ""
        told = {"reason": reason, "solved": solved, "unasked": unasked, "version": self.case.version}
        commands.move_case(self.by, case=self.case, state=state, op=new_id(), **told)

    def reply(self, reached: bool, solved: str) -> None:
        commands.note_reply(
            self.by, case=self.case, kind="callback", reached=reached, solved=solved, op=new_id()
        )

    def back(self) -> None:
        commands.move_back(self.by, case=self.case, op=new_id())

    def take(self) -> None:
        commands.take_case(self.secretary, case=self.case, op=new_id())

    def give(self) -> None:
        commands.give_case(self.by, case=self.case, to=self.cast.user("zhuren"), op=new_id())

    def merge(self) -> None:
        told = {"into": self.twin, "version": self.case.version}
        commands.merge_cases(self.by, case=self.case, op=new_id(), **told)

    def split(self) -> None:
        commands.split_case(self.by, case=self.case, title="另一半", op=new_id())

    def extend(self) -> None:
        told = {"days": 2, "reason": "下雨", "version": self.case.version}
        commands.extend_case(self.secretary, case=self.case, op=new_id(), **told)

    def promise(self) -> None:
        commands.make_promise(self.by, what="去看看", case=self.case, op=new_id())

    def rows(self) -> list[object]:
        """Everything about the matter, to compare before and after; versions and steps taken back left out."""
        aside = {"version", "noted_at"}
        names = [field.attname for field in Case._meta.concrete_fields if field.name not in aside]
        return [
            Case.objects.filter(pk=self.case.pk).values(*names).get(),
            list(Step.objects.filter(case=self.case, undone_at=None).values_list("pk")),
            list(Reply.objects.filter(case=self.case, undone_at=None).values_list("pk")),
            sorted(Party.objects.values_list("case", "person")),
            sorted(Promise.objects.values_list("pk", "case")),
            armed(self.case),
        ]

    def check(self) -> None:
        """What holds at every moment."""
        case = Case.objects.get(pk=self.case.pk)
        assert case.number == self.number
        assert (case.state in CLOSED) == (case.closed_on is not None)
        assert (case.state == MERGED) == (case.into_id is not None)
        assert case.due_at is None or case.due_at >= case.received_at
        self.check_steps(case)
        for one in (case, self.twin):
            one.refresh_from_db()
            waiting = {step: due for step, due in timing.implied(one).items()}
            assert armed(one) == waiting

    def check_steps(self, case: Case) -> None:
        standing = list(Step.objects.filter(case=case, undone_at=None).order_by("id"))
        state = "new"
        for step in standing:
            assert step.was == state
            assert step.act in (ASSIGNED, SPLIT) or step.state in MOVES[step.was]
            state = step.state
            if step.state in ANSWERS and step.act != ASSIGNED:
                solved = step.reply.solved if step.reply else ""
                assert solved in ANSWERS[step.state] or step.unasked in UNASKED
        assert state == case.state


@given(source=st.sampled_from(["desk", "hotline", "door"]), acts=st.lists(ACTS, max_size=12))
@WALKS
def test_no_walk_leaves_the_table_loses_its_answer_its_number_or_its_clock(cast, source, acts):
    with transaction.atomic():
        walk = Walk(cast, source)
        for act in acts:
            walk.do(act)
        transaction.set_rollback(True)


@given(
    source=st.sampled_from(["desk", "hotline"]),
    acts=st.lists(ACTS, max_size=6),
    last=ACTS.filter(lambda act: act[0] in ("move", "take", "give", "merge", "reply")),
)
@example(source="desk", acts=[("merge",)], last=("give",))
@example(source="hotline", acts=[("merge",)], last=("move", "again", "", "", True))
@WALKS
def test_a_step_taken_back_restores_everything(cast, source, acts, last):
    with transaction.atomic():
        walk = Walk(cast, source)
        for act in acts:
            walk.do(act)
        before, steps = walk.rows(), Step.objects.filter(case=walk.case, undone_at=None).count()
        walk.do(last)
        if Step.objects.filter(case=walk.case, undone_at=None).count() > steps:
            walk.do(("back",))
            assert walk.rows() == before
        transaction.set_rollback(True)


def test_every_state_is_reached_from_new_by_commands(cast, worker):
    ways = {"new": []}
    ahead = ["new"]
    while ahead:
        was = ahead.pop(0)
        for to in MOVES[was]:
            if to not in ways:
                ways[to] = [*ways[was], to]
                ahead.append(to)
    assert set(ways) == set(WORDS)
    for way in ways.values():
        walk = Walk(cast, "hotline")
        for state in way:
            if state == MERGED:
                walk.merge()
            else:
                walk.move(state, "", "own", True)
        walk.check()
        assert walk.case.state == (way[-1] if way else "new")
