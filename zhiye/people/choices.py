"""Small dated lists from ``data/``: ways of safe contact, purposes of consent."""

import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_DATA / name).read_text("utf-8"))


SAFE_CONTACT = {code: str(entry["name"]) for code, entry in _read("safe_contact.toml").items()}
CONSENTS = {code: str(entry["name"]) for code, entry in _read("consents.toml").items()}
CONSENT_MONTHS = {code: int(entry["renew_months"]) for code, entry in _read("consents.toml").items()}
TENURES = {"own": "自住", "rent": "租住", "lend": "借住", "collective": "集体户"}
AREA_SOURCES = {"registered": "产证", "surveyed": "测绘", "contract": "购房合同", "roster": "名册"}
PRECISIONS = ("day", "month", "year", "age")
