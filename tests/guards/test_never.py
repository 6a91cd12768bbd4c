"""What this software will never have (the page /not-here) cannot creep in by name.

Walks the names of model fields, models, addresses, templates and commands. A hit that means something else
goes on ``ALLOWED`` with a reason; an entry that is no longer needed fails too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import zhiye

ROOT = Path(zhiye.__file__).parent

# (pattern on the words of a name, in snake_case; why)
NEVER: tuple[tuple[str, str], ...] = (
    (r"(worker|helper|volunteer|staff|user)_(location|position|place_now)", "nobody's place is recorded"),
    (
        r"(^|_)(gps|geolocation|latitude|longitude|trajectory|track|tracks|mileage|footprint)(_|$)",
        "no tracks",
    ),
    (r"(^|_)(photo|picture|image)_(required|mandatory|forced|quota)(_|$)", "photographs are never forced"),
    (r"(^|_)(quota|attendance|clock_in|punch|online_time|online_seconds)(_|$)", "no quotas, no clocking in"),
    (
        r"(^|_)(streak|rank|ranking|leaderboard|score|scores|points|medal|response_time)(_|$)",
        "no scores or ranks",
    ),
    (r"(^|_)(read_receipt|read_receipts|install_rate)(_|$)", "no read receipts, no installation rates"),
    (r"(^|_)(risk|credit)_(level|grade|score|class)(_|$)", "people are not graded"),
    (
        r"(^|_)(petition|petitions|petitioner|petitioners|complainer|troublemaker)(_|$)",
        "no lists of petitioners",
    ),
    (
        r"(^|_)(religion|religious|faith|belief|political|politics|party_member)(_|$)",
        "no political or religious tags",
    ),
    (
        r"(^|_)(face|faces|facial|biometric|biometrics|fingerprint|iris|voiceprint)(_|$)",
        "no face recognition",
    ),
    (r"(^|_)(fundraising|fundraiser|crowdfunding|donate_online)(_|$)", "no public fundraising"),
)
NEVER_SAID: tuple[tuple[str, str], ...] = (
    ("轨迹|定位", "no tracks"),
    ("积分|排名|打卡|考勤", "no scores, ranks or clocking in"),
    ("信访|上访", "no lists of petitioners"),
    ("政治面貌|宗教", "no political or religious tags"),
    ("人脸|指纹", "no face recognition"),
    ("募捐", "no public fundraising"),
)
ALLOWED: dict[str, str] = {}  # name: why it is something else


def snake(name: str) -> str:
    """``CheckInScore``, ``check-in/score`` and ``check.in.score`` all become ``check_in_score``."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")


def broken_promise(name: str) -> str | None:
    """The reason why ``name`` may not exist, or None."""
    return next((reason for pattern, reason in NEVER if re.search(pattern, snake(name))), None)


def _models_and_fields() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("zhiye."):
            yield model.__name__
            yield from (f"{model.__name__}.{field.name}" for field in model._meta.get_fields())


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            if not str(pattern.urlconf_name).count("allauth"):
                yield from _addresses(pattern.url_patterns, here)
        else:
            yield here
            yield pattern.name or ""


def _files() -> Iterator[str]:
    yield from (str(path.relative_to(ROOT)) for path in ROOT.rglob("templates/**/*.html"))
    yield from (str(path.relative_to(ROOT)) for path in ROOT.rglob("management/commands/*.py"))


def _functions() -> Iterator[str]:
    for path in ROOT.rglob("commands.py"):
        yield from re.findall(r"^def (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def every_name() -> set[str]:
    """All names of the house that people or machines can reach."""
    return {*_models_and_fields(), *_addresses(get_resolver().url_patterns), *_files(), *_functions()}


def test_nothing_we_promised_never_to_build_has_a_name_here() -> None:
    broken = {name: why for name in every_name() if (why := broken_promise(name)) and name not in ALLOWED}
    assert broken == {}, "rename it, drop it, or explain in ALLOWED why it is something else"


def test_every_exception_is_still_needed() -> None:
    assert {name for name in ALLOWED if name not in every_name() or not broken_promise(name)} == set()


def test_no_field_asks_in_chinese_for_what_we_never_keep() -> None:
    asked = {
        f"{model.__name__}.{field.name}": f"{field.verbose_name} {field.help_text} {field.choices or ''}"
        for model in apps.get_models()
        if model.__module__.startswith("zhiye.")
        for field in model._meta.fields
    }
    assert [
        name for name, said in asked.items() for words, _why in NEVER_SAID if re.search(words, said)
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        "Visit.helper_location",
        "Volunteer.streak",
        "reports/ranking",
        "Person.riskLevel",
        "people/petitioners.html",
        "Person.religion",
        "Photo.face",
        "/aid/fundraising",
        "Worker.onlineTime",
    ],
)
def test_the_guard_sees_a_broken_promise(name: str) -> None:
    assert broken_promise(name)


@pytest.mark.parametrize(
    "name", ["PersonInterface", "Person.surname", "places/frank", "party", "Import.tracker_id"]
)
def test_the_guard_leaves_ordinary_names_alone(name: str) -> None:
    assert broken_promise(name) is None
