"""Every page is for staff unless this file says why it is for everybody."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.house import told

# URL names that anybody may open, each with its reason. Names ending with * stand for all that begin so.
PUBLIC = {
    "ui-settings": "text size and keys of this browser, before logging in too",
    "ui-not-here": "the public list of what this software does not have",
    "journal-column-public": "what a committee publishes, checked for names, numbers and doors",
    "journal-piece": "one of these pieces, until it is withdrawn",
    "certificates-check": "whether a paper holds, for whoever has it in hand: number, kind, day, nobody's name",
    "portal-door": "a door's page: what one can do there; names a building and a telephone",
    "portal-say": "residents say something without an account",
    "portal-check": "what they said, to themselves, by a signed address of a day",
    "portal-done": "their receipt, in the same way",
    "portal-paper": "the same on paper",
    "portal-ask": "asks for the six digits of a receipt, behind locks",
    "portal-slip": "asks for the last digits of a slip that has been scanned",
    "portal-answer": "takes the answer of whoever typed the digits",
    "portal-thanks": "says that it has arrived",
    "open311-about": "what partners' developers read",
    "open311-openapi": "the same for machines",
    "open311-discovery": "where the partners' interface is",
    "open311-services": "the kinds of matter there are; names nobody",
    "open311-service": "one of them",
    "account_login": "the way in",
    "account_signup": "answers that accounts are made by an administrator",
    "account_inactive": "tells a shut account what to do",
    "account_reset_password*": "allauth's way to a new password; sends nothing without a mail server",
    "account_confirm_email": "allauth's; no mail is sent",
    "account_email_verification_sent": "allauth's; no mail is sent",
    "mfa_login_webauthn": "the way in with a passkey",
    "openid_connect_*": "the way in through the street's own log-in server",
    "socialaccount_login_cancelled": "said no at the other log-in server",
    "socialaccount_login_error": "the other log-in server said no",
    "socialaccount_signup": "answers that accounts are made by an administrator",
}
# What a stranger may meet: the way to the log-in, "not there", "not yours", "not by this method".
REFUSALS = {301, 302, 401, 403, 404, 405}
NAMELESS = "nameless "
_SAMPLES = {"uuid": UUID(int=1), "int": 1, "str": "x", "slug": "x", "path": "x"}


def pages(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name, address with sample values) of every URL."""
    for pattern in patterns:
        piece = prefix + _sample(pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, piece)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or f"{NAMELESS}{piece}", "/" + piece


def _sample(pattern: Any) -> str:
    route = str(getattr(pattern.pattern, "_route", ""))
    if not route:  # a regular expression of allauth's
        return str(pattern.pattern).strip("^$/").split("(")[0] + ("/" if str(pattern.pattern) else "")
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        for spelling in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(spelling, str(_SAMPLES.get("str" if kind == "string" else kind, "x")))
    return route


def is_public(name: str) -> bool:
    return any(name == known or (known.endswith("*") and name.startswith(known[:-1])) for known in PUBLIC)


def open_to_strangers(found: list[tuple[str, str]]) -> list[str]:
    """Staff pages that answer somebody who has not logged in."""
    client = Client(raise_request_exception=False)
    faults = []
    for name, address in found:
        if not is_public(name):
            status = client.get(address).status_code
            if status not in REFUSALS:
                faults.append(f"{name} ({address}) answers {status} to somebody who has not logged in")
    return faults


@pytest.mark.django_db
def test_staff_pages_are_shut_to_strangers():
    faults = open_to_strangers(list(pages(get_resolver().url_patterns)))
    assert not faults, told(
        faults, "Ask the actor in a query first; or give the reason in PUBLIC of this file."
    )


def test_the_list_of_public_pages_is_not_stale():
    names = [name for name, _address in pages(get_resolver().url_patterns)]
    stale = [
        k for k in PUBLIC if not any(n == k or (k.endswith("*") and n.startswith(k[:-1])) for n in names)
    ]
    assert not stale, told(stale, "No such pages any more: take them out of PUBLIC.")


def test_every_page_has_a_name():
    found = pages(get_resolver().url_patterns)
    theirs = "/accounts/social/"  # allauth's own turnings from former addresses
    ours = [
        address for name, address in found if name.startswith(NAMELESS) and not address.startswith(theirs)
    ]
    assert not ours, told(ours, 'Give path(…) a name="room-thing-verb".')


class _Open:
    urlpatterns = [path("everybody", lambda request: HttpResponse("names"), name="people-everybody")]


@pytest.mark.django_db
def test_a_page_that_forgot_to_ask_is_caught():
    with override_settings(ROOT_URLCONF=_Open):
        faults = open_to_strangers([("people-everybody", "/everybody")])
    assert faults == ["people-everybody (/everybody) answers 200 to somebody who has not logged in"]
