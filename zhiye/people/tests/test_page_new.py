"""/p/new: registering somebody."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people.models import ContactWay, Person, Residence


def somebody(**changes):
    return {"name": "李小青", "home": "115-402", "sex": "2", "birth": "1990-02-03", "op": new_id()} | changes


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.mark.parametrize(
    ("role", "status"), [("worker", 200), ("grid_worker", 200), ("mediator", 404), ("supervisor", 404)]
)
def test_who_registers(client_of, role, status):
    assert client_of(role).get("/p/new").status_code == status


def test_somebody_new_lives_where_it_was_written(browser, cast):
    told = somebody(phone="15400007777", relation="30", registered_here="no", tenure="rent")
    answer = browser.post("/p/new", told, follow=True)
    made = Person.objects.get(name="李小青")
    assert answer.redirect_chain == [(f"/p/{made.pk}", 302)]
    assert "登记好了。" in answer.content.decode()
    residence = Residence.objects.get(person=made)
    assert (residence.home, residence.relation, residence.registered_here) == (
        cast.home("115-402"),
        "30",
        False,
    )
    assert ContactWay.objects.get(person=made).tail == "7777"


def test_a_name_is_enough(browser):
    browser.post("/p/new", {"name": "王阿姨", "sex": "0", "op": new_id()})
    assert Person.objects.get(name="王阿姨").home is None


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("11010119420308002", "现在是 17 位"),
        ("1101011942030800222", "现在是 19 位"),
        ("没带", "没有带在身上就先空着"),
        ("110101194213080022", "第 7 到 14 位该是出生日期"),
        ("110101194203080023", "和最后一位的校验对不上"),
    ],
)
def test_a_number_that_cannot_be_is_told_and_nobody_is_registered_with_it(browser, number, told):
    answer = browser.post("/p/new", somebody(id_number=number))
    assert told in answer.content.decode()
    assert not Person.objects.filter(name="李小青").exists()


def test_a_number_that_fails_its_check_is_taken_when_it_is_saved_again(browser):
    told = somebody(id_number="110101194203080023")
    page = browser.post("/p/new", told).content.decode()
    assert 'name="id_asked" value="110101194203080023"' in page
    browser.post("/p/new", told | {"id_asked": "110101194203080023"})
    assert Person.objects.get(name="李小青").id_tail == "23"


@pytest.mark.parametrize("number", ["E12345678", "H08123456"])
def test_other_papers_are_left_alone(browser, number):
    browser.post("/p/new", somebody(id_number=number))
    assert Person.objects.get(name="李小青").id_tail == number[-2:]


def test_sent_twice_is_registered_once(browser):
    told = somebody()
    assert browser.post("/p/new", told).url == browser.post("/p/new", told).url
    assert Person.objects.filter(name="李小青").count() == 1


def test_somebody_alike_is_asked_about_and_everything_typed_stays(browser, cast):
    told = somebody(name="王桂珍", birth="", note="说话慢一点")
    text = browser.post("/p/new", told).content.decode()
    assert "115-402 已有一位" in text
    assert "（84 岁）" in text
    assert "是同一个人吗？" in text
    assert f"/p/{cast.person('wang').pk}" in text
    assert "说话慢一点" in text
    assert Person.objects.filter(name="王桂珍").count() == 1


def test_not_the_same_one_registers_after_all(browser):
    told = somebody(name="王桂珍", birth="")
    browser.post("/p/new", told)
    browser.post("/p/new", told | {"sure": "on"})
    assert Person.objects.filter(name="王桂珍").count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "写一下姓名。"),
        ({"home": "115"}, "住处要写到室"),
        ({"home": "1-404"}, "没有找到“1-404”"),
        ({"birth": "1990-02-31"}, "没有这一天，改成 1990-02-28 吗？"),
        ({"birth": "属马"}, "看不懂这个日期"),
        ({"phone": "1540000777"}, "现在是 10 位"),
    ],
)
def test_what_cannot_be_is_explained_and_what_was_typed_stays(browser, changes, sentence):
    text = browser.post("/p/new", somebody(note="说话慢一点") | changes).content.decode()
    assert sentence in text
    assert "说话慢一点" in text
    assert "<title>出错：" in text
    assert not Person.objects.filter(name="李小青").exists()


def test_the_home_one_comes_from_is_filled_in(browser, cast):
    text = browser.get(f"/p/new?home={cast.home('115-402').pk}&name=王芳").content.decode()
    assert 'value="梧桐花园 115-402"' in text
    assert 'value="王芳"' in text


def test_a_home_next_door_cannot_be_filled_in(browser, cast, client_of):
    home = cast.person("stranger").home
    assert browser.get(f"/p/new?home={home.pk}").status_code == 404
