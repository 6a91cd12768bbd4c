"""Nothing that leaves names anybody: every sentence is rendered, and everything a notice could carry is tried."""

import re
import string

import pytest

from zhiye.notices import wording
from zhiye.notices.models import KINDS
from zhiye.notices.sending import send_due
from zhiye.ui.words import faults

ALL = [(to, kind) for to, told in wording.sentences().items() for kind in told]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("to", "kind"), ALL)
def test_a_sentence_knows_a_count_and_nothing_else(to, kind):
    assert placeholders(wording.sentences()[to][kind]) <= {"count"}


@pytest.mark.parametrize(("to", "kind"), ALL)
def test_a_sentence_is_well_spoken_short_and_lets_itself_be_filtered(to, kind):
    text = wording.sentence(to, kind, 3)
    assert not faults(text)
    assert len(text) < 50
    assert "枝叶" in text  # the keyword that robots of DingTalk and Feishu ask for


@pytest.mark.parametrize(("to", "kind"), ALL)
def test_no_number_but_the_count_is_told(to, kind):
    assert re.findall(r"\d+", wording.sentence(to, kind, 7)) in ([], ["7"])


def test_there_is_a_sentence_for_every_kind():
    assert set(wording.sentences()[wording.OWN]) == {*KINDS, wording.TRIAL}


def test_a_placeholder_that_names_somebody_would_be_caught():
    assert placeholders("有 {count} 件事：{person.name}") == {"count", "person.name"}


NAMES = ["王桂芳", "15412345678", "115-402", "漏水", "wang"]


@pytest.mark.parametrize("to", ["own", "group"])
def test_whatever_a_notice_carries_only_the_count_goes_out(
    to, cast, own, group, sink, tell, settings, clock_now
):
    settings.CSRF_TRUSTED_ORIGINS = ["https://zhiye.example"]
    if to == "own":
        own("shegong")
    key = "｜".join(NAMES)
    tell(cast.user("shegong"), "look", key=key, url="/c/wang-115-402", place=cast.home("115-402"))
    tell(cast.user("shegong"), "given", key=key + "2", url="/c/wang-115-402", place=cast.home("115-402"))
    assert send_due(clock_now()) == 2
    for line in sink():
        told = line["text"]
        colleagues = [cast.user("shegong").name, cast.user("shegong").username]
        assert not [word for word in (*NAMES, *colleagues, cast.committee.name) if word in told], told
