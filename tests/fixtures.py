"""The cast, the actors and small builders, for every test; the network is shut."""

import socket
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests import cast_builder
from tests.cast_builder import Cast
from tests.make import Make
from tests.today import TODAY
from zhiye.accounts.actor import UserActor
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, Nobody, System
from zhiye.kernel.ids import new_id
from zhiye.open311.actor import PartnerActor
from zhiye.open311.tests.make import partner_at
from zhiye.places.models import Place
from zhiye.portal.actor import Resident
from zhiye.upkeep.tests.systems import _templates, empty, here, lived_in, migrated

__all__ = ["TODAY", "_templates", "empty", "here", "lived_in", "migrated"]
_LOOPBACK = ("127.", "::1", "localhost")
_built: dict[str, Cast] = {}


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that leaves this machine fails, and says where it wanted to go."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise RuntimeError(f"tests stay on this machine; {address[0]} was asked")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is the morning of the invented street's day."""
    with clock.frozen(TODAY):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The cast is written once; each test works on it in a transaction that is taken back."""
    with django_db_blocker.unblock():
        _bring_in_the_cast()


def _bring_in_the_cast() -> None:
    with clock.frozen(TODAY):
        _built["cast"] = cast_builder.build_cast()


def the_cast() -> Cast:
    """The invented street, written anew where a test with real transactions has emptied the tables."""
    if not Place.objects.exists():
        _bring_in_the_cast()
    return _built["cast"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The invented street: see ``demo/data/cast.toml`` for who they are."""
    return the_cast()


@pytest.fixture
def op() -> Callable[[], UUID]:
    """Each call is the id of a new gesture."""
    return new_id


@pytest.fixture
def make(cast: Cast) -> Make:
    """Plain builders for what a test needs besides the cast."""
    return Make(cast)


@pytest.fixture
def system() -> Actor:
    """The clock, the command line: may do everything."""
    return System("test")


@pytest.fixture
def nobody() -> Actor:
    """Has not logged in."""
    return Nobody()


@pytest.fixture
def resident(cast: Cast) -> Actor:
    """Somebody before the door of building 115, without an account."""
    return Resident(cast.building("115").path)


@pytest.fixture
def partner(cast: Cast) -> Actor:
    """The program of a platform that hands matters in for the committee."""
    return PartnerActor(partner_at(cast.committee))


def _actor(login: str) -> Any:
    @pytest.fixture(name=_ROLES[login])
    def actor(cast: Cast) -> UserActor:
        return UserActor(cast.user(login))

    return actor


_ROLES = {
    "shuji": "secretary",
    "zhuren": "director",
    "shegong": "worker",
    "wangge": "grid_worker",
    "louzu": "building_helper",
    "zhiyuan": "volunteer",
    "tiaojie": "mediator",
    "jiandu": "supervisor",
    "jiedao": "street_officer",
    "guanli": "administrator",
    "linju": "stranger",  # the worker of the committee next door
}

secretary = _actor("shuji")
director = _actor("zhuren")
worker = _actor("shegong")
grid_worker = _actor("wangge")
building_helper = _actor("louzu")
volunteer = _actor("zhiyuan")
mediator = _actor("tiaojie")
supervisor = _actor("jiandu")
street_officer = _actor("jiedao")
administrator = _actor("guanli")
stranger = _actor("linju")


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    """``client_of("worker")`` is a browser in which that colleague has logged in; see ``_ROLES`` for names."""
    logins = {role: login for login, role in _ROLES.items()}

    def logged_in(role: str) -> Client:
        client = Client()
        client.force_login(cast.user(logins[role]))
        return client

    return logged_in
