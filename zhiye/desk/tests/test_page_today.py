"""今天: what each colleague finds in the morning."""

import re
from base64 import urlsafe_b64decode
from datetime import date

import pytest
from django.test import Client

from zhiye.accounts.models import Membership
from zhiye.desk.today import MOST
from zhiye.kernel.ids import new_id
from zhiye.people import commands
from zhiye.people.models import CategoryHolding

DUE = date(2026, 10, 12)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def told_narrow(page):
    """Rows as a phone shows them: a wide window has the same rows with another address."""
    return len(re.findall(r'class="row only-narrow"', page))


def title_of(response):
    return re.search(r"<title>(.*?)</title>", text_of(response)).group(1)


@pytest.fixture
def due(cast):
    """Mrs Wang's category is due."""
    holding = CategoryHolding.objects.get(person=cast.person("wang"))
    CategoryHolding.objects.filter(pk=holding.pk).update(verify_by=DUE)
    return holding


@pytest.fixture
def quiet(cast):
    """Nothing is due."""
    CategoryHolding.objects.update(verify_by=None)


def test_the_bare_address_leads_to_today(client_of, cast):
    assert client_of("worker").get("/").url == "/t"
    assert Client().get("/").url == "/accounts/login/"


def test_a_stranger_is_led_to_the_log_in(cast):
    assert Client().get("/t").url == "/accounts/login/?next=/t"


@pytest.mark.parametrize(
    "role",
    [
        "secretary",
        "director",
        "worker",
        "grid_worker",
        "building_helper",
        "volunteer",
        "mediator",
        "supervisor",
    ]
    + ["street_officer", "administrator", "stranger"],
)
def test_everybody_has_a_today(client_of, role):
    assert client_of(role).get("/t").status_code == 200


def test_the_day_and_the_count_come_first(client_of, due):
    page = client_of("worker").get("/t")
    assert "11月21日 星期六" in text_of(page)
    assert title_of(page).startswith("今天 1 件")


def test_a_category_that_is_due_names_the_person_the_door_and_the_day(client_of, due, cast):
    page = text_of(client_of("worker").get("/t"))
    assert "115-402" in page
    assert "定的是10月12日" in page
    assert f'href="/p/{cast.person("wang").pk}"' in page


def test_what_is_due_today_says_so(client_of, due):
    CategoryHolding.objects.filter(pk=due.pk).update(verify_by=date(2026, 11, 21))
    assert "今天到期" in text_of(client_of("worker").get("/t"))


def test_the_committee_next_door_does_not_see_it(client_of, due):
    assert "115-402" not in text_of(client_of("stranger").get("/t"))


def test_two_ways_of_writing_wait_for_a_choice(client_of, worker, secretary, cast, quiet):
    person = cast.person("wang")
    commands.correct_person(
        worker, person=person, values={"note": "膝盖不好"}, seen={"note": ""}, op=new_id()
    )
    commands.correct_person(
        secretary, person=person, values={"note": "耳朵背"}, seen={"note": ""}, op=new_id()
    )
    page = text_of(client_of("worker").get("/t"))
    assert "备注有两个写法" in page
    assert (
        client_of("worker").get(re.search(r'class="row[^"]*" href="(/p/[^"]+)"', page)[1]).status_code == 200
    )
    assert "耳朵背" not in page


def test_after_twelve_rows_the_rest_is_a_number(client_of, make, quiet):
    for number in range(MOST + 3):
        holding = make.holding(make.person(f"李小{number}", make.home(f"115-{710 + number}")))
        CategoryHolding.objects.filter(pk=holding.pk).update(verify_by=DUE)
    page = text_of(client_of("worker").get("/t"))
    assert "还有 3 件不急的" in page
    assert told_narrow(page) == MOST
    assert told_narrow(text_of(client_of("worker").get("/t?all=1"))) == MOST + 3


def test_a_quiet_day_says_so_and_looks_ahead(client_of, due):
    CategoryHolding.objects.filter(pk=due.pk).update(verify_by=date(2026, 12, 24))
    page = text_of(client_of("worker").get("/t"))
    assert "今天没有到期的事。" in page
    assert "想看看很久没核对的人吗？1 位" in page
    assert "115-402" in text_of(client_of("worker").get("/t?ahead=1"))


def test_who_may_see_only_counts_sees_counts(client_of, due):
    for role in ("supervisor", "street_officer"):
        page = text_of(client_of(role).get("/t"))
        assert re.search(r"<b>\d+</b>住户（人）", page)
        assert 'href="/b/counts"' in page
        assert "115-402" not in page
        assert "王桂珍" not in page


def test_a_volunteer_is_told_that_nothing_was_given_to_them(client_of, cast):
    assert "还没有派给您的事" in text_of(client_of("volunteer").get("/t"))


def test_who_runs_the_machine_sees_the_machine_and_nobody(client_of, due):
    page = text_of(client_of("administrator").get("/t"))
    assert "硬盘还空" in page
    assert "115-402" not in page
    assert "青桐居民区" not in page


def test_an_empty_register_offers_the_import(client_of, street_officer, make, cast):
    colleague = make.actor("worker", cast.neighbour)
    client = Client()
    client.force_login(colleague.user)
    from_there = cast.person("stranger")
    commands.leave_register(colleague, person=from_there, on=date(2026, 11, 1), died=False, op=new_id())
    page = text_of(client.get("/t"))
    assert "还没有住户" in page
    assert 'href="/import"' in page


def test_without_any_role_the_page_says_whom_to_ask(cast, administrator):
    user = cast.user("zhiyuan")
    client = Client()
    client.force_login(user)
    Membership.objects.filter(member=user).delete()
    assert "还没有您的职责" in text_of(client.get("/t"))


def test_small_figures_are_untold_to_those_who_see_only_figures(client_of, quiet):
    page = text_of(client_of("supervisor").get("/t"))
    assert "<b>少于5</b>" in page
    assert not re.search(r"<b>[1-4]</b>", page)


def test_what_was_done_is_told_on_the_next_page_and_readable_nowhere_on_the_way(client_of, cast):
    wang = cast.person("wang")
    browser = client_of("secretary")
    answer = browser.post(f"/p/{wang.pk}/category", {"op": str(new_id()), "code": "special_family"})
    assert answer.status_code == 302
    carried = urlsafe_b64decode(answer.cookies["messages"].value)
    assert all(word.encode() not in carried for word in ("计生", "特殊", wang.name))
    assert "计生特殊家庭" in text_of(browser.get(answer.url))


def test_a_chosen_person_stands_beside_the_list(client_of, cast):
    wang = cast.person("wang")
    page = client_of("worker").get(f"/t?at={wang.pk}").content.decode()
    assert "打开整页" in page
    assert f'href="/p/{wang.pk}"' in page


def test_nobody_of_another_committee_stands_beside_the_list(client_of, cast):
    assert client_of("stranger").get(f"/t?at={cast.person('wang').pk}").status_code == 404
