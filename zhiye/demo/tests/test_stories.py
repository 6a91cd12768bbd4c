"""What happened lately in the invented street: every quote stands in its note, and 今天 has something due."""

import tomllib
from pathlib import Path

import pytest

from zhiye.cases.cards import new_matters, promises_due
from zhiye.cases.codes import MATTERS
from zhiye.cases.models import Case, Promise
from zhiye.demo import stories
from zhiye.journal.models import Entry, Source
from zhiye.journal.queries import sources_of
from zhiye.kernel.actor import System
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import Contact

TOLD = tomllib.loads(Path(stories.__file__).with_name("data").joinpath("stories.toml").read_text("utf-8"))
EACH = TOLD["story"]


def parts(story):
    """The matter, the contacts and the promises of a story."""
    return [
        *([story["matter"]] if "matter" in story else []),
        *story.get("contacts", []),
        *story.get("promises", []),
    ]


@pytest.mark.parametrize("story", EACH, ids=lambda story: str(story["who"]))
def test_every_quote_stands_in_its_note(story):
    quotes = [part["quote"] for part in parts(story) if "quote" in part]
    assert all(quote in story["note"] for quote in quotes)


def test_the_codes_are_known_and_nobody_is_told_of_twice():
    assert {story["matter"]["code"] for story in EACH if "matter" in story} <= set(MATTERS)
    assert {one["kind"] for story in EACH for one in story.get("contacts", [])} <= set(KINDS)
    assert len({story["who"] for story in EACH}) == len(EACH)


@pytest.fixture
def told(cast, make):
    for n in range(8):
        person = make.person(
            f"方小{'一二三四五六七八'[n]}", make.home(f"115-70{n + 1}"), sex="2", birth="1941-03-02"
        )
        make.holding(person)
    return stories.tell_stories(System("demo"), {TOLD["committee"]: cast.committee})


@pytest.mark.django_db
def test_today_of_the_worker_shows_what_is_late_what_is_due_and_what_came_in(told, worker, director):
    assert told >= 3
    words = [row.word for row in promises_due(worker).rows]
    assert "今天到期" in words
    assert any(word.startswith("过了") for word in words)
    assert Entry.objects.count() >= 3
    assert Contact.objects.exists()


@pytest.mark.django_db
def test_what_a_story_quotes_leads_back_to_its_note(told, worker):
    records = [*Case.objects.values_list("pk", flat=True), *Promise.objects.values_list("pk", flat=True)]
    lines = sources_of(worker, records)
    assert lines
    for source in Source.objects.select_related("entry"):
        assert source.entry.text[source.start : source.end] == source.quote


@pytest.mark.django_db
def test_a_street_without_such_people_has_no_stories(cast, worker):
    assert stories.tell_stories(System("demo"), {}) == 0
    assert new_matters(worker).count == 0
