"""The street's year: committees by name whatever their figures, small numbers covered, rows without people."""

from datetime import date

import pytest

from tests.calls.overview import question, story
from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.figures.periods import read_period
from zhiye.figures.registry import FIGURES, SENTENCES
from zhiye.figures.small import Hidden
from zhiye.journal import commands as journal
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import new_id
from zhiye.overview.chapters import year
from zhiye.overview.commands import put_into_review
from zhiye.overview.covering import Counter, Split, Splits
from zhiye.overview.opening import opened
from zhiye.overview.order import by_name
from zhiye.overview.review import _spoken, numeral, review
from zhiye.places.commands import add_place
from zhiye.places.models import Place

pytestmark = pytest.mark.django_db
BY = System("test")
WHEN = read_period("2026")
CODE = "cases.opened"


def _committee(cast, name, code):
    return add_place(BY, parent=cast.street, kind="committee", code=code, name=name, op=new_id())


def _matters(make, committee, n):
    if not User.objects.filter(username=committee.code).exists():
        make.actor("worker", committee, committee.code)
    owner = User.objects.get(username=committee.code)
    for _one in range(n):
        told = {"title": "路灯不亮", "code": "repair", "place": committee}
        cases.open_case(BY, owner=owner, op=new_id(), **told)


def _cells(told, code=CODE):
    chapter = next(one for one in told.chapters if code in {figure.code for figure in one.figures})
    at = [figure.code for figure in chapter.figures].index(code)
    return {line.committee.name: line.cells[at].value for line in chapter.lines}, chapter.total[at:][:1]


@pytest.fixture
def busy(cast, make):
    """Four committees: 2, 7, 0 and 9 matters."""
    _matters(make, cast.committee, 2)
    _matters(make, cast.neighbour, 7)
    _committee(cast, "白杨居民区", "31")
    _matters(make, _committee(cast, "紫藤居民区", "30"), 9)
    return cast


def test_the_order_is_that_of_the_names_whatever_the_figures(busy, make, street_officer):
    cells, _total = _cells(year(street_officer, busy.street, WHEN))
    assert list(cells) == ["白杨居民区", "枫林居民区", "青桐居民区", "紫藤居民区"]
    _matters(make, busy.neighbour, 30)
    again, _total = _cells(year(street_officer, busy.street, WHEN))
    assert list(again) == list(cells)
    assert again != cells


def test_names_are_spelled_out():
    names = [by_name(Place(name=name, path="a"))[0] for name in ("安居", "八一", "重庆", "长乐")]
    assert names == sorted(["an ju", "ba yi", "chong qing", "chang le"], key=names.index)


def test_a_small_number_and_what_would_tell_it_are_covered(busy, street_officer):
    cells, total = _cells(year(street_officer, busy.street, WHEN))
    assert cells["青桐居民区"] == Hidden(5)
    assert cells["白杨居民区"] == 0
    assert total[0].value == 18
    assert cells["枫林居民区"] == Hidden(), "18 - 7 - 9 would tell the 2"
    assert cells["紫藤居民区"] == 9


def test_the_own_page_shows_what_the_street_sees(busy, street_officer, secretary):
    whole, _total = _cells(year(street_officer, busy.street, WHEN))
    own = year(secretary, busy.street, WHEN)
    cells, total = _cells(own)
    assert cells == {"青桐居民区": whole["青桐居民区"]}
    assert total == []
    assert not own.whole


def test_rows_are_covered_for_whoever_looks(busy, make, secretary, street_officer):
    _matters(make, busy.committee, 6)
    for actor in (street_officer, secretary):
        told = opened(actor, CODE, busy.street, WHEN, str(busy.committee.pk))
        assert told.rows.lines == len(told.rows.rows) == told.rows.value.value == 8
        assert all(row.reference and row.day == date(2026, 11, 21) for row in told.rows.rows)
        assert {type(row).__name__ for row in told.rows.rows} == {"Covered"}


def test_a_number_that_is_not_told_lists_no_rows(busy, street_officer):
    told = opened(street_officer, CODE, busy.street, WHEN, str(busy.committee.pk))
    assert told.rows.rows == []
    assert not told.rows.is_told


def test_the_counter_may_count_and_nothing_else(cast, secretary):
    counter = Counter(secretary, cast.street)
    assert counter.may("places.count", cast.committee.path)
    assert not any(counter.may(one) for one in ("people.list", "cases.view", "visits.view", "people.secret"))


