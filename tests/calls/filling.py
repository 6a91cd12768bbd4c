"""One working call of every command of the filling of forms."""

from datetime import timedelta
from typing import Any

from tests.calls import SYSTEM, Call
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.filling import commands, limits
from zhiye.filling.documents.reading import read_form
from zhiye.filling.models import Filling, Form
from zhiye.filling.plan import Answer
from zhiye.filling.tests.make import brought, plan_of, roster
from zhiye.filling.wanted import Wanted
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.ids import new_id


def _form(cast: Cast, make: Make) -> dict[str, Form]:
    return {"form": brought(SYSTEM, cast.committee, who=cast.user("shegong"))}


def _given(cast: Cast, make: Make) -> dict[str, Any]:
    form = _form(cast, make)
    return form | {"plan": plan_of(form["form"]), "wanted": Wanted(), "purpose": "报街道"}


def _filling(cast: Cast, make: Make) -> dict[str, Filling]:
    made = commands.fill(SYSTEM, **_given(cast, make), made_by=cast.user("shegong"), op=new_id())
    return {"filling": made}


def _old(cast: Cast, make: Make) -> dict[str, Any]:
    old = _filling(cast, make)["filling"]
    Filling.objects.filter(pk=old.pk).update(made_at=clock.now() - limits.KEPT - timedelta(days=1))
    return {}


CALLS: dict[str, Call] = {
    "filling.keep_form": Call(
        lambda cast, make: {
            "committee": cast.committee,
            "read": read_form(roster(), "花名册.xlsx"),
            "file_name": "花名册.xlsx",
        }
    ),
    "filling.map_form": Call(
        lambda cast, make: _form(cast, make) | {"what": "people", "answers": {"x": Answer("asked")}}
    ),
    "filling.fill": Call(_given),
    "filling.note_made": Call(lambda cast, make: _filling(cast, make) | {"data": b"x", "ending": "xlsx"}),
    "filling.note_failure": Call(lambda cast, make: _filling(cast, make) | {"sentence": "没有填成。"}),
    "filling.retire_form": Call(_form),
    "filling.forget": Call(_old, "administrator", stranger_is_told=Forbidden),
}
