"""Proofs: written from the register, approved, sealed, withdrawn; refused without a name; numbers without a gap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiye.accounts.actor import UserActor
from zhiye.audit.models import AuditEntry
from zhiye.certificates import commands, queries
from zhiye.certificates.models import Certificate, SealUse, Step
from zhiye.certificates.tests.make import TOLD, approved, asked, refused, request
from zhiye.flows.merge_people import merge_people
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def test_the_text_is_made_of_the_register_and_what_it_knows_is_not_asked(cast, worker):
    wang = cast.person("wang")
    one = request(worker, wang)
    assert wang.name in one.text
    assert "115号402室" in one.text
    assert "系本社区居民" in one.text
    assert "{" not in one.text
    assert one.text.startswith("区人民法院：")
    assert one.blanks == {}
    assert (one.state, one.number, one.basis[:5]) == ("waiting", "", "民事诉讼法")


def test_what_the_register_lacks_is_asked(make, worker):
    person = make.person("林小青", make.home("115-703"))
    with pytest.raises(Refused, match="性别") as missing:
        request(worker, person)
    assert missing.value.field == "sex"
    one = request(worker, person, blanks={"sex": "女", "birth": "1950-03-08"})
    assert "女，1950年3月8日出生" in one.text


@pytest.mark.parametrize(
    "given, field",
    [
        ({"purpose": " "}, "purpose"),
        ({"unit": ""}, "unit"),
        ({"evidence": ""}, "evidence"),
        ({"copies": 0}, "copies"),
        ({"copies": 21}, "copies"),
        ({"kind": "death"}, "kind"),
        ({"purpose": "代替单身证明"}, "purpose"),
        ({"purpose": "长" * 121}, "purpose"),
    ],
)
def test_a_proof_is_refused_with_the_sentence_of_its_rule(cast, worker, given, field):
    with pytest.raises(Refused) as no:
        request(worker, cast.person("wang"), **given)
    assert no.value.field == field
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    "blanks, field",
    [
        ({"from": "2026-02-30"}, "from"),
        ({"to": "2027-01-01"}, "to"),
        ({"from": "2026-05-02", "to": "2026-05-01"}, "to"),
        ({"hours": "很多"}, "hours"),
        ({"hours": "0"}, "hours"),
        ({"content": ""}, "content"),
        ({"content": "代写亲属关系证明"}, "content"),
    ],
)
def test_a_blank_that_makes_no_sense_is_told_beside_it(cast, worker, blanks, field):
    right = {"from": "2026-05-01", "to": "2026-05-31", "content": "楼道巡查", "hours": "12.5"}
    with pytest.raises(Refused) as no:
        request(worker, cast.person("wang"), "volunteer_record", blanks=right | blanks)
    assert no.value.field == field
    one = request(worker, cast.person("wang"), "volunteer_record", blanks=right)
    assert "于2026年5月1日至2026年5月31日参加青桐居民委员会组织的志愿服务" in one.text
    assert "共计12.5小时" in one.text


def test_who_wrote_it_does_not_approve_it(cast, secretary, director):
    one = request(secretary, cast.person("wang"))
    with pytest.raises(Refused, match="两个人"):
        commands.approve_certificate(secretary, certificate=one, op=new_id())
    done = commands.approve_certificate(director, certificate=one, op=new_id())
    assert (done.number, done.approved_by, done.state) == ("2026-0001", director.user, "approved")
    assert (done.valid_until - clock.today()).days == 90


def test_whoever_wrote_it_last_does_not_approve_it_either(cast, worker, secretary):
    one = request(worker, cast.person("wang"))
    commands.return_certificate(secretary, certificate=one, reason="补通知书", op=new_id())
    commands.rewrite_certificate(secretary, certificate=one, op=new_id(), **TOLD)
    with pytest.raises(Refused, match="两个人"):
        commands.approve_certificate(secretary, certificate=one, op=new_id())


def test_a_kind_that_the_place_checks_first_needs_the_local_basis(cast, worker, secretary):
    one = request(worker, cast.person("wang"), "lodging", blanks={"since": "2026-09-01"})
    with pytest.raises(Refused) as no:
        commands.approve_certificate(secretary, certificate=one, op=new_id())
    assert no.value.field == "local_basis"
    told = "11月20日问过街道受理中心，还要这一份"
    done = commands.approve_certificate(secretary, certificate=one, local_basis=told, op=new_id())
    assert done.basis.endswith(told)


def test_the_seal_is_used_after_approval_and_each_use_is_kept(cast, worker, secretary):
    one = request(worker, cast.person("wang"))
    with pytest.raises(Refused):
        commands.seal_certificate(worker, certificate=one, copies=1, op=new_id())
    commands.approve_certificate(secretary, certificate=one, op=new_id())
    commands.seal_certificate(worker, certificate=one, copies=2, op=new_id())
    assert one.state == "issued"
    commands.seal_certificate(secretary, certificate=one, copies=1, op=new_id())
    uses = [(use.by, use.copies) for use in SealUse.objects.all()]
    assert uses == [(worker.user, 2), (secretary.user, 1)]
    assert queries.sealed_copies(worker, [one]) == {one.pk: 3}


def test_a_withdrawn_one_keeps_its_number_and_its_successor_gets_the_next(cast, worker, secretary):
    wrong = approved(worker, secretary, cast.person("wang"))
    anew = commands.replace_certificate(secretary, certificate=wrong, reason="法院名字写错", op=new_id())
    wrong.refresh_from_db()
    assert (wrong.state, wrong.number) == ("void", "2026-0001")
    assert (anew.state, anew.number, anew.replaces, anew.person) == ("drafting", "", wrong, wrong.person)
    told = TOLD | {"unit": "第二法院"}
    commands.rewrite_certificate(worker, certificate=anew, op=new_id(), **told)
    commands.approve_certificate(secretary, certificate=anew, op=new_id())
    assert anew.number == "2026-0002"
    assert anew.text.startswith("第二法院：")
    with pytest.raises(Refused, match="作废"):
        commands.seal_certificate(worker, certificate=wrong, op=new_id())


def test_what_is_not_issued_is_registered_without_a_name(worker):
    one = refused(worker)
    assert (one.state, one.book, one.number, one.person) == ("refused", "refused", "2026-0001", None)
    assert "社区卫生服务中心" in one.guidance
    assert "民发〔2020〕20号" in one.basis
    with pytest.raises(Refused):
        refused(worker, "志愿")


def test_the_table_itself_keeps_no_name_in_what_is_refused(cast, worker):
    one = refused(worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(person=cast.person("wang"))


def test_declining_and_dropping_forget_who_asked(cast, worker, secretary):
    first, second = request(worker, cast.person("wang")), request(worker, cast.person("wang"))
    commands.decline_certificate(secretary, certificate=first, go="去法院问推荐的人", op=new_id())
    commands.drop_certificate(worker, certificate=second, op=new_id())
    for one in (first, second):
        one.refresh_from_db()
        assert (one.person, one.text, one.purpose, one.evidence, one.blanks) == (None, "", "", "", {})
    assert (first.number, second.number) == ("2026-0001", "")
    trail = AuditEntry.objects.filter(subject_id__in=[first.pk, second.pk])
    assert not [entry for entry in trail if cast.person("wang").name in str(entry.changes)]


def test_a_proof_on_neither_list_goes_to_the_secretary(cast, worker, secretary):
    one = asked(worker)
    assert (one.state, one.person, one.number) == ("asked", None, "")
    with pytest.raises(Forbidden):
        commands.allow_certificate(worker, certificate=one, basis="街道清单", op=new_id())
    with pytest.raises(Refused) as no:
        commands.allow_certificate(secretary, certificate=one, basis=" ", op=new_id())
    assert no.value.field == "basis"
    commands.allow_certificate(secretary, certificate=one, basis="街道2026年清单第3项", op=new_id())
    with pytest.raises(Refused) as no:
        commands.rewrite_certificate(worker, certificate=one, op=new_id(), **TOLD)
    assert no.value.field == "person"
    wrote = {"person": cast.person("wang"), "text": "兹证明王桂珍住本居民区。"}
    for bad in ("兹证明王桂珍家庭困难。", "兹证明王桂珍与某某系亲属。", "此件代替单身证明。"):
        with pytest.raises(Refused) as no:
            commands.rewrite_certificate(
                worker, certificate=one, op=new_id(), **(TOLD | wrote | {"text": bad})
            )
        assert no.value.field == "text"
    commands.rewrite_certificate(worker, certificate=one, op=new_id(), **TOLD, **wrote)
    done = commands.approve_certificate(secretary, certificate=one, op=new_id())
    assert (done.number, done.basis) == ("2026-0001", "街道2026年清单第3项")


@pytest.mark.parametrize("name", ["死亡证明", "收入情况", ""])
def test_the_secretary_is_not_asked_for_what_nobody_may_issue(worker, name):
    with pytest.raises(Refused) as no:
        asked(worker, name)
    assert no.value.field == "name"


def test_the_committee_next_door_sees_nothing(cast, worker, secretary, stranger):
    one = approved(worker, secretary, cast.person("wang"))
    with pytest.raises(NotFound):
        queries.certificate(stranger, one.pk)
    with pytest.raises(NotFound):
        commands.seal_certificate(stranger, certificate=one, op=new_id())
    assert queries.by_number(stranger, "2026-0001") == []
    assert queries.book_page(stranger, queries.BookFilter(2026)).count == 0
    assert queries.waiting_for(stranger, 9) == ([], 0)
    assert queries.of_person(stranger, cast.person("wang")) == []


def test_each_sees_what_they_can_do_next(cast, worker, secretary):
    request(worker, cast.person("wang"))
    asked(worker)
    ready = approved(worker, secretary, cast.person("wang"))
    assert queries.waiting_for(secretary, 9)[1] == 3
    assert queries.waiting_for(worker, 9) == ([ready], 1)


def test_the_two_books_count_by_themselves_and_by_year(cast, worker, secretary, stranger):
    late = request(worker, cast.person("wang"))
    assert refused(worker).number == "2026-0001"
    assert refused(stranger).number == "2026-0001"
    approved(worker, secretary, cast.person("wang"))
    with clock.frozen(datetime(2027, 1, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        commands.approve_certificate(secretary, certificate=late, op=new_id())
        assert refused(worker).number == "2027-0001"
    assert late.number == "2027-0001"
    figures = [queries.book_page(worker, queries.BookFilter(year)).figures for year in (2026, 2027)]
    assert figures == [{"issued": 0, "refused": 1, "void": 0, "open": 1}] * 2
    assert queries.years(worker) == [2027, 2026]


def test_every_figure_of_the_register_opens_to_exactly_its_rows(cast, worker, secretary):
    for n in range(3):
        one = approved(worker, secretary, cast.person("wang"))
        if n == 1:
            commands.seal_certificate(worker, certificate=one, op=new_id())
        if not n:
            commands.void_certificate(secretary, certificate=one, reason="写错", op=new_id())
    refused(worker)
    asked(worker)
    figures = queries.book_page(worker, queries.BookFilter(2026)).figures
    assert figures == {"issued": 1, "refused": 1, "void": 1, "open": 2}
    assert sum(figures.values()) == queries.book_page(worker, queries.BookFilter(2026)).count
    for name, count in figures.items():
        assert queries.book_page(worker, queries.BookFilter(2026, name)).count == count


def test_a_paper_is_found_by_its_number_and_its_check_code(cast, worker, secretary, nobody):
    one = approved(worker, secretary, cast.person("wang"))
    for text in ("2026-0001", "1", one.token[:8], f"{one.token[:4]}-{one.token[4:8]}".lower()):
        assert queries.by_number(worker, text) == [one]
    assert queries.checked(nobody, one.token) == one
    for wrong in ("", one.token[:8], "A" * 26):
        with pytest.raises(NotFound):
            queries.checked(nobody, wrong)


def test_a_merge_takes_the_proofs_along(cast, worker, secretary):
    kept, gone = cast.person("chen_wife"), cast.person("chen_wife_again")
    one = request(worker, gone, blanks={"sex": "女", "birth": "1980-01-01", "address": "115号"})
    merge_people(System("test"), kept=kept, gone=gone, op=new_id())
    one.refresh_from_db()
    assert one.person == kept


def test_somebody_who_left_gets_no_proof(cast, make, worker):
    person = make.person("林小青")
    person.is_current = False
    person.save()
    with pytest.raises(Refused) as no:
        request(worker, person)
    assert no.value.field == "person"


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_none_twice_when_many_come_at_once(cast):
    worker, secretary = UserActor(cast.user("shegong")), UserActor(cast.user("shuji"))
    waiting = [request(worker, cast.person("wang")) for _ in range(8)]

    def decide(n: int) -> None:
        try:
            if n % 3 == 2:
                refused(UserActor(cast.user("shegong")))
            else:
                one = Certificate.objects.get(pk=waiting[n % 8].pk)
                commands.approve_certificate(UserActor(secretary.user), certificate=one, op=new_id())
        except Refused:
            pass  # somebody else approved it at the same time
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(24)))
    for book in ("issued", "refused"):
        numbers = sorted(Certificate.objects.filter(book=book).values_list("number", flat=True))
        assert numbers == [f"2026-{n:04d}" for n in range(1, 9)]
    assert Step.objects.filter(state="approved").count() == 8


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["approve", "refuse", "void", "decline", "drop", "fail"]), max_size=12))
def test_whatever_happens_in_whatever_order_the_numbers_have_no_gap(cast, worker, secretary, acts):
    with transaction.atomic():
        point = transaction.savepoint()
        for act in acts:
            _do(act, cast, worker, secretary)
        for book in ("issued", "refused"):
            numbers = sorted(Certificate.objects.filter(book=book).values_list("number", flat=True))
            assert numbers == [f"2026-{n:04d}" for n in range(1, len(numbers) + 1)]
        transaction.savepoint_rollback(point)


def _do(act, cast, worker, secretary):
    wang = cast.person("wang")
    if act == "refuse":
        refused(worker)
    elif act in ("approve", "void"):
        one = approved(worker, secretary, wang)
        if act == "void":
            commands.void_certificate(secretary, certificate=one, reason="写错", op=new_id())
    elif act == "fail":
        one = request(secretary, wang)
        with pytest.raises(Refused):
            commands.approve_certificate(secretary, certificate=one, op=new_id())
    else:
        one = request(worker, wang)
        if act == "decline":
            commands.decline_certificate(secretary, certificate=one, go="去法院", op=new_id())
        else:
            commands.drop_certificate(worker, certificate=one, op=new_id())
