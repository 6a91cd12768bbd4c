"""Reports that were kept say tomorrow what they say today; what would be different is told, with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.tables import contents, differences
from zhiye.cases.commands import open_case
from zhiye.figures import counting
from zhiye.figures.registry import FIGURES
from zhiye.flows.merge_people import merge_people
from zhiye.flows.reroute_place import move_place
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.reports import beside, commands, keeping, queries
from zhiye.reports.asking import reach_of
from zhiye.reports.models import KeptFigure, KeptRow, Report
from zhiye.reports.telling import told_now
from zhiye.reports.tests.make import BY, frozen, month_of_visits, period, visit
from zhiye.visits.commands import take_back_contact
from zhiye.visits.models import Contact, Met

pytestmark = pytest.mark.django_db
HOMES, MET, OPENED = "visits.homes", "visits.met", "cases.opened"


@pytest.fixture
def visits(cast):
    return month_of_visits(cast)


@pytest.fixture
def report(cast, visits, secretary):
    return commands.sign_report(secretary, report=frozen(cast, secretary), op=new_id())


def told(actor, report, code):
    kept = queries.kept_figure(actor, report, code)
    return beside.beside(actor, report, kept)


def reasons(found):
    return sorted((one.kind, one.reason) for one in found.differences)


def test_every_figure_is_kept_with_its_rule_and_as_many_rows_as_it_says(cast, report):
    for kept in KeptFigure.objects.filter(report=report):
        figure, rows = FIGURES[kept.code], KeptRow.objects.filter(figure=kept)
        once = {row.once or row.record for row in rows}
        assert kept.count == (sum(row.counts for row in rows) if figure.weight else len(once)), kept.code
        assert (kept.rule, kept.version) == (str(figure.rule), figure.version)
    assert KeptFigure.objects.get(report=report, code=HOMES).count == 2
    assert KeptFigure.objects.get(report=report, code=MET).count == 3


def test_whatever_happens_to_the_records_the_signed_report_stays(cast, visits, report, secretary, make):
    tables = ("reports.report", "reports.keptsentence", "reports.keptfigure", "reports.keptrow")
    before = {name: rows for name, rows in contents().items() if name in tables}
    assert told(secretary, report, HOMES).same
    with clock.frozen(clock.now() + timedelta(hours=2)):
        late = visit(cast, make.person("李小青", home=make.home()), date(2026, 11, 20))
        take_back_contact(BY, contact=visits[2], op=new_id())
        Contact.objects.filter(pk=visits[0].pk).update(on=date(2026, 10, 30))
        Met.objects.filter(contact=visits[0]).update(on=date(2026, 10, 30))
        found = told(secretary, report, MET)
        assert (found.kept.count, found.today) == (3, 2)
        told_reasons = dict(reasons(found))
        assert reasons(found)[0] == ("gone", "后来改了：撤销了一次走访或联系（2026-11-21）")
        assert reasons(found)[1] == ("gone", "日子改到了 2026-10-30")
        assert told_reasons["new"] == "后来才记下的"
        homes = told(secretary, report, HOMES)
        assert [one.kind for one in homes.differences] == ["new", "gone"]
        assert homes.differences[0].line.url.endswith(str(late.pk))
        changed = beside.changed_figures(secretary, report, queries.kept_figures(secretary, report))
        assert changed[MET] == 2
        assert changed[HOMES] == 2  # as many, but not the same
        merge_people(BY, kept=cast.person("chen"), gone=cast.person("chen_wife"), op=new_id())
        estate = Place.objects.get(kind="estate", path__startswith=cast.neighbour.path)
        move_place(BY, place=cast.building("115"), to=estate, op=new_id())
        moved = told(secretary, report, MET)
        assert ("gone", "搬到别处了，不在这个居民区") in reasons(moved)
        assert all(one.line is None for one in moved.differences if "搬到" in one.reason)
    after = {name: rows for name, rows in contents().items() if name in tables}
    assert differences(before, after) == {}


def test_a_new_way_of_counting_is_told(cast, report, secretary, monkeypatch):
    anew = replace(FIGURES[HOMES], version=2, rule="换了数法。")
    monkeypatch.setitem(FIGURES, HOMES, anew)
    assert told(secretary, report, HOMES).rule == "换了数法。"
    monkeypatch.delitem(FIGURES, HOMES)
    assert told(secretary, report, HOMES).today is None


def test_a_stock_of_a_day_gone_by_is_not_counted_again(cast, report, secretary):
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert told(secretary, report, "people.residents").today is None
        assert told(secretary, report, HOMES).same


def test_every_figure_tells_any_of_its_rows(cast, report, secretary, make):
    """A line is told of a plain record, for those that count no longer."""
    with clock.frozen(clock.now() + timedelta(hours=1)):
        for kept in KeptFigure.objects.filter(report=report, count__gt=0):
            lines, _pages = beside.kept_lines(secretary, report, kept, 1)
            assert all(one.line is not None for one in lines), kept.code


def test_a_draft_is_worded_counted_anew_and_signed_once(cast, visits, worker, secretary):
    report = frozen(cast, worker)
    account = [one.order for one in _sentences(worker, report)]
    told = {"title": "十一月小结", "left_out": account[:1], "own": "另外，楼道都清了。\n\n大家辛苦。"}
    commands.word_report(worker, report=report, op=new_id(), **told)
    visit(cast, cast.person("wang_son"), date(2026, 11, 20))
    again = commands.freeze(worker, place=cast.committee, period=period(), again=report, op=new_id())
    assert again.title == "十一月小结"
    said = _sentences(worker, again)
    assert [one.text for one in said if one.own] == ["另外，楼道都清了。", "大家辛苦。"]
    assert [one.order for one in said if one.left_out] == account[:1]
    assert KeptFigure.objects.get(report=again, code=HOMES).count == 3
    with pytest.raises(NotFound):
        commands.sign_report(secretary, report=report, op=new_id())
    commands.sign_report(secretary, report=again, op=new_id())
    for act in (commands.word_report, commands.drop_report, commands.sign_report):
        more = {"title": "别的"} if act is commands.word_report else {}
        with pytest.raises(Refused, match="签过字了"):
            act(secretary, report=again, op=new_id(), **more)
    with pytest.raises(Refused, match="已经签了"):
        frozen(cast, secretary)


def test_a_withdrawn_signature_leaves_the_report_and_lets_a_new_one_come(cast, report, director):
    with pytest.raises(Refused, match="为什么"):
        commands.withdraw_signature(director, report=report, reason=" ", op=new_id())
    commands.withdraw_signature(director, report=report, reason="漏了一场", op=new_id())
    commands.sign_report(director, report=frozen(cast, director), op=new_id())
    assert [one.state for one in queries.reports(director)] == ["signed", "withdrawn"]


def test_there_is_nothing_to_keep_of_days_to_come(cast, secretary):
    with pytest.raises(Refused, match="还没到"):
        frozen(cast, secretary, "2027-01")
    with pytest.raises(Refused, match="没有记录"):
        frozen(cast, secretary, "2001-01")


def test_the_street_sees_what_was_shown_to_it_and_nobodys_name(
    cast, report, secretary, street_officer, supervisor
):
    assert queries.reports(street_officer) == []
    assert queries.report(supervisor, report.pk) == report
    with pytest.raises(NotFound):
        queries.report(street_officer, report.pk)
    with pytest.raises(Forbidden):
        commands.share_report(supervisor, report=report, op=new_id())
    commands.share_report(secretary, report=report, op=new_id())
    assert queries.report(street_officer, report.pk) == report


def test_a_name_in_the_own_words_is_not_shown_to_the_street(cast, visits, secretary):
    report = frozen(cast, secretary)
    told = {"title": "十一月", "own": f"{cast.person('wang').name}家的水管修好了。"}
    commands.word_report(secretary, report=report, op=new_id(), **told)
    commands.sign_report(secretary, report=report, op=new_id())
    with pytest.raises(Refused, match=cast.person("wang").name):
        commands.share_report(secretary, report=report, op=new_id())
    assert Report.objects.get().shared_at is None


def test_words_of_the_house_stay_there_until_they_are_shared(cast, visits, secretary, supervisor):
    report, name = frozen(cast, secretary), cast.person("wang").name
    with pytest.raises(Refused, match=name):
        commands.word_report(secretary, report=report, title=f"{name}家的事", op=new_id())
    told = {"title": "十一月", "own": f"{name}家的水管修好了。"}
    commands.word_report(secretary, report=report, op=new_id(), **told)
    commands.sign_report(secretary, report=report, op=new_id())
    assert any(one.own for one in _sentences(secretary, report))
    assert not any(one.own for one in _sentences(supervisor, report))
    with pytest.raises(Refused, match=name):
        commands.withdraw_signature(secretary, report=report, reason=f"漏了{name}家", op=new_id())


def test_what_the_year_of_the_street_keeps_back_no_report_tells(
    cast, make, secretary, street_officer, client_of
):
    """Beside 7 and 2 in the street's sum of 9, 7 would tell the 2."""
    away = make.actor("worker", cast.neighbour).user
    at_home = (cast.committee, cast.user("shegong"))
    for place, owner in [at_home] * 7 + [(cast.neighbour, away)] * 2:
        told = {"title": "路灯不亮", "code": "repair", "place": place, "owner": owner}
        open_case(BY, op=new_id(), **told)
    assert _number(secretary, cast, OPENED).words == "7件"
    assert _number(street_officer, cast, OPENED).words == "不显示"
    page = client_of("street_officer").get(f"/reports/at/{cast.committee.pk}/figure/{OPENED}?period=2026-11")
    assert "不列名单" in page.content.decode()
    report = commands.sign_report(secretary, report=frozen(cast, secretary), op=new_id())
    commands.share_report(secretary, report=report, op=new_id())
    shown = keeping.told_then(street_officer, report, reach_of(street_officer, cast.committee), str)
    assert next(one for one in shown.numbers if one.code == OPENED).few


def test_the_kept_keys_are_those_that_were_counted(cast, visits, report, secretary):
    kept = queries.kept_rows(secretary, queries.kept_figure(secretary, report, HOMES))
    now = counting.keys(secretary, FIGURES[HOMES], cast.committee, period())
    assert sorted(kept) == sorted(now)


def _sentences(actor, report):
    return keeping.told_then(actor, report, reach_of(actor, report.place), lambda code: "").paragraphs


def _number(actor, cast, code):
    told = told_now(actor, cast.committee, period(), reach_of(actor, cast.committee), lambda code: "")
    return next(one for one in told.numbers if one.code == code)
