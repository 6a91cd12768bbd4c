"""Who may be the person being written, and why."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people import fields
from zhiye.people.likeness import Sketch, alike
from zhiye.people.models import Person


@pytest.fixture
def ask(cast, worker):
    def run(phone="", home=None, **values):
        person = Person(id=new_id(), home=home)
        for field, text in values.items():
            fields.set_value(person, field, text)
        return {
            found.person.name: found.why for found in alike(worker, Sketch.of(person, phone), cast.committee)
        }

    return run


def test_the_same_number_is_the_surest_sign(ask, cast):
    number = fields.value(cast.person("wang"), "id_number")
    assert ask(name="别人", id_number=number) == {"王桂珍": "证件号相同"}


def test_name_and_birth_or_name_and_home_are_signs(ask, cast):
    assert ask(name="王桂珍", birth="1942-03-08") == {"王桂珍": "姓名和出生日期相同"}
    assert ask(name="王桂珍", home=cast.home("115-402")) == {"王桂珍": "姓名和住处相同"}


def test_a_near_name_with_the_same_telephone_is_a_sign(ask):
    assert ask(name="张丽平", phone="15400000202") == {
        "张丽萍": "名字相近，电话相同",
        "张丽苹": "名字相近，电话相同",
    }
    assert ask(name="赵铁柱", phone="15400000202") == {}


def test_a_name_alone_is_no_sign(ask):
    assert ask(name="王桂珍") == {}
    assert ask(name="王桂珍", birth="1950-01-01") == {}


def test_nobody_is_like_themselves_and_nobody_next_door_counts(cast, worker):
    assert alike(worker, Sketch.of(cast.person("wang")), cast.committee) == []
    assert alike(worker, Sketch.of(cast.person("stranger")), cast.committee) == []
