"""Small dated lists from ``data/``: ways of safe contact, purposes of consent."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

_DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_DATA / name).read_text("utf-8"))


SAFE_CONTACT = {code: str(entry["name"]) for code, entry in _read("safe_contact.toml").items()}
CONSENTS = {code: str(entry["name"]) for code, entry in _read("consents.toml").items()}
CONSENT_MONTHS = {code: int(entry["renew_months"]) for code, entry in _read("consents.toml").items()}
TENURES: dict[str, Any] = {
    "own": gettext_lazy("自住"),
    "rent": gettext_lazy("租住"),
    "lend": gettext_lazy("借住"),
    "collective": gettext_lazy("集体户"),
}
AREA_SOURCES: dict[str, Any] = {
    "registered": gettext_lazy("产证"),
    "surveyed": gettext_lazy("测绘"),
    "contract": gettext_lazy("购房合同"),
    "roster": gettext_lazy("名册"),
}
PRECISIONS = ("day", "month", "year", "age")
