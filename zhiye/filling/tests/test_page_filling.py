"""The way of a form through the pages: brought, understood, looked at, filled, taken."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from zhiye.audit.models import Look
from zhiye.filling import commands, limits, showing, work
from zhiye.filling.models import DONE, MAKING, Filling, Form, Mapping
from zhiye.filling.tests.make import brought, card, month, plan_of, roster, sheet_of, slot
from zhiye.filling.wanted import Wanted
from zhiye.kernel import background, clock
from zhiye.kernel.ids import new_id

ALONE = "what=people&category=elder_alone&standing=resident"


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def browser(client_of):
    return client_of("worker")


def bring(browser, data, name="独居老人花名册.xlsx"):
    return browser.post("/filling", {"file": SimpleUploadedFile(name, data)} | committee_of(browser))


def committee_of(browser):
    found = re.search(r'name="committee" value="([^"]+)"', browser.get("/filling").content.decode())
    return {"committee": found.group(1)} if found else {}


def test_a_form_goes_from_the_drop_to_the_filled_file(browser, cast):
    at = bring(browser, roster()).url
    page = page_of(browser.get(at))
    assert "8 栏已对上" in page
    assert "居民登记：出生年月" in page
    assert "有 1 栏请您选" in page
    assert 'name="condition" value="elder_alone" checked' in page, "the title names the category"
    form = Form.objects.get()
    health = slot(plan_of(form), "健康状况")
    said = {"what": "people", "condition": "elder_alone", "standing": "resident", f"map:{health}": "asked"}
    look_at = browser.post(at, said).url
    page = page_of(browser.get(look_at))
    assert "填出来是这样，1位" in page
    assert "154••••0402" in page
    assert "15400000402" not in page, "numbers stay covered until the form goes out"
    assert not Look.objects.exists()
    cell = f"typed:{cast.person('wang').pk}:{health}"
    assert cell in page
    assert "写一下交给谁" in page_of(browser.post(look_at, {"purpose": "", cell: "膝盖疼"}))
    op = str(new_id())
    done = browser.post(look_at, {"purpose": "报街道民政", cell: "膝盖疼", "op": op}).url
    assert browser.post(look_at, {"purpose": "报街道民政", cell: "膝盖疼", "op": op}).url == done
    assert Look.objects.count() == Filling.objects.count() == 1
    assert "填好了，1位" in page_of(browser.get(done))
    answer = browser.get(f"{done}/file")
    assert "2026-11-21.xlsx" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [sheet["B5"].value, sheet["F5"].value, sheet["H5"].value] == ["王桂珍", "15400000402", "膝盖疼"]


def test_the_second_time_nothing_is_asked_and_six_taps_are_enough(browser, cast):
    at = bring(browser, roster()).url
    health = slot(plan_of(Form.objects.get()), "健康状况")
    given = {"what": "people", "condition": "elder_alone", "standing": "resident"}
    look_at = browser.post(at, given | {f"map:{health}": "text", f"text:{health}": "良好"}).url
    browser.post(look_at, {"purpose": "报街道民政"})
    assert bring(browser, roster(), "12月花名册.xlsx").url == at
    page = page_of(browser.get(at))
    assert "请您选" not in page
    assert 'name="condition" value="elder_alone" checked' in page
    page = page_of(browser.get(browser.post(at, given).url))
    assert "和上次比：一样，没有变；没有要您写的。" in page
    assert 'value="报街道民政"' in page
    assert Mapping.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("表.pdf", b"%PDF-1.7 ...", "PDF"),
        ("表.xlsx", b"PK\x03\x04 broken", "打不开"),
        ("表.xlsx", b"x" * (limits.MOST_BYTES + 1), "超过8MB"),
        ("表.xlsx", b"", "空的"),
    ],
)
def test_what_is_no_form_is_told_in_a_sentence(browser, cast, name, data, sentence):
    answer = bring(browser, data, name)
    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert not Form.objects.exists()


def test_what_was_typed_comes_back_after_a_refusal_whatever_is_still_missing(browser, cast, monkeypatch):
    monkeypatch.setattr(showing, "MOST_ASKED", 2)
    at = bring(browser, roster()).url
    health = slot(plan_of(Form.objects.get()), "健康状况")
    asked = {"what": "people", "standing": "resident", f"map:{health}": "asked"}
    look_at = browser.post(at, asked).url
    cells = re.findall(r'name="(typed:[^"]+)"', page_of(browser.get(look_at)))
    assert len(cells) == 2
    page = page_of(browser.post(look_at, {"purpose": "", cells[0]: "膝盖疼", cells[1]: "眼睛不好"}))
    assert 'value="膝盖疼"' in page
    assert 'value="眼睛不好"' in page


def test_what_is_typed_beside_the_figures_of_a_month_is_written(browser, cast):
    at = bring(browser, month(), "月报.xlsx").url
    lectures = slot(plan_of(Form.objects.get(), "figures"), "讲座场次")
    asked = {"what": "figures", "period": "2026-11", f"map:{lectures}": "asked"}
    look_at = browser.post(at, asked).url
    cell = f"typed:figure:{lectures}"
    assert cell in page_of(browser.get(look_at))
    browser.post(look_at, {cell: "三场"})
    assert sheet_of(Filling.objects.get())["B4"].value == "三场"


def test_somebody_is_found_by_name_or_door_and_a_card_filled_for_them_alone(browser, cast):
    at = bring(browser, card(), "登记表.docx").url
    page = page_of(browser.get(at, {"what": "people", "find": "115-402", "standing": "resident"}))
    wang = str(cast.person("wang").pk)
    assert f'value="{wang}"' in page
    assert "枝叶不留这些" in page, "政治面貌"
    page = page_of(browser.get(f"{at}/look?what=people&person={wang}"))
    assert "填出来是这样，1位" in page
    assert "梧桐花园115号402室" in page


def test_looking_for_somebody_loses_nothing_that_was_chosen_and_decides_nothing(browser, cast):
    at = bring(browser, roster()).url
    health = slot(plan_of(Form.objects.get()), "健康状况")
    page = page_of(browser.get(at))
    assert 'formmethod="get"' not in page, "the token of the page would stand in the address"
    said = {
        "what": "people",
        "standing": "resident",
        "find": "115-402",
        "look_for": "1",
        f"map:{health}": "asked",
    }
    page = page_of(browser.post(at, said))
    assert str(cast.person("wang").pk) in page
    assert re.search(r'<option value="asked" selected', page)
    assert not Mapping.objects.exists()


def test_nobody_next_door_is_found_or_filled(browser, cast):
    at = bring(browser, card(), "登记表.docx").url
    neighbour = cast.person("stranger")
    found = browser.get(at, {"what": "people", "find": neighbour.name, "standing": "resident"})
    assert str(neighbour.pk) not in page_of(found)
    assert "没有一行可填" in page_of(browser.get(f"{at}/look?what=people&person={neighbour.pk}"))


def test_nonsense_in_the_address_is_no_fault_of_ours(browser, cast):
    at = bring(browser, roster()).url
    for query in (
        "what=x&period=2026-99",
        "what=matters&period=\0",
        "building=1&person=x",
        "category=nothing",
    ):
        assert browser.get(f"{at}/look?{query}").status_code == 200
        assert browser.get(f"{at}?{query}").status_code == 200


def test_a_copy_with_people_in_it_tells_a_colleague_to_bring_their_own(client_of, cast, secretary):
    form = brought(secretary, cast.committee, roster("王桂珍"))
    page = page_of(client_of("worker").get(f"/filling/{form.pk}"))
    assert "把您自己的那份空表拖进来" in page
    assert client_of("worker").get(f"/filling/{form.pk}/look").status_code == 404


def test_a_form_whose_making_was_killed_is_made_once_more_from_what_is_kept(browser, client_of, cast, worker):
    form = brought(worker, cast.committee)
    made = commands.fill(
        worker,
        form=form,
        plan=plan_of(form),
        wanted=Wanted(conditions=("elder_alone",)),
        purpose="报街道",
        op=new_id(),
    )
    at = f"/filling/done/{made.pk}"
    assert "正在填" in page_of(browser.get(at)), "a process may just have been started"
    Filling.objects.update(made_at=clock.now() - timedelta(minutes=1))
    with background.alone(work._lock(made.pk)):
        assert "正在填" in page_of(browser.get(at)), "somebody is at it"
    assert "上次没填完" in page_of(browser.get(at))
    assert browser.get(f"{at}/progress").json() == {"state": MAKING, "interrupted": True}
    assert client_of("secretary").post(f"{at}/again").status_code == 404
    assert browser.post(f"{at}/again").url == at
    assert Filling.objects.get().state == DONE
    assert "已经填好了" in page_of(browser.post(f"{at}/again", follow=True))
