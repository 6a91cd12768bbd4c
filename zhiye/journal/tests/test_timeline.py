"""来龙去脉: what stands in the story of a person, a home, a building; in which order; at what cost."""

from datetime import date, timedelta

import pytest

from zhiye.journal import panels, queries
from zhiye.journal.slots import MOST, TIMELINE, TimelineRow
from zhiye.journal.sources import note_about
from zhiye.journal.tests.notes import DAY, TEXT, gesture, line, write
from zhiye.kernel.ids import new_id


@pytest.fixture
def told(monkeypatch):
    """Rows that another room puts into the story; the rooms above are left out, they have tests of their own."""
    rows: list[TimelineRow] = []
    monkeypatch.setattr(TIMELINE, "entries", [e for e in TIMELINE.entries if e.name == "journal"])
    TIMELINE.register(90, "test")(lambda actor, subject: rows)
    return rows


def texts(rows):
    return [(row.word, row.text) for row in rows]


def test_a_registered_thing_is_told_in_its_words(cast, worker):
    wang, entry = cast.person("wang"), write(worker)
    line(entry, "王阿姨", person=wang, kind="person")
    line(entry, "想学画", person=wang, kind="wish")
    (row,) = queries.notes_about(worker, wang)
    start = TEXT.index("王阿姨")
    assert (row.on, row.word, row.text) == (DAY, "愿望", "想学画")
    assert row.url == f"/n/{entry.pk}#w{start}-{start + 3}"


def test_somebody_who_is_only_named_is_told_of_by_the_sentence(cast, worker):
    wang = cast.person("wang")
    entry = write(worker, text="今天下雨。王阿姨送来一盆花，大家高兴。晚上开会。")
    line(entry, "王阿姨", person=wang, kind="person")
    assert texts(queries.notes_about(worker, wang)) == [("日志", "王阿姨送来一盆花，大家高兴")]


def test_a_note_that_only_speaks_of_somebody_is_told_by_its_beginning(cast, worker):
    wang, entry = cast.person("wang"), write(worker, text="长" * 100)
    with gesture():
        note_about(entry, person=wang, by_hand=True)
    assert texts(queries.notes_about(worker, wang)) == [("日志", "长" * 80 + "…")]


@pytest.mark.parametrize("kind", ["case", "contact", "promise"])
def test_what_other_rooms_tell_is_not_told_twice(cast, worker, kind):
    wang = cast.person("wang")
    line(write(worker), "去看王阿姨", person=wang, kind=kind)
    assert queries.notes_about(worker, wang) == []


def test_the_building_tells_of_its_people_and_homes_by_name_and_door(cast, worker):
    entry = write(worker)
    line(entry, "想学画", person=cast.person("wang"))
    line(entry, "电梯", place=cast.home("115-201"), kind="home")
    rows = queries.notes_about(worker, cast.building("115"))
    assert {row.text for row in rows} == {"王奶奶：想学画", "115-201：下午物业来谈电梯，答应周五前修好"}
    assert queries.notes_about(worker, cast.building("3")) == []


@pytest.mark.parametrize("ring", ["secretary", "own"])
def test_the_story_keeps_the_ring(cast, worker, director, ring):
    wang = cast.person("wang")
    line(write(worker, ring=ring), "想学画", person=wang)
    assert panels.story(director, wang) == ([], False)
    assert len(panels.story(worker, wang)[0]) == 1


def test_all_rooms_newest_first_each_with_its_line(cast, worker, told):
    wang, entry = cast.person("wang"), write(worker)
    source = line(entry, "去看王阿姨", person=wang, kind="contact")
    told += [
        TimelineRow(date(2026, 1, 5), 1, "走访", "早"),
        TimelineRow(DAY, 1, "走访", "见到了", "/v/1", record=source.record),
        TimelineRow(DAY, 9, "来电", "晚"),
        TimelineRow(DAY, 2, "走访", "没有原话", record=new_id()),
    ]
    rows, cut = panels.story(worker, wang)
    assert texts(rows) == [("来电", "晚"), ("走访", "没有原话"), ("走访", "见到了"), ("走访", "早")]
    assert [row.source.quote if row.source else "" for row in rows] == ["", "", "去看王阿姨", ""]
    assert not cut


def test_eight_stand_open_and_the_older_ones_are_counted(cast, worker, told, client_of):
    wang = cast.person("wang")
    told += [TimelineRow(DAY - timedelta(days=n), 1, "走访", f"第{n}次") for n in range(11)]
    page = client_of("worker").get(f"/p/{wang.pk}").content.decode()
    assert "更早的 3 笔" in page
    assert page.index("第7次") < page.index("更早的 3 笔") < page.index("第8次")


def test_a_long_story_is_cut_and_says_so(cast, worker, told, client_of):
    told += [TimelineRow(DAY - timedelta(days=n), 1, "走访", f"第{n}次") for n in range(MOST)]
    page = client_of("worker").get(f"/p/{cast.person('wang').pk}").content.decode()
    assert f"这里只列最近的 {MOST} 笔" in page


def test_where_nothing_happened_there_is_no_panel(cast, worker):
    assert panels.story_of_person(worker, cast.person("wang")) is None


@pytest.mark.parametrize("page", ["person", "home", "building"])
def test_the_story_costs_at_most_three_questions(cast, worker, page, django_assert_max_num_queries, told):
    subject = {
        "person": cast.person("wang"),
        "home": cast.home("115-402"),
        "building": cast.building("115"),
    }[page]
    for _ in range(5):
        entry = write(worker)
        line(entry, "想学画", person=cast.person("wang"))
        source = line(entry, "去看王阿姨", person=cast.person("wang"), kind="contact")
        told.append(TimelineRow(DAY, 1, "走访", "见到了", record=source.record))
    worker.held()
    with django_assert_max_num_queries(3):
        rows, _cut = panels.story(worker, subject)
    assert len(rows) == 10


def test_the_pages_show_the_story_with_its_way_back(cast, worker, client_of):
    entry = write(worker)
    line(entry, "想学画", person=cast.person("wang"))
    for address in (
        f"/p/{cast.person('wang').pk}",
        f"/h/{cast.home('115-402').pk}",
        f"/b/{cast.building('115').pk}",
    ):
        page = client_of("worker").get(address).content.decode()
        assert "来龙去脉" in page
        assert f'href="/n/{entry.pk}#w' in page
        assert "来龙去脉" not in client_of("mediator").get(address).content.decode()
