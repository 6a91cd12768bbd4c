"""What a form's title says of whom or what it lists, read with data/titles.toml: conditions, doubts, and never a guess.

What is said plainly is chosen (《80岁以上独居老人花名册》: both have to hold), what may be meant otherwise is asked
(《独居、残疾老人名单》), and a list of what is never kept here is not made.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from zhiye.filling.conditions import AGE, KIND, OR, SEX, ages_of, name_of
from zhiye.people.codes import CATEGORIES
from zhiye.reading.numbers import NUMERAL, read_number

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.filling").joinpath("data", "titles.toml").read_text("utf-8")
)
AGES: tuple[str, ...] = tuple(_DATA["offered"]["ages"])
_GONE = "\0"  # stands where a word was taken out
_NUMBER = rf"(\d{{1,3}}|{NUMERAL}{{1,4}})"
_YEARS = r"(?:周岁|岁)"
_BETWEEN = re.compile(rf"{_NUMBER}{_YEARS}?[-—–~～至到]{_NUMBER}{_YEARS}")
_FROM = re.compile(rf"(?:年满|满)?{_NUMBER}{_YEARS}(?:及|\(含\)|含)?(?:以上|\+)|(?:年满|满){_NUMBER}{_YEARS}")
_UNDER = re.compile(rf"(?:不满|未满){_NUMBER}{_YEARS}|{_NUMBER}{_YEARS}(及|\(含\)|含)?以下")
_OR = re.compile(r"[、,/|和与及或·]")
_APART = re.compile(rf"{_OR.pattern}|\n")
_ENDS_OF_PLACES = re.compile(r"[一-鿿]{2,8}?(?:街道|社区|居民区|居委会|居民委员会)")
_NOISE = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """``conditions`` are said plainly; ``likely`` may be meant and are asked. ``doubt`` is the question, "" for none.
    ``aside`` are words of the title that no condition stands for."""

    conditions: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    doubt: str = ""
    aside: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A text with what was found in it (from, to, code). ``text`` has what was found taken out, and what is not to be
    taken for it; ``left`` has only what was found taken out. Places are the same in both."""

    text: str
    left: str
    found: list[tuple[int, int, str]] = field(default_factory=list)
    likely: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], told: Callable[[re.Match[str]], Sequence[str]]) -> None:
        """Take out what matches, with its codes."""

        def taken(match: re.Match[str]) -> str:
            codes = told(match)
            start, end = match.span()
            self.found += [(start, end, code) for code in codes]
            self.left = self.left[:start] + _GONE * (end - start) + self.left[end:]
            return _GONE * (end - start)

        self.text = pattern.sub(taken, self.text)

    @property
    def in_order(self) -> list[tuple[int, int, str]]:
        """What was found, from the left; of one word in the order of the data."""
        return sorted(self.found, key=lambda one: one[0])


def never_listed(texts: Sequence[str], people: bool) -> str:
    """The word by which a title names people of whom no list is made, "" for none; ``people``: it would list people,
    else what was done with them."""
    plain = _without(_plain(texts), _DATA["never"]["unlike"])
    words = _DATA["never"]["words"]
    if not people:
        words = [word for word in words if word not in _DATA["never"]["people_only"]]
    return next((word for word in words if word in plain), "")


def of_people(texts: Sequence[str], own: Sequence[str] = ()) -> Told:
    """Whom titles name; ``own`` are names of the place, which say nothing."""
    left = _without(_plain(texts), own)
    reading = _Reading(_without(left, _DATA["unlike"]["words"]), left)
    reading.take(_BETWEEN, lambda found: [_age(found[1], found[2])])
    reading.take(_UNDER, lambda found: _under(reading, found))
    reading.take(_FROM, lambda found: [_age(found[1] or found[2], None)])
    words = _words_of_people()
    reading.take(_any_of(tuple(words)), lambda found: [words[found[0]]])
    if not reading.found and not reading.likely:
        ask = _("表名里的“%(word)s”，登记里没有这一类。填哪些人，请选。")
        return _nothing(reading.left, _DATA["plain"]["people"], ask)
    codes = _without_doubles([code for _start, _end, code in reading.in_order])
    aside = _aside(reading.left, (*_DATA["plain"]["people"], *_DATA["plain"]["beside"]))
    if reading.likely and not set(reading.likely) & set(codes):
        return Told(codes, tuple(reading.likely), _("“以下”算不算到这个岁数，表名没说，请选一个。"), aside)
    return _joined(reading, codes, aside)


def of_matters(texts: Sequence[str], heads: Sequence[str] = (), own: Sequence[str] = ()) -> Told:
    """Which matters titles name; where they say nothing, the ``heads`` of the list may (纠纷类型): that is asked."""
    plain = _without(_plain(texts), own)
    reading = _Reading(plain, plain)
    _take_matters(reading)
    codes = tuple(dict.fromkeys(code for _start, _end, code in reading.in_order))
    likely = tuple(code for code in dict.fromkeys(reading.likely) if code not in codes)
    words = _DATA["plain"]["matters"]
    if codes:
        if doubt := _partly(reading):
            return Told((), (*codes, *likely), doubt)
        return Told(codes, likely, aside=_aside(reading.left, words))
    inside = _Reading(_plain(heads), _plain(heads))
    _take_matters(inside)
    meant = tuple(dict.fromkeys([*(code for _s, _e, code in inside.in_order), *inside.likely]))
    told = _nothing(reading.left, words, _("表名里的“%(word)s”，不知道是哪一类事。要哪几类，请选。"))
    if meant and not told.doubt and not _says_all(plain, words):
        return Told((), meant, _("看栏目，这张表像是只要一类事。要哪几类，请选。"))
    return Told((), meant, told.doubt) if told.doubt else told


