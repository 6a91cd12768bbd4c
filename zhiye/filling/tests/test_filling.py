"""A form is filled: from the register, cut by scope, with purpose and traces, and compared with the last time."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from zhiye.audit.models import AuditEntry, Look
from zhiye.cases import commands as cases
from zhiye.figures import counting
from zhiye.figures.periods import month_of
from zhiye.filling import commands, queries, work
from zhiye.filling.contents import unseal
from zhiye.filling.models import FAILED, Filling
from zhiye.filling.plan import Answer
from zhiye.filling.preparing import last_filling, prepare
from zhiye.filling.sealed import file_of
from zhiye.filling.tests.make import BY, brought, card, column, filled, month, plan_of, roster, sheet_of, slot
from zhiye.filling.wanted import CONTACTS, FIGURES, HOMES, MATTERS, Wanted
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.people import commands as people
from zhiye.visits import commands as visits

ALONE = Wanted(conditions=("elder_alone",))
THIS_MONTH = month_of(date(2026, 11, 21)).key


@pytest.fixture
def form(cast, worker):
    return brought(worker, cast.committee)


def test_a_list_is_filled_in_door_order_and_what_stands_below_it_stays_below(cast, worker, form):
    made = filled(worker, form)
    names = column(made, "B")
    assert len(names) > 5, "more than there were blank lines"
    sheet = sheet_of(made)
    last = 4 + len(names)
    assert [sheet[f"A{row}"].value for row in range(5, last + 1)] == list(range(1, len(names) + 1))
    assert sheet[f"A{last + 1}"].value == f"制表人：{worker.name}"
    at = names.index("王桂珍") + 5
    assert [sheet[f"{letter}{at}"].value for letter in "CDEFG"] == [
        "1942.03",
        "115",
        "402",
        "15400000402",
        "是",
    ]


def test_the_purpose_is_asked_and_everybody_whose_number_goes_out_can_see_it(cast, worker, form):
    given = {"form": form, "plan": plan_of(form), "wanted": ALONE}
    with pytest.raises(Refused, match="交给谁"):
        commands.fill(worker, **given, purpose=" ", op=new_id())
    op = new_id()
    commands.fill(worker, **given, purpose="报街道民政", op=op)
    look = Look.objects.get(op=op)
    assert (look.subject_id, look.field, look.actor_role) == (cast.person("wang").pk, "phone", "社工")
    assert "报街道民政" in look.reason
    assert set(AuditEntry.objects.filter(op=op).values_list("action", flat=True)) == {
        "filling.fill",
        "people.export_note",
    }


def test_what_a_colleague_may_not_open_stays_empty_and_is_told(cast, worker, secretary, form):
    plan = plan_of(form)
    number = {slot(plan, "健康状况"): Answer("known", "person.id_number")}
    commands.map_form(worker, form=form, what="people", answers=number, op=new_id())
    plan, key = plan_of(form), slot(plan, "健康状况")
    ready = prepare(worker, form, plan, ALONE)
    assert [gap.shut for gap in ready.gaps if gap.blank.key == key] == [True]
    assert key not in ready.contents.rows[0].cells
    assert prepare(secretary, form, plan, ALONE).contents.rows[0].cells[key]


def test_a_grid_worker_fills_with_the_people_of_the_grid_alone(cast, make, worker, form):
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    mine = {row.key for row in prepare(grid_worker, form, plan_of(form), Wanted()).contents.rows}
    all_ = {row.key for row in prepare(worker, form, plan_of(form), Wanted()).contents.rows}
    assert str(cast.person("wang").pk) in mine
    assert str(cast.person("wang_son").pk) not in mine
    assert mine < all_


def test_the_stranger_fills_nothing(cast, stranger, form):
    with pytest.raises(NotFound):
        commands.fill(stranger, form=form, plan=plan_of(form), wanted=ALONE, purpose="看看", op=new_id())


def test_next_time_only_what_is_new_is_asked_and_what_changed_is_told(cast, make, worker, form):
    plan = plan_of(form)
    health = slot(plan, "健康状况")
    commands.map_form(worker, form=form, what="people", answers={health: Answer("asked")}, op=new_id())
    wang, son = cast.person("wang"), cast.person("wang_son")
    first = filled(worker, form, ALONE, typed={str(wang.pk): {health: "膝盖疼"}})
    make.holding(son)
    people.correct_person(
        BY, person=wang, values={"birth": "1942-04-08"}, seen={"birth": "1942-03-08"}, op=new_id()
    )
    ready = prepare(worker, form, plan_of(form), ALONE)
    assert ready.missing == ((str(son.pk), health),)
    told = ready.contents.differences
    assert told.came == (str(son.pk),)
    assert [(one.old, one.new) for one in told.changed] == [("1942-03-08", "1942-04-08")]
    second = filled(worker, form, ALONE, typed={str(son.pk): {health: "好"}})
    assert column(second, "H") == ["好", "膝盖疼"]
    first.refresh_from_db()
    assert unseal(first) is None, "of earlier fillings nothing is kept but that they were made"
    people.leave_register(BY, person=son, on=date(2026, 11, 20), died=False, op=new_id())
    assert prepare(worker, form, plan_of(form), ALONE).contents.differences.went == (str(son.pk),)


def test_only_those_who_see_as_much_are_compared_with_each_other(cast, make, worker, secretary, form):
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    filled(secretary, form, ALONE)
    assert last_filling(worker, form, ALONE) is None
    assert last_filling(grid_worker, form, ALONE) is None
    assert last_filling(secretary, form, ALONE)
    assert last_filling(secretary, form, Wanted()) is None


def test_one_sheet_a_home_with_everybody_in_it(cast, worker):
    form = brought(worker, cast.committee, card(), "登记表.docx")
    made = filled(worker, form, Wanted(HOMES, buildings=(str(cast.building("115").pk),)))
    document = Document(BytesIO(file_of(made)))
    cards = [table for table in document.tables if table.cell(0, 0).text == "户主姓名"]
    assert len(cards) == made.count
    lists = [table for table in document.tables if table.cell(0, 0).text == "姓名"]
    home = next(n for n, one in enumerate(cards) if one.cell(0, 1).text == "陈国良")
    assert "☑男" in cards[home].cell(0, 3).text.replace(" ", "")
    members = [row.cells[0].text for row in lists[home].rows[1:] if row.cells[0].text]
    assert members[0] == "陈国良"
    assert "张丽萍" in members


def test_sheets_of_excel_come_in_a_zip_one_file_a_person(cast, worker):
    form = brought(worker, cast.committee, month(), "卡.xlsx")
    commands.map_form(
        worker,
        form=form,
        what="people",
        answers={slot(plan_of(form), "填报单位"): Answer("known", "person.name")},
        op=new_id(),
    )
    two = Wanted(people=(str(cast.person("wang").pk), str(cast.person("chen").pk)))
    made = filled(worker, form, two)
    names = ZipFile(BytesIO(file_of(made))).namelist()
    assert names == ["0001 115-402 王桂珍.xlsx", "0002 115-201 陈国良.xlsx"]


def test_a_month_in_figures_says_what_the_figures_say(cast, worker):
    visits.log_contact(
        BY,
        kind="visit",
        outcome="seen",
        people=[cast.person("wang")],
        place=cast.home("115-402"),
        writer=cast.user("shegong"),
        op=new_id(),
    )
    form = brought(worker, cast.committee, month(), "月报.xlsx")
    made = filled(worker, form, Wanted(FIGURES, period=THIS_MONTH), purpose="")
    sheet = sheet_of(made)
    homes = counting.count(
        worker, counting.figure_of("visits.homes"), cast.committee, month_of(clock.today())
    )
    assert (sheet["B2"].value, sheet["B3"].value) == ("青桐居民委员会", homes)
    assert homes == 1


def test_what_is_for_few_eyes_goes_onto_no_form_of_its_writer(cast, worker, secretary):
    writer = cast.user("shegong")
    told = {"code": "repair", "place": cast.home("115-402"), "owner": writer}
    cases.open_case(worker, title="漏水", op=new_id(), **told)
    cases.open_case(worker, title="家里的事", ring="secretary", op=new_id(), **told)
    met = {"kind": "visit", "outcome": "seen", "place": cast.home("115-402"), "writer": writer}
    visits.log_contact(worker, note="只给书记", ring="secretary", op=new_id(), **met)
    form = brought(worker, cast.committee)
    for what, counts in ((MATTERS, (1, 2)), (CONTACTS, (0, 1))):
        wanted = Wanted(what, period=THIS_MONTH)
        found = [prepare(actor, form, plan_of(form, what), wanted).count for actor in (worker, secretary)]
        assert tuple(found) == counts


def test_a_copy_with_people_in_it_is_for_whoever_brought_it(cast, worker, secretary):
    form = brought(secretary, cast.committee, roster("王桂珍"))
    assert form.has_rows
    assert not queries.may_take(worker, form)
    with pytest.raises(NotFound):
        commands.fill(worker, form=form, plan=plan_of(form), wanted=ALONE, purpose="报街道", op=new_id())
    again = brought(worker, cast.committee)
    assert (again.pk, again.has_rows) == (form.pk, False)


def test_a_form_is_known_again_and_its_blanks_with_it(cast, worker, form):
    key = slot(plan_of(form), "健康状况")
    commands.map_form(
        worker, form=form, what="people", answers={key: Answer("text", text="良好")}, op=new_id()
    )
    again = brought(worker, cast.committee, roster(), "11月花名册（新）.xlsx")
    assert (again.pk, again.name) == (form.pk, "11月花名册（新）.xlsx")
    assert not plan_of(again).open
    commands.retire_form(worker, form=again, op=new_id())
    assert brought(worker, cast.committee).pk != form.pk


def test_a_file_whose_copy_was_changed_meanwhile_is_not_made(cast, worker, secretary, form):
    made = commands.fill(worker, form=form, plan=plan_of(form), wanted=ALONE, purpose="报街道", op=new_id())
    brought(secretary, cast.committee, roster("王桂珍"))
    work.work(made.pk)
    made.refresh_from_db()
    assert made.state == FAILED
    assert "换了一份" in made.notes[0]


def test_filled_files_go_after_two_weeks_and_the_next_comparison_stays(cast, worker, system, form):
    made = filled(worker, form, ALONE)
    Filling.objects.update(made_at=made.made_at - timedelta(days=15))
    assert commands.forget(system, op=new_id()) == 1
    made.refresh_from_db()
    assert file_of(made) == b""
    assert prepare(worker, form, plan_of(form), ALONE).contents.differences is not None


def test_nobody_is_filled_in_who_may_not_be_seen(cast, worker, form):
    neighbour = Wanted(people=(str(cast.person("stranger").pk),))
    with pytest.raises(Refused, match="没有一行"):
        commands.fill(worker, form=form, plan=plan_of(form), wanted=neighbour, purpose="报街道", op=new_id())


def test_grid_workers_leave_the_forms_of_the_office_alone(cast, grid_worker, form):
    with pytest.raises(Refused, match="办公室"):
        commands.retire_form(grid_worker, form=form, op=new_id())
