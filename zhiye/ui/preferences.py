"""What a reader chose for this browser: text size, language and single keys.

Kept in cookies, so that it holds before log-in and needs no account.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

SIZES = {
    "standard": gettext_lazy("标准"),
    "large": gettext_lazy("大"),
    "extra": gettext_lazy("特大"),
}
LANGUAGES = dict(settings.LANGUAGES)  # each in its own words, so that a lost reader finds the way back
ONE_YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Preferences:
    """A choice that is always valid: unknown cookie values count as not chosen."""

    size: str = "standard"
    single_keys: bool = True
    language: str = settings.LANGUAGE_CODE


def of(request: HttpRequest) -> Preferences:
    """The choice that came with the request."""
    size, language = request.COOKIES.get("size", ""), request.COOKIES.get("language", "")
    return Preferences(
        size if size in SIZES else "standard",
        request.COOKIES.get("keys") != "off",
        language if language in LANGUAGES else settings.LANGUAGE_CODE,
    )


def keep(response: HttpResponse, chosen: Preferences, secure: bool) -> None:
    """Write the choice into ``response`` for a year; scripts may read ``keys`` (page.js does)."""
    values = {"size": chosen.size, "keys": "on" if chosen.single_keys else "off", "language": chosen.language}
    for name, value in values.items():
        response.set_cookie(name, value, max_age=ONE_YEAR, secure=secure, samesite="Lax")