def _take_matters(reading: _Reading) -> None:
    kinds = _words_of_matters()
    reading.take(_any_of(tuple(kinds)), lambda found: _told_of(reading, kinds[found[0]]))


def _partly(reading: _Reading) -> str:
    """The question where a title names a part of a kind: 停车纠纷, 加装电梯矛盾纠纷."""
    if word := next((word for word in _DATA["partly"]["words"] if word in reading.left), ""):
        ask = _("表名只要其中的“%(word)s”，事项不分这么细。要哪几类，请选。")
        return ask % {"word": word}
    spans = list(dict.fromkeys(one[:2] for one in reading.in_order if one[2].startswith(KIND)))
    grown = any(not _APART.search(reading.left[one[1] : two[0]]) for one, two in pairwise(spans))
    return _("表名把几类事写在一起，是都要，还是只要其中一种，请选。") if grown else ""


def _joined(reading: _Reading, codes: tuple[str, ...], aside: tuple[str, ...]) -> Told:
    """Words side by side all hold; 独居、空巢老人 is either of them, and 独居、残疾老人 may be both."""
    between = [reading.left[one[1] : two[0]] for one, two in pairwise(reading.in_order)]
    for group in _DATA["exclusive"]["groups"]:
        either = [code for code in codes if code in group]
        if len(either) > 1:
            codes = (*(code for code in codes if code not in either), OR.join(either))
    apart = any(_OR.search(_only_near(text)) for text in between)
    if len(codes) < 2 or not apart:
        return Told(codes, aside=aside)
    categories = [one for code in codes for one in code.split(OR) if one in CATEGORIES]
    told = {"named": _("、").join(name_of(code) for code in codes)}
    if len(categories) < len(codes):  # an age cannot stand in one condition with a category
        ask = _("表名里写了%(named)s：要同时都是的，几样都勾上；只要其中一样，勾一样，分几次填。")
        return Told((), codes, ask % told, aside)
    ask = _("表名里写了%(named)s：要同时都是的，几样都勾上；是其中一样就行，只勾带“或”的。")
    return Told((), (*codes, OR.join(categories)), ask % told, aside)


def _only_near(text: str) -> str:
    """What stands between two words, if it is short: words far apart are not listed together."""
    return text.replace(_GONE, "") if len(text) < 6 else ""


def _without_doubles(codes: list[str]) -> tuple[str, ...]:
    """Without ages that another condition asks for already: 独居老人 are 60 and older anyway."""
    kept = list(dict.fromkeys(codes))
    for code in list(kept):
        first = _first_age(code)
        others = [other for one in kept if one != code and (other := _first_age(one)) is not None]
        if first is not None and _is_only_from(code) and any(other >= first for other in others):
            kept.remove(code)
    return tuple(kept)


def _is_only_from(code: str) -> bool:
    """Whether it asks for a first age and nothing else."""
    return CATEGORIES[code].computed if code in CATEGORIES else ages_of(code)[1] is None


def _first_age(code: str) -> int | None:
    return CATEGORIES[code].age_from if code in CATEGORIES else ages_of(code)[0]


def _age(first: str | None, last: str | None) -> str:
    return f"{AGE}{_years(first)}-{_years(last)}"


def _years(text: str | None) -> str:
    number = read_number(text) if text else None
    return "" if number is None else str(int(number))


def _under(reading: _Reading, found: re.Match[str]) -> list[str]:
    """不满18岁 and 17岁及以下 are plain; 18岁以下 is one of two, and asked."""
    age = int(_years(found[1] or found[2]) or 0)
    if found[1] or found[3]:
        return [f"{AGE}-{age - 1 if found[1] else age}"]
    reading.likely += [f"{AGE}-{age - 1}", f"{AGE}-{age}"]
    return []


def _told_of(reading: _Reading, told: dict[str, Any]) -> list[str]:
    reading.likely += told.get("likely", ())
    return list(told["conditions"])


def _nothing(text: str, all_: Sequence[str], ask: str) -> Told:
    """A title without a condition: all of them where it says so or says nothing, a question where it says more."""
    left = _aside(text, all_)
    return Told(doubt=ask % {"word": _("、").join(left)}) if left else Told()


def _says_all(text: str, all_: Sequence[str]) -> bool:
    return any(word in text for word in all_)


def _aside(text: str, all_: Sequence[str]) -> tuple[str, ...]:
    """Words that are left when all that says nothing is taken out."""
    left = _any_of((*_DATA["plain"]["words"], *all_)).sub(_GONE, _ENDS_OF_PLACES.sub(_GONE, text))
    return tuple(word for word in _NOISE.split(left) if len(word) > 1)


def _plain(texts: Sequence[str]) -> str:
    wide = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) for text in texts)
    return "\n".join(dict.fromkeys(wide))


def _without(text: str, words: Sequence[str]) -> str:
    for word in sorted(filter(None, words), key=len, reverse=True):
        text = text.replace(word, _GONE * len(word))
    return text


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _words_of_people() -> dict[str, str]:
    words = {word: f"{AGE}{told['of']}" for told in _DATA["age"] for word in told["words"]}
    words |= {word: f"{SEX}{told['of']}" for told in _DATA["sex"] for word in told["words"]}
    for code, category in CATEGORIES.items():
        words |= {word: code for word in (category.name, *category.aliases) if len(word) > 1}
    return words


@cache
def _words_of_matters() -> dict[str, dict[str, Any]]:
    return {word: told for told in _DATA["matter"] for word in told["words"]}