def test_somebody_elses_committee_and_other_figures_are_not_there(cast, secretary, street_officer):
    with pytest.raises(NotFound):
        opened(secretary, CODE, cast.street, WHEN, str(cast.neighbour.pk))
    for code in ("people.category.low_income", "cases.said_partly", "nothing.such"):
        with pytest.raises(NotFound):
            opened(street_officer, code, cast.street, WHEN)


def test_what_belongs_to_a_committee_that_is_no_more_is_counted_apart(busy, street_officer):
    Place.objects.filter(pk=busy.neighbour_id).update(valid_from=None, valid_to=date(2025, 1, 1))
    told = year(street_officer, busy.street, WHEN)
    assert told.chapters[0].has_elsewhere
    assert "枫林居民区" not in [one.name for one in told.committees]


def test_one_question_a_figure_and_nothing_a_committee(busy, street_officer, django_assert_max_num_queries):
    street = busy.street
    street_officer.held()
    for number in range(10):
        _committee(busy, f"第{number}居民区", str(50 + number))
    figures = sum(len(one.figures) for one in year(street_officer, street, WHEN).chapters)
    with django_assert_max_num_queries(figures + 4):
        year(street_officer, street, WHEN)


def test_a_question_stands_beside_its_number(cast, make, street_officer):
    asked = question(cast, make)
    told = year(street_officer, cast.street, WHEN)
    beside = [c.question for one in told.chapters for line in one.lines for c in line.cells if c.question]
    assert beside == [asked]


def test_a_withdrawn_piece_is_no_story_anywhere(cast, make, street_officer, client_of):
    one = story(cast, make)
    chapter = next(c for c in year(street_officer, cast.street, WHEN).chapters if c.code == "culture")
    assert chapter.stories == [one]
    assert "四点半课堂" in client_of("street_officer").get("/overview?period=2026").text
    journal.withdraw_piece(BY, piece=one.piece, op=new_id())
    for role, url in (("street_officer", "/overview?period=2026"), ("worker", "/overview/stories")):
        assert "四点半课堂" not in client_of(role).get(url).text


def test_the_review_tells_sentences_stories_and_figures(busy, make, street_officer):
    put_into_review(BY, story=story(busy, make), op=new_id())
    paper = review(street_officer, busy.street, WHEN)
    words = "\n".join(str(block) for block in paper.blocks)
    assert paper.title == f"{busy.street.name}2026年各居民区工作回顾"
    assert paper.issuer == busy.street.name
    assert "（一）青桐居民区" in words
    assert "四点半课堂：孩子们放学有了去处。" in words
    assert "9件" in words
    assert "少于5件" in words
    assert "若干件" in words
    assert [table.rows[-1][0] for table in paper.tables if table.caption == "解决居民实际困难"][0] == (
        "全街道（4 个居民区）"
    )


def test_a_year_without_anything_says_so(cast, client_of):
    page = client_of("street_officer").get("/overview?period=2019").text
    assert "还没有记录" in page
    assert "<table" not in page


@pytest.mark.parametrize("n, word", [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (32, "三十二")])
def test_headings_are_numbered_as_offices_write(n, word):
    assert numeral(n) == word


def test_days_of_ones_own_choosing_are_not_offered(client_of):
    page = client_of("street_officer").get("/overview?period=2026-01-01..2026-11-20")
    assert page.context["period"].key == f"{clock.today().year}"


def test_a_sentence_with_a_small_number_tells_its_parts_no_more(busy, street_officer):
    """Who was asked and what they said add up: one small part would follow from the others."""
    splits = Splits(street_officer, busy.street, WHEN, [busy.committee])
    for code, n in (("cases.asked", 11), ("cases.said_solved", Hidden(5)), ("cases.said_partly", 7)):
        figure = FIGURES[code]
        splits._known[code] = Split(figure, {busy.committee.path: n}, Hidden(), 0)
    sentence = next(one for one in SENTENCES if "{cases.asked}" in str(one.text))
    assert list(_spoken(sentence, busy.committee, splits)) == []


@pytest.mark.parametrize(("kind", "begins"), [("word", b"PK"), ("excel", b"PK")])
def test_the_review_goes_out_as_a_file_to_the_street_alone(busy, client_of, kind, begins):
    answer = client_of("street_officer").get(f"/overview/file?format={kind}&period=2026")
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client_of("secretary").get(f"/overview/file?format={kind}").status_code == 403
