"""Who sees which note: every ring × every role, in the query and for the row in hand alike."""

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership
from zhiye.journal import commands, queries, rings
from zhiye.journal.models import Entry
from zhiye.journal.tests.notes import write
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import new_id

# The worker wrote it, about 115-402.
SEES = {
    "team": {"worker", "secretary", "director", "grid_worker"},
    "secretary": {"worker", "secretary"},
    "own": {"worker"},
}
ROLES = ["worker", "secretary", "director", "grid_worker", "building_helper", "volunteer", "mediator"]
ROLES += ["supervisor", "street_officer", "administrator", "stranger"]


@pytest.mark.parametrize("ring", SEES)
@pytest.mark.parametrize("role", ROLES)
def test_who_sees_a_ring(cast, worker, request, ring, role):
    entry = write(worker, place=cast.home("115-402"), ring=ring)
    actor = request.getfixturevalue(role)
    promised = role in SEES[ring]
    listed = Entry.objects.filter(rings.visible(actor, "journal.view", writer="author"))
    assert (entry in listed) == promised
    row = {"ring": ring, "path": entry.path, "writer": entry.author_id}
    assert rings.may_see(actor, "journal.view", **row) == promised
    if promised:
        assert queries.entry(actor, entry.pk).pk == entry.pk
    else:
        with pytest.raises(NotFound):
            queries.entry(actor, entry.pk)


def test_a_note_of_the_committee_is_not_the_grid_workers(worker, grid_worker):
    assert write(worker).pk not in {row.pk for row in queries.entries_page(grid_worker).rows}


def test_the_next_worker_of_the_committee_reads_the_team_and_nothing_narrower(cast, worker, make):
    colleague = make.actor("worker", cast.committee)
    seen = {ring: write(worker, ring=ring).pk for ring in SEES}
    assert {row.pk for row in queries.entries_page(colleague).rows} == {seen["team"]}


def test_who_left_for_another_committee_no_longer_reads_the_own_notes(cast, worker, make, secretary):
    writer = make.actor("worker", cast.committee)
    entry = write(writer, ring="secretary")
    Membership.objects.filter(member=writer.user).update(place=cast.neighbour)
    again = UserActor(writer.user)
    with pytest.raises(NotFound):
        queries.entry(again, entry.pk)
    assert queries.entry(secretary, entry.pk)


@pytest.mark.parametrize("role", ["secretary", "director"])
def test_the_reflection_is_for_its_writer_alone(worker, role, request):
    entry = write(worker, reflection="今天心里不好受")
    assert queries.entry(worker, entry.pk).reflection
    actor = request.getfixturevalue(role)
    assert queries.entry(actor, entry.pk).reflection == ""
    assert [row.reflection for row in queries.entries_page(actor).rows] == [""]


def test_a_ring_is_narrowed_and_widened_by_its_writer_only(worker, director, secretary):
    entry = write(worker)
    commands.change_ring(worker, entry=entry, ring="secretary", op=new_id())
    with pytest.raises(NotFound):
        queries.entry(director, entry.pk)
    with pytest.raises(Forbidden):
        commands.change_ring(secretary, entry=entry, ring="team", op=new_id())
