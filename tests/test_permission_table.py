"""Who may do what, at the own place and next door. The table below is what was promised; the code must agree."""

import pytest

from tests.house import modules
from zhiye.accounts.actor import roles

# h: at the own place (and below); -: not even there. Nobody may anything at the committee next door,
# but the street officer counts there and the administrator keeps the accounts of all.
ORDER = "secretary director worker grid_worker building_helper volunteer"
ORDER += " mediator supervisor street_officer administrator"
TABLE = """
places.view            h  h  h  h  h  -  h  -  -  -
places.count           h  h  h  h  -  -  -  h  h  -
places.edit            h  h  h  -  -  -  -  -  -  -
people.list            h  h  h  h  h  -  h  -  -  -
people.view            h  h  h  h  -  -  -  -  -  -
people.edit            h  h  h  h  -  -  -  -  -  -
people.reveal_phone    h  h  h  h  -  -  -  -  -  -
people.reveal_id       h  h  -  -  -  -  -  -  -  -
people.secret          h  -  -  -  -  -  -  -  -  -
people.merge           h  h  h  -  -  -  -  -  -  -
people.export          h  h  -  -  -  -  -  -  -  -
journal.write          h  h  h  h  -  -  -  -  -  -
journal.view           h  h  h  h  -  -  -  -  -  -
cases.view             h  h  h  h  -  -  -  -  -  -
cases.edit             h  h  h  h  -  -  -  -  -  -
cases.approve          h  h  -  -  -  -  -  -  -  -
cases.street           -  -  -  -  -  -  -  -  h  -
visits.view            h  h  h  h  -  -  -  -  -  -
visits.edit            h  h  h  h  -  -  -  -  -  -
activities.view        h  h  h  h  -  -  -  -  -  -
activities.write       h  h  h  h  -  -  -  -  -  -
hotline.view           h  h  h  h  -  -  -  -  -  -
hotline.edit           h  h  h  -  -  -  -  -  -  -
hotline.caller         h  h  h  h  -  -  -  -  -  -
certificates.view      h  h  h  -  -  -  -  -  -  -
certificates.write     h  h  h  -  -  -  -  -  -  -
certificates.approve   h  h  -  -  -  -  -  -  -  -
certificates.seal      h  h  h  -  -  -  -  -  -  -
notices.own            h  h  h  h  h  h  h  -  h  -
portal.codes           h  h  h  -  -  -  -  -  -  -
reports.write          h  h  h  -  -  -  -  -  -  -
reports.sign           h  h  -  -  -  -  -  -  -  -
overview.view          h  h  -  -  -  -  -  -  h  -
overview.ask           -  -  -  -  -  -  -  -  h  -
overview.tell          h  h  h  -  -  -  -  -  -  -
filling.use            h  h  h  h  -  -  -  -  -  -
exchange.import        h  h  h  -  -  -  -  -  -  -
open311.partners       h  -  -  -  -  -  -  -  -  h
accounts.manage        h  -  -  -  -  -  -  -  -  h
machine.run            -  -  -  -  -  -  -  -  -  h
"""
ROLES = ORDER.split()
PROMISED = {
    words[0]: dict(zip(ROLES, words[1:], strict=True))
    for line in TABLE.split("\n")
    if (words := line.split())
}
REACHES_NEXT_DOOR = {("places.count", "street_officer"), ("accounts.manage", "administrator")}
REACHES_NEXT_DOOR |= {("machine.run", "administrator"), ("notices.own", "street_officer")}
REACHES_NEXT_DOOR |= {("open311.partners", "administrator"), ("cases.street", "street_officer")}
REACHES_NEXT_DOOR |= {("overview.view", "street_officer"), ("overview.ask", "street_officer")}


def declared() -> set[str]:
    """The permissions that the rooms declare."""
    rooms = [module for name, module in modules().items() if name.endswith(".permissions")]
    return {permission for module in rooms for permission in module.PERMISSIONS}


def test_declared_granted_and_promised_permissions_are_the_same():
    granted = {permission for role in roles().values() for permission in role.permissions}
    assert declared() == granted, (
        "declare in <room>/permissions.py, grant in config/roles.py: both or neither"
    )
    assert declared() == set(PROMISED), "bring the table of this file up to date"
    assert set(roles()) == set(ROLES), "bring the table of this file up to date"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", PROMISED)
def test_a_role_may_what_was_promised_and_nothing_more(permission, role, cast, request):
    actor = request.getfixturevalue(role)
    promised = PROMISED[permission][role] == "h"
    assert actor.may(permission, cast.home("115-402").path) == promised
    assert actor.may(permission) == promised


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", PROMISED)
def test_next_door_a_role_may_nothing(permission, role, cast, request):
    actor = request.getfixturevalue(role)
    assert actor.may(permission, cast.neighbour.path) == ((permission, role) in REACHES_NEXT_DOOR)


def test_the_grid_worker_serves_the_buildings_of_the_grid_only(cast, make):
    actor = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    assert actor.may("people.edit", cast.home("115-402").path)
    assert not actor.may("people.edit", cast.home("3-2-401").path)
    assert not actor.may("places.view", cast.committee.path)


def test_the_building_helper_knows_only_the_own_building(cast, building_helper):
    assert not building_helper.may("people.list", cast.home("3-2-401").path)


def test_every_role_and_every_permission_has_words():
    told = [word for role in roles().values() for word in (role.name, role.sentence)]
    rooms = [module for name, module in modules().items() if name.endswith(".permissions")]
    told += [word for module in rooms for word in module.PERMISSIONS.values()]
    assert all(str(word).strip() for word in told)
