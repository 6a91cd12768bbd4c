"""Tickets of the invented street: all shapes are read, two only thank, one was returned, one is due soon."""

import pytest

from zhiye.cases.models import Case
from zhiye.demo import tickets
from zhiye.hotline.models import Thanks, Ticket
from zhiye.kernel.actor import System


@pytest.mark.django_db
def test_a_dozen_tickets_are_told(cast, make, monkeypatch):
    for one in tickets._TICKETS["ticket"]:
        monkeypatch.setitem(one, "home", 0)
    assert tickets.take_tickets(System("demo"), cast.committee) == 12
    assert (Ticket.objects.count(), Thanks.objects.count()) == (10, 2)
    states = set(Case.objects.filter(source="hotline").values_list("state", flat=True))
    assert {"new", "doing", "waiting", "returned", "done", "explained"} <= states
    assert not Ticket.objects.filter(official_no="").exists()


@pytest.mark.django_db
def test_a_street_without_the_committee_has_no_tickets(system):
    assert tickets.take_tickets(system, None) == 0
