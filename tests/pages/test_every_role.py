"""Every address × every role: one table, and nothing of another committee for anybody."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.guards.test_urls import NAMELESS, pages
from tests.house import told
from tests.pages.addresses import ABOUT, FOR_EVERYBODY, PLAIN, address
from tests.pages.table import TABLE
from tests.pages.things import Things

pytestmark = pytest.mark.django_db
ROLES = ["secretary", "director", "worker", "grid_worker", "building_helper", "volunteer", "mediator"]
ROLES += ["supervisor", "street_officer", "administrator"]
PARTS = 12  # logging in takes as long as a page: each role does so once a part
# + a page · > sent elsewhere · 0 not there · x not allowed · p only by POST
SIGNS = {200: "+", 302: ">", 404: "0", 403: "x", 405: "p", 422: "+"}


@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_meets_what_the_table_says(own, part, client_of):
    names = [*PLAIN, *ABOUT][part::PARTS]
    clients = [client_of(role) for role in ROLES]
    met = {name: signs(own, name, clients) for name in names}
    assert met == {name: TABLE[name] for name in names}


def signs(things: Things, name: str, clients: list[Client]) -> str:
    """What each of them meets at the address, one sign a role."""
    found = (client.get(address(things, name)).status_code for client in clients)
    return "".join(SIGNS.get(status, f"[{status}]") for status in found)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("street_officer", "administrator")])
def test_nothing_of_another_committee_is_there(foreign, role, client_of):
    client = client_of(role)
    reached = [
        f"{method} {name}"
        for name in ABOUT
        if name not in FOR_EVERYBODY
        for method in ("get", "post")
        if getattr(client, method)(address(foreign, name)).status_code not in (404, 405)
    ]
    assert not reached, told(
        reached, f"{role} must not learn that these exist: fetch by a query with the actor."
    )


@pytest.mark.parametrize("role", ["street_officer", "administrator"])
def test_the_street_and_the_machine_reach_no_person(own, foreign, role, client_of):
    client = client_of(role)
    about_staff = ("staff-", "hand-over", "open311-partner", "open311-key", "open311-choose")
    about_staff += (
        "cases-street",
    )  # what was written for the street: names nobody (cases/tests/test_handing.py)
    # Counts and covered rows, see reports/tests/test_pages.py.
    about_staff += ("reports-file", "reports-figure", "reports-export")
    about_staff += ("overview-",)  # figures without people: guards/test_street_reaches_nobody.py
    reached = [
        name
        for things in (own, foreign)
        for name in ABOUT
        if not name.startswith(about_staff) and name not in FOR_EVERYBODY
        if client.get(address(things, name)).status_code not in (404, 405)
    ]
    assert not reached, told(
        reached, "Counts only for the street, no residents for the machine's administrator."
    )


def test_somebody_not_logged_in_meets_the_log_in(own):
    client = Client()
    reached = [
        n
        for n in [*PLAIN, *ABOUT]
        if n not in FOR_EVERYBODY and client.get(address(own, n)).status_code != 302
    ]
    reached = [name for name in reached if client.get(address(own, name)).status_code != 405]
    assert not reached, told(reached, "Put @staff on the view.")


def test_every_address_is_in_the_table():
    ours = {
        name
        for name, path in pages(get_resolver().url_patterns)
        if not path.startswith("/accounts/") and not name.startswith(NAMELESS)
    }
    missing = ours - set(PLAIN) - set(ABOUT) - {"door", "ui-gallery"}
    assert not missing, told(missing, "Add it to tests/pages/addresses.py and table.py.")
    assert set(TABLE) == {*PLAIN, *ABOUT}
