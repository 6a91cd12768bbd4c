"""One box finds everything, says why, and stays in its scope."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiye.people import fields
from zhiye.people.commands import correct_person, leave_register
from zhiye.people.models import Person
from zhiye.people.names import initials
from zhiye.people.queries import search
from zhiye.people.searchkeys import keys_of, pairs

HAN = st.text(
    st.sampled_from("王李张刘陈杨赵黄周吴欧阳司马小大文静桂英秀珍建国芳丽娜乐曾单"), min_size=2, max_size=5
)


def people(hits):
    return [hit.person.name for hit in hits if hit.person]


def doors(hits):
    return [hit.place.door for hit in hits if hit.place]


@pytest.mark.parametrize(
    "text",
    ["115-402", "115号402室", "115号402", "１１５-４０２", "115栋402室", "115-402室", " 115 号 402 室 "],
)
def test_a_door_is_found_in_every_spelling(text, cast, worker):
    found = search(worker, text)
    assert doors(found)[:1] == ["115-402"]
    assert found[0].why == "门牌 115-402"


@pytest.mark.parametrize("text", ["3-2-401", "3号2单元401室", "3号楼2单元401", "三号楼二单元401"])
def test_a_door_behind_a_unit_is_found_in_every_spelling(text, worker, cast):
    assert doors(search(worker, text))[:1] == ["3-2-401"]


def test_a_bare_number_is_a_building(worker, cast):
    assert doors(search(worker, "115")) == ["115"]


@pytest.mark.parametrize(
    "text, why",
    [
        ("王桂珍", "姓名相同"),
        ("桂珍", "姓名里有“桂珍”"),
        ("王", "姓名里有“王”"),
        ("wgz", "拼音首字母 wgz"),
        ("WG", "拼音首字母 wg"),
        ("王奶奶", "称呼“王奶奶”"),
        ("wnn", "称呼“王奶奶”"),
        ("0402", "电话尾号 0402"),
        ("15400000402", "电话相同"),
        ("154-0000-0402", "电话相同"),
    ],
)
def test_wang_is_found_and_told_why(text, why, cast, worker):
    found = {hit.person.name: hit.why for hit in search(worker, text) if hit.person}
    assert found["王桂珍"] == why


def test_a_full_id_number_finds_its_person_only(cast, worker):
    number = fields.value(cast.person("wang"), "id_number")
    assert [(hit.person.name, hit.why) for hit in search(worker, number)] == [("王桂珍", "证件号相同")]
    assert search(worker, number[:-4]) == []


def test_wnn_finds_every_old_woman_whose_name_begins_with_w_and_nobody_else(cast, make, worker):
    make.person("吴秀英", sex="2", birth="1950-01-01")
    make.person("魏兰", sex="2", birth="1940-01-01")
    make.person("王小妹", sex="2", birth="2010-01-01")
    make.person("王大爷", sex="1", birth="1940-01-01")
    made = people(search(worker, "wnn"))
    assert {"王桂珍", "吴秀英", "魏兰"} <= set(made)
    assert not {"王小妹", "王大爷"} & set(made)


def test_a_wished_form_of_address_finds_first(cast, worker, op):
    correct_person(
        worker, person=cast.person("chen"), values={"called": "陈师傅"}, seen={"called": ""}, op=op()
    )
    hits = search(worker, "陈师傅")
    assert (hits[0].person.name, hits[0].why) == ("陈国良", "大家叫“陈师傅”")


def test_other_names_find_too(cast, worker, op):
    correct_person(
        worker,
        person=cast.person("chen"),
        values={"other_names": "陈阿大、大国"},
        seen={"other_names": ""},
        op=op(),
    )
    assert people(search(worker, "阿大")) == people(search(worker, "大国")) == ["陈国良"]


@pytest.mark.parametrize(
    "text", ["", "  ", "没有这个人名", "zzzz", "9999", "12345678901", "<script>", "%", "_" * 300]
)
def test_what_fits_nothing_finds_nothing(text, worker):
    assert search(worker, text) == []


@pytest.mark.parametrize("text", ["欧阳文静", "oywj", "1404", "15400001404", "1-404", "文静"])
def test_nobody_next_door_is_found(text, worker, stranger):
    assert "欧阳文静" not in people(search(worker, text))
    assert "1-404" not in doors(search(worker, text))
    assert search(stranger, text)


def test_the_building_helper_finds_in_the_own_building_only(building_helper):
    assert people(search(building_helper, "周立新")) == []
    assert people(search(building_helper, "王桂珍")) == ["王桂珍"]


def test_those_without_the_right_find_nothing(volunteer, supervisor, street_officer, administrator):
    for actor in (volunteer, supervisor, street_officer, administrator):
        assert search(actor, "王桂珍") == search(actor, "115-402") == []


def test_who_left_is_not_found(cast, worker, op):
    leave_register(worker, person=cast.person("wang"), on=cast.person("wang").birth, died=True, op=op())
    assert people(search(worker, "王桂珍")) == []


def test_a_person_is_told_once_and_the_limit_holds(make, worker):
    for number in range(5):
        make.person(f"林小{'一二三四五'[number]}")
    assert len(search(worker, "林小", limit=3)) == 3
    hits = people(search(worker, "林小一"))
    assert hits == ["林小一"]


@given(HAN)
def test_every_two_characters_of_a_name_are_a_key(name):
    dense = name.replace(" ", "")
    assert all(dense[i : i + 2] in keys_of(name) for i in range(len(dense) - 1))
    assert set(pairs(name)) <= keys_of(name)


@given(HAN)
def test_every_beginning_of_the_initials_is_a_key(name):
    keys = keys_of(name)
    for letters in initials(name):
        assert {"@" + letters[:end] for end in range(2, len(letters) + 1)} <= keys


@given(st.one_of(HAN, st.text(max_size=60)))
def test_keys_fit_their_column(name):
    assert all(0 < len(key) <= 16 for key in keys_of(name))


@pytest.mark.django_db
@given(HAN, st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_two_characters_of_a_name_find_it(cast, make, worker, name, data):
    start = data.draw(st.integers(0, len(name) - 2))
    with transaction.atomic():
        made = make.person(name)
        kept = Person.objects.get(pk=made.pk).name
        found = {hit.person.pk for hit in search(worker, kept[start : start + 2]) if hit.person}
        transaction.set_rollback(True)
    assert made.pk in found
