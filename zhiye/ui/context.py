"""What every page knows: its places of work, the reader's text size, who would be named on paper."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, Nobody
from zhiye.ui import navigation, preferences

HTML_LANGUAGES = {"zh-hans": "zh-Hans"}  # a wrong tag shows Japanese shapes of Chinese characters


def page(request: HttpRequest) -> dict[str, Any]:
    """All of it together; the one context processor of the settings."""
    return places_of_work(request) | reading(request)


def places_of_work(request: HttpRequest) -> dict[str, Any]:
    """``places``: list of {name, icon, url, current, only_wide}; empty for somebody who has not logged in."""
    actor: Actor = getattr(request, "actor", None) or Nobody()
    if isinstance(actor, Nobody):
        return {"places": [], "search_url": None, "paper_name": "", "everywhere": []}
    return {
        "places": _in_order(actor, request.path),
        "search_url": navigation.search_url(actor),
        "paper_name": actor.name,
        "everywhere": navigation.everywhere(actor),
    }


def reading(request: HttpRequest) -> dict[str, Any]:
    """``text_size``: of ``preferences.SIZES``; ``html_lang``; ``paper_time``: now, for the foot of paper."""
    language = get_language() or "zh-hans"
    return {
        "text_size": preferences.of(request).size,
        "html_lang": HTML_LANGUAGES.get(language, language),
        "paper_time": clock.now(),
    }


def _in_order(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The bar and, for desks, the rest of the rail among it."""
    rail = navigation.rail_for(actor)
    both = sorted([*navigation.bar_for(actor), *rail], key=lambda item: (item.order, item.url_name))
    return [_shown(item, path) | {"only_wide": item in rail} for item in both]


def _shown(item: navigation.NavItem, path: str) -> dict[str, Any]:
    url = reverse(item.url_name)
    current = path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
    current = current or bool(item.also and path.startswith(item.also))
    return {"name": item.name, "icon": item.icon, "url": url, "current": current}
