"""The places of work: which doors stand in the tab bar and the rail, and for whom.

A room that has a door registers it once, in its ``AppConfig.ready``. The look knows no room by name.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from zhiye.kernel.actor import Actor

PHONE_SLOTS = 5  # a thumb cannot hit more on 320 px; what does not fit belongs on the page 更多


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place of work. Any one of ``permissions`` held anywhere opens it; none given: everybody logged in."""

    name: str | Promise
    url_name: str
    icon: str
    order: int
    permissions: tuple[str, ...] = ()
    in_bar: bool = True  # False: only on the page 更多
    in_rail: bool = (
        False  # besides the bar: in the rail of a desk, where there is room for more than a thumb hits
    )
    also: str = ""  # pages elsewhere that belong to it, by how their path begins


_items: dict[str, NavItem] = {}
_search: list[tuple[str, tuple[str, ...]]] = []
_everywhere: dict[str, tuple[str, ...]] = {}


def register(item: NavItem) -> None:
    """Add a place; registering the same ``url_name`` again replaces it."""
    _items[item.url_name] = item


def register_search(url_name: str, *permissions: str) -> None:
    """Name the page that answers the search box (GET, parameter ``q``). The last one registered counts.

    Any one of ``permissions`` held anywhere shows the box; none given: everybody logged in.
    """
    _search[:] = [(url_name, permissions)]


def search_url(actor: Actor) -> str | None:
    """Address of the search page, or None when no room offers one or the actor could find nobody with it."""
    open_to = (name for name, permissions in _search if not permissions or any(map(actor.may, permissions)))
    return next(map(reverse, open_to), None)


def places_for(actor: Actor) -> list[NavItem]:
    """All places the actor may open, in their order (equal orders by ``url_name``)."""
    open_to = (i for i in _items.values() if not i.permissions or any(map(actor.may, i.permissions)))
    return sorted(open_to, key=lambda item: (item.order, item.url_name))


def bar_for(actor: Actor) -> list[NavItem]:
    """The places of the tab bar and the rail: at most ``PHONE_SLOTS``."""
    return [item for item in places_for(actor) if item.in_bar][:PHONE_SLOTS]


def rail_for(actor: Actor) -> list[NavItem]:
    """What stands only in the rail of a desk, after the bar."""
    bar = bar_for(actor)
    return [item for item in places_for(actor) if item.in_rail and item not in bar]


def register_everywhere(template: str, *permissions: str) -> None:
    """Put a small template (its words and its script) under every page of those who hold one of ``permissions``."""
    _everywhere[template] = permissions


def everywhere(actor: Actor) -> list[str]:
    """The templates that stand under every page of ``actor``."""
    return [name for name, permissions in _everywhere.items() if any(map(actor.may, permissions))]
