"""/p and /p/verify: lists of people."""

from datetime import date

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people.models import CategoryHolding


def page(browser, query=""):
    return browser.get(f"/p{query}").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("worker", 200), ("grid_worker", 200), ("building_helper", 200), ("mediator", 200)]
    + [("street_officer", 404), ("supervisor", 404), ("volunteer", 404), ("administrator", 404)],
)
def test_who_opens_the_list(client_of, role, status):
    assert client_of(role).get("/p").status_code == status


def test_the_count_has_its_denominator(client_of):
    text = page(client_of("worker"), "?age_from=80")
    assert "居民 1 人" in text
    assert "名单里一共 11 人" in text
    assert "王桂珍" in text


def test_the_list_is_in_door_order_and_stays_at_home(client_of):
    text = page(client_of("worker"))
    assert text.index("3-1-202") < text.index("115-101") < text.index("115-402")
    assert "欧阳文静" not in text


def test_filters_narrow_and_stay(client_of, cast):
    text = page(client_of("worker"), f"?at={cast.building('115').pk}&sex=1")
    assert "孙永强" in text
    assert "王桂珍" not in text
    assert "周立新" not in text
    assert f'value="{cast.building("115").pk}" selected' in text


def test_a_category_and_a_standing(client_of):
    assert "王桂珍" in page(client_of("worker"), "?category=elder_alone")
    assert "胡维城" in page(client_of("worker"), "?standing=owner")


def test_ages_that_make_no_sense_are_explained(client_of):
    text = page(client_of("worker"), "?age_from=abc")
    assert "这里写数字。" in text


def test_a_place_next_door_is_none_of_theirs(client_of, cast):
    text = page(client_of("worker"), f"?at={cast.neighbour.pk}")
    assert "从列出的几项里选一个。" in text
    assert "欧阳文静" not in text


def test_pages_follow_each_other_without_gap_or_repeat(client_of, make, cast):
    home = cast.home("115-101")
    for number in range(60):
        make.person(f"邻居{number:02}", home)
    browser, seen, address = client_of("worker"), [], "/p"
    while address:
        answer = browser.get(address)
        seen += [person.name for person in answer.context["page"].rows]
        address = answer.context["next_url"]
    assert len(seen) == len(set(seen)) == 70


def test_a_helper_filters_by_place_only_and_reads_no_names(client_of):
    text = page(client_of("building_helper"), "?category=elder_alone&age_from=80")
    assert "王奶奶" in text
    assert "陈叔叔" in text  # the fine filters do nothing for helpers
    for hidden in ("王桂珍", "陈国良", "84 岁", 'name="category"', 'name="age_from"'):
        assert hidden not in text


def test_an_empty_answer_says_what_to_do(client_of):
    assert "少挑几样再看看" in page(client_of("worker"), "?age_from=120")


def due(cast):
    holding = CategoryHolding.objects.get(person=cast.person("wang"))
    holding.verify_by = "2026-11-01"
    holding.save()
    return holding


def test_what_is_due_is_looked_at_again_with_one_tap(client_of, cast):
    browser, holding = client_of("worker"), due(cast)
    assert "1 件请核对" in browser.get("/p/verify").content.decode()
    browser.post(f"/p/category/{holding.pk}/verified", {"op": new_id()})
    holding.refresh_from_db()
    assert holding.verified_on.isoformat() == "2026-11-21"
    assert "没有到期要核对的。" in browser.get("/p/verify").content.decode()


def test_an_expired_paper_is_no_dead_end(client_of, make, cast):
    held = make.holding(cast.person("volunteer"), verified_on=date(2024, 1, 1), valid_until=date(2026, 1, 1))
    client = client_of("worker")
    text = client.get("/p/verify").content.decode()
    assert "证件过期了，写新的" in text
    assert f"/p/category/{held.pk}/verified" not in text
    answer = client.post(f"/p/category/{held.pk}/verified", {"op": str(new_id())}, follow=True)
    assert answer.redirect_chain == [(f"/p/category/{held.pk}/verify", 302)]
    assert "证件的有效期已过，写一下新的有效期" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("worker", 200), ("grid_worker", 200), ("mediator", 404), ("supervisor", 404)]
)
def test_who_sees_what_is_due(client_of, cast, role, status):
    assert client_of(role).get("/p/verify").status_code == status


def test_what_was_chosen_stands_in_words_above_the_list(client_of, cast):
    text = page(client_of("worker"), f"?at={cast.building('115').pk}&age_from=60&category=elder_alone")
    assert "挑一挑：115号楼（梧桐花园） · 独居老人 · 年纪从 60" in text
    assert "挑一挑：" not in page(client_of("worker"))
