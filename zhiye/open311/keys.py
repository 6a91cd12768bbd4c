"""Keys and ids that nobody guesses: making them, and finding the partner behind a key.

A key has 198 random bits, so an unsalted digest is enough to keep it by (NIST SP 800-63B, 5.1.2.2).
"""

import base64
import binascii
import hashlib
import re
import secrets

from django.http import HttpRequest

from zhiye.kernel import clock
from zhiye.open311.models import Partner

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
KEY, TOKEN = 40, 26  # signs: 198 and 128 bits
PREFIX = "zy"
SHAPE = re.compile(rf"{PREFIX}[{SIGNS}]{{{KEY}}}")


def new_key() -> str:
    """A key, told once."""
    return PREFIX + _signs(KEY)


def new_token() -> str:
    """A service_request_id."""
    return _signs(TOKEN)


def is_key(text: str) -> bool:
    """Whether ``text`` looks like a key of ours: a weak one cannot be brought along."""
    return SHAPE.fullmatch(text) is not None


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def partner_of(key: str) -> Partner | None:
    """The partner in force whose key this is; None for everything else. Keeps the day, not the moment."""
    if not is_key(key):
        return None
    found = Partner.objects.filter(key_hash=hash_of(key), ended_at=None).select_related("place").first()
    if found is not None and found.used_on != clock.today():
        found.used_on = clock.today()
        Partner.objects.filter(pk=found.pk).update(used_on=found.used_on)
    return found


def key_in(request: HttpRequest, form: dict[str, str]) -> str:
    """The key as it came: ``api_key`` in form or address, the header X-Api-Key, or Authorization (Bearer, Basic)."""
    named = form.get("api_key") or request.GET.get("api_key") or request.headers.get("X-Api-Key")
    return (named or _authorization(request.headers.get("Authorization", ""))).strip()


def _authorization(header: str) -> str:
    scheme, _blank, told = header.partition(" ")
    if scheme.lower() == "bearer":
        return told
    if scheme.lower() != "basic":
        return ""
    try:
        pair = base64.b64decode(told, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return next((part for part in reversed(pair.split(":")) if part), "")


def _signs(count: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(count))
