"""What may be issued: every item well-formed, dated, sourced; nothing of the other list; a place's own file."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from zhiye.certificates import issuable
from zhiye.certificates.issuable import SHIPPED, faults_of, items, items_named, may_not_be_about
from zhiye.guidance.proofs import barred_named, barred_proofs

DAY = date(2026, 11, 21)
OWN = """
[[item]]
code = "residence"
name = "居住情况证明"
title = "证明"
topics = ["居住"]
about = "区里清单第3项"
law = "某市清单第3项"
source = "某市民政局2026年清单"
grade = "A"
region = "310000"
effective_from = 2026-01-01
evidence = ["名册上的住处"]
text = "兹证明{name}住{address}。"

[[confirmed]]
code = "lodging"
source = "梧桐街道2026年3月通知"
region = "310000"
effective_from = 2026-03-01

[[lifted]]
code = "volunteer_record"
source = "改由志愿服务中心出"
region = "310000"
effective_from = 2026-01-01

[signatures]
"青桐居民区" = "梧桐街道青桐第一居民委员会"
"""


@pytest.fixture
def own(tmp_path: Path, settings):
    def write(text: str) -> None:
        path = tmp_path / f"{len(text)}.toml"
        path.write_text(text, "utf-8")
        settings.PROOFS = str(path)

    return write


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule["code"])
def test_every_item_of_the_list_is_well_formed_and_lawful(rule):
    assert faults_of(rule) == []
    assert rule["law"]
    assert rule["grade"] in issuable.GRADES


def test_nothing_of_the_other_list_may_be_issued():
    for one in barred_proofs(DAY, "CN"):
        assert not [item for item in items(DAY) if one.name in item.name]
        assert may_not_be_about(one.name) or barred_named(one.name, DAY, "CN")


def test_all_twenty_are_known_with_where_to_go():
    known = barred_proofs(DAY, "310000")
    assert len(known) == 20
    assert all(one.go and one.bring and one.law and "民发〔2020〕20号" in one.source for one in known)
    codes = {one.code for one in barred_proofs(DAY, "420000")}
    assert "alive" not in codes
    assert {"receipt", "school_move"} <= codes


@pytest.mark.parametrize(
    "words, code",
    [
        ("死亡证明", "death"),
        ("开个单身证明", "marriage"),
        ("无房", "property"),
        ("亲属关系", "kin"),
        ("老人还健在", "alive"),
        ("身份证丢了", "lost"),
    ],
)
def test_a_barred_proof_is_known_by_what_people_call_it(words, code):
    assert [one.code for one in barred_named(words, DAY, "310000")] == [code]


def test_nothing_is_named_by_nothing():
    assert barred_named("  ", DAY, "CN") == []
    assert items_named("", DAY) == []
    assert barred_named("居住", DAY, "CN") == []


def test_an_item_is_found_by_what_people_call_it():
    assert [one.code for one in items_named("志愿者时长", DAY)] == ["volunteer_record"]
    assert [one.code for one in items_named("打官司", DAY)] == ["litigation_member", "litigation_recommend"]


def test_items_are_dated_and_regional():
    assert "lodging" in {one.code for one in items(DAY, "310106")}
    assert "lodging" not in {one.code for one in items(DAY, "420000")}
    assert items(date(2014, 1, 1), "CN") == []


def test_a_place_adds_confirms_and_takes_off_by_its_own_file(own):
    own(OWN)
    found = {one.code: one for one in items(DAY, "310000")}
    assert "volunteer_record" not in found
    assert found["residence"].law == "某市清单第3项"
    assert not found["lodging"].needs_local_basis
    assert "梧桐街道2026年3月通知" in found["lodging"].basis
    assert issuable.signatures() == {"青桐居民区": "梧桐街道青桐第一居民委员会"}


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("居住情况证明", "无房证明", "not issued"),
        ("兹证明{name}住{address}。", "兹证明{name}家庭经济困难。", "nothing about"),
        ("{address}", "{wage}", "nobody fills {wage}"),
        ('grade = "A"', 'grade = "Z"', "grade is 'Z'"),
        ('law = "某市清单第3项"', "", "law is missing"),
        ("[[item]]", "[[item", "not TOML"),
    ],
)
def test_a_wrong_file_stops_the_start_with_its_sentence(own, old, new, told):
    own(OWN.replace(old, new, 1))
    with pytest.raises(ImproperlyConfigured, match="ZHIYE_PROOFS") as stopped:
        issuable.check_settings()
    assert told in str(stopped.value)
