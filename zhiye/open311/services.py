"""The services of GeoReport: the kinds of matter of ``zhiye/cases/codes.py``, those above with those below."""

from collections.abc import Sequence
from typing import Any

from zhiye.cases.codes import MATTERS, NAMES, below, full_words_of, parent_of, words_of


def may_use(services: Sequence[str], code: str) -> bool:
    """Whether a partner with these services may hand in a matter of ``code``; none named: any kind there is."""
    if code not in NAMES:
        return False
    return not services or code in services or parent_of(code) in services


def listed(services: Sequence[str]) -> list[dict[str, Any]]:
    """All services that may be used, in the order of the data file, each top code before what is below it."""
    order = [code for top in MATTERS for code in (top, *below(top))]
    return [_service(code) for code in order if may_use(services, code)]


def definition(code: str) -> dict[str, Any]:
    """No service asks for more than a description and an address: the list of further fields is empty."""
    return {"service_code": code, "attributes": []}


def name_of(code: str) -> str:
    """How a service is called."""
    return words_of(code)


def _service(code: str) -> dict[str, Any]:
    group = words_of(parent_of(code) or code)
    return {
        "service_code": code,
        "service_name": words_of(code),
        "description": full_words_of(code),
        "metadata": False,
        "type": "realtime",
        "keywords": ", ".join(
            dict.fromkeys(part for text in (group, words_of(code)) for part in text.split("、"))
        ),
        "group": group,
    }
