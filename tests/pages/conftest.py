"""One of everything, here and next door: made once a file, each test's own changes taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cast_builder import Cast
from tests.fixtures import the_cast
from tests.make import Make
from tests.pages.things import Things, things_of
from tests.today import TODAY
from zhiye.kernel import clock
from zhiye.places.models import Place


@pytest.fixture(scope="module")
def _whole(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Things, Things]]:
    """Of our committee and of the one next door, in a transaction around all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.frozen(TODAY):
            cast: Cast = the_cast()
            make = Make(cast)
            own = things_of(make, cast.committee, "shegong")
            foreign = things_of(make, Place.objects.get(pk=cast.neighbour_id), "linju")
        yield own, foreign
        transaction.set_rollback(True)


@pytest.fixture
def own(_whole: tuple[Things, Things], db: None) -> Things:
    """One of everything in our committee."""
    return _whole[0]


@pytest.fixture
def foreign(_whole: tuple[Things, Things], db: None) -> Things:
    """One of everything in the committee next door."""
    return _whole[1]
