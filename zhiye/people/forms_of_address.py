"""王奶奶, 小王: how a person is spoken to, and whom such words may mean."""

from dataclasses import dataclass
from typing import Any

from zhiye.people.name_sounds import initials
from zhiye.people.name_texts import normalise_name, surname
from zhiye.people.tables import read_toml


@dataclass(frozen=True, slots=True)
class Title:
    """One title and whom it may mean; ages in completed years, bounds included; ``letters`` as typed."""

    code: str
    word: str
    sex: str
    before: bool
    min_age: int
    max_age: int
    default_ages: tuple[int, int] | None
    letters: str


@dataclass(frozen=True, slots=True)
class FormOfAddress:
    """Whom "王奶奶" or "wnn" may mean: ``surname`` as text, or its ``initial`` letters if typed so.

    ``sex`` is GB/T 2261.1, "0" for either; ages in completed years, bounds included.
    """

    surname: str
    initial: str
    title: str
    sex: str
    min_age: int
    max_age: int


def _title(row: dict[str, Any]) -> Title:
    youngest, oldest = row["ages"]
    default = row.get("default_ages")
    return Title(
        row["code"],
        row["word"],
        row["sex"],
        row["place"] == "before",
        youngest,
        oldest,
        (default[0], default[1]) if default else None,
        "".join(initials(character)[0] for character in row["word"]),
    )


_TITLES = [_title(row) for row in read_toml("forms_of_address.toml")["title"]]


TITLES_AFTER = tuple(title.word for title in _TITLES if not title.before)  # 奶奶, 阿姨 …


def form_of_address(name: str, sex: str, age: int | None) -> str:
    """What a polite neighbour would say: 王奶奶, 陈叔叔, 小李; the name itself for a child or an unknown age.

    ``sex`` is GB/T 2261.1, ``age`` completed years. Names without a known surname stay as they are.
    """
    family = surname(normalise_name(name))
    if not family or age is None:
        return name
    for title in _TITLES:
        if (
            title.default_ages
            and title.default_ages[0] <= age <= title.default_ages[1]
            and title.sex in ("0", sex)
        ):
            return f"{title.word}{family}" if title.before else f"{family}{title.word}"
    return name


def read_form_of_address(query: str) -> tuple[FormOfAddress, ...]:
    """Every way to understand "王奶奶", "老王", "王nn", "wnn" or "zs s"; () if it is no form of address.

    In letters one initial stands for a single surname, two for a compound one ("oyyy": 欧阳爷爷).
    """
    text = "".join(query.split()).lower()
    return tuple(dict.fromkeys(form for title in _TITLES for form in _forms(text, title)))


def _forms(text: str, title: Title) -> list[FormOfAddress]:
    found = []
    for spelling in (title.word, title.letters):
        rest = _without(text, spelling, title.before)
        if not rest:
            continue
        if _is_surname(rest):
            found.append(FormOfAddress(rest, "", title.code, title.sex, title.min_age, title.max_age))
        elif spelling == title.letters and rest.isascii() and rest.isalpha() and len(rest) <= 2:
            found.append(FormOfAddress("", rest, title.code, title.sex, title.min_age, title.max_age))
    return found


def _without(text: str, spelling: str, before: bool) -> str:
    """What remains of the text without the title, "" if the title is not there."""
    if before:
        return text.removeprefix(spelling) if text.startswith(spelling) else ""
    return text.removesuffix(spelling) if text.endswith(spelling) else ""


def _is_surname(text: str) -> bool:
    """A family name stands alone here, so a compound one must be offered with a character behind it."""
    return surname(text + "某") == text
