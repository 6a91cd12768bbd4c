"""Whose file stands beside the list of 今天 on a wide window: what is wanted, how to call, what to look at again."""

from typing import Any

from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import read_id
from zhiye.people import queries

VIEW = "people.view"
MAY = {"edit": "people.edit", "phone": "people.reveal_phone"}


def beside(actor: Actor, id_: str | None) -> dict[str, Any]:
    """The person of that id as the cards of people show them; empty for no id. Raises NotFound as their page does."""
    chosen = read_id(id_)
    if chosen is None:
        return {}
    person = queries.get_person(actor, chosen, VIEW)
    return {
        "person": person,
        "file": queries.person_file(actor, person),
        "may": {name: actor.may(permission, person.path) for name, permission in MAY.items()},
    }
