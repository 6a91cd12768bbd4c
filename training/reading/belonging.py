"""``python -m training.reading.belonging [--all] [NOTES.jsonl …]``: learns whom kin words and traits belong to.

Reads the labelled notes beside this file (odd lines; the even ones are kept for measuring; ``--all``: every line)
and any further files of the same shape, and writes ``zhiye/reading/data/belonging.json``. Nothing but the standard
library is needed; the same notes give the same weights.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhiye.reading import kinship, traits
from zhiye.reading.attributes import give_ages, give_sexes
from zhiye.reading.coreference import join, tell_sex_by_pronouns
from zhiye.reading.homes import find_homes
from zhiye.reading.kin_words import CHILD, STEPS, turned
from zhiye.reading.mentions import Decision, find_mentions
from zhiye.reading.ranker import Features, score
from zhiye.reading.tagger import tag
from zhiye.reading.text import Note, Span, read_note
from zhiye.reading.values import Mention, Someone

HERE = Path(__file__).parent
TARGET = Path(kinship.__file__).parent / "data" / "belonging.json"
SPOUSES = {"夫", "妻", "配偶"}
SEEN = 2  # a feature of fewer cases is not learnt
ROUNDS, RATE, DECAY = 15, 0.05, 0.02


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the features of each option, and which options are right."""

    options: list[Features]
    right: frozenset[int]


def main() -> int:
    """Learn, write, and say how many cases there were and how many are now answered rightly."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--all"]
    notes = list(_notes(arguments, every="--all" in sys.argv))
    cases: dict[str, list[Case]] = {"kin": [], "same": [], "trait": [], "noun": []}
    for label in notes:
        _collect(label, cases)
    weights = {part: learn(of_part) for part, of_part in cases.items()}
    for part, of_part in cases.items():
        print(
            f"{part}: {len(of_part)} cases, {_right(weights[part], of_part):.3f} right, {len(weights[part])} weights"
        )
    source = f"python -m training.reading.belonging; {len(notes)} labelled notes (training/reading)"
    TARGET.write_text(_as_json(source, weights), "utf-8")
    return 0


def learn(cases: list[Case]) -> dict[str, float]:
    """Weights that make the right options likely (log-linear model, AdaGrad, decay towards nothing)."""
    seen = Counter(feature for case in cases for feature in {f for option in case.options for f in option})
    kept = [
        Case([[f for f in option if seen[f] >= SEEN] for option in case.options], case.right)
        for case in cases
    ]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-2)
    for _ in range(ROUNDS):
        for case in kept:
            for feature, slope in _slopes(weights, case).items():
                slope += DECAY * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(squares[feature])
    return {feature: round(weight, 3) for feature, weight in sorted(weights.items()) if abs(weight) >= 0.02}


def _slopes(weights: dict[str, float], case: Case) -> dict[str, float]:
    scores = [score(weights, option) for option in case.options]
    top = max(scores)
    parts = [math.exp(one - top) for one in scores]
    total, right = sum(parts), sum(parts[index] for index in case.right)
    slopes: dict[str, float] = defaultdict(float)
    for index, (option, part) in enumerate(zip(case.options, parts, strict=True)):
        slope = part / total - (part / right if index in case.right else 0.0)
        if abs(slope) > 1e-4:
            for feature in option:
                slopes[feature] += slope
    return slopes


def _right(weights: dict[str, float], cases: list[Case]) -> float:
    hits = sum(
        max(range(len(c.options)), key=lambda i: score(weights, c.options[i])) in c.right for c in cases
    )
    return hits / max(1, len(cases))


def _as_json(source: str, weights: dict[str, dict[str, float]]) -> str:
    return json.dumps({"source": source, "weights": weights}, ensure_ascii=False, indent=0) + "\n"


def _notes(more: Iterable[str], *, every: bool) -> Iterable[dict[str, Any]]:
    for path in sorted(HERE.glob("notes_*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and (every or number % 2):
                yield json.loads(line)
    for name in more:
        yield from (json.loads(line) for line in Path(name).read_text("utf-8").splitlines() if line.strip())


def _collect(label: dict[str, Any], cases: dict[str, list[Case]]) -> None:
    note = read_note(label["text"])
    note = replace(note, words=tag(note.plain))
    homes = find_homes(note, ())
    nouns = NounLabels(note, label, cases["noun"])
    people = join(note, find_mentions(note, homes, (), nouns))
    give_sexes(note, people)
    give_ages(note, people, [home.span for home in homes])
    tell_sex_by_pronouns(note, people)
    gold = Gold(note, label)
    ties = kinship.find_ties(note, people, KinLabels(gold, cases["kin"], cases["same"]))
    traits.give_traits(note, people, ties, TraitLabels(gold, cases["trait"]))


class NounLabels(Decision):
    """Answers with the labels which nouns mean one individual, and keeps every question."""

    def __init__(self, note: Note, label: dict[str, Any], cases: list[Case]) -> None:
        self.note, self.cases = note, cases
        self.names = [read_note(person["name"]).plain for person in label["people"]]

    def one(self, span: Span, features: Features, *, rule: bool) -> bool:
        """Whether a labelled name stands where the noun does."""
        del rule
        told = any(
            name.find(self.note.plain_of(span)) >= 0 and self._stands(name, span) for name in self.names
        )
        self.cases.append(Case([[], features], frozenset([int(told)])))
        return told

    def _stands(self, name: str, span: Span) -> bool:
        shift = name.find(self.note.plain_of(span))
        return self.note.plain.startswith(name, max(0, span.start - shift))


class Gold:
    """The labels of one note, asked by individuals found in it."""

    def __init__(self, note: Note, label: dict[str, Any]) -> None:
        self.note = note
        self.people: list[dict[str, Any]] = label["people"]
        plain = {p["name"]: read_note(p["name"]).plain for p in self.people}
        self.names = list(plain.values())
        self.ties = [
            (plain.get(t["person"], ""), t["relation"], plain.get(t["of"], "")) for t in label["kinship"]
        ]

    def name_of(self, someone: Someone) -> str:
        """The labelled name that best covers this individual's, or ""."""
        own = self.note.plain_of(someone.name)
        shared = [
            (min(len(own), len(name)) / max(len(own), len(name)), name)
            for name in self.names
            if own in name or name in own
        ]
        return max(shared)[1] if shared else ""

    def traits_of(self, name: str) -> set[str]:
        """The labelled traits of one name."""
        return {t for p, own in zip(self.people, self.names, strict=True) if own == name for t in p["traits"]}


class KinLabels(kinship.Decision):
    """Answers with the labels, and keeps every question."""

    def __init__(self, gold: Gold, cases: list[Case], same_cases: list[Case]) -> None:
        self.gold, self.cases, self.same_cases = gold, cases, same_cases
        self.relation = ""

    def choose(
        self, someone: Someone, mention: Mention, owners: list[Someone], options: list[Features]
    ) -> int:
        """The labelled owner nearest before the kin word."""
        self.relation = mention.relation
        right = [index + 2 for index, owner in enumerate(owners) if self._owns(someone, mention, owner)]
        if not right:
            named = not someone.is_kin or mention.words in self.gold.names
            right = [1] if named else [0]
        self.cases.append(Case(options, frozenset(right)))
        return max(right, key=lambda index: _nearness(owners, index, mention))

    def same(self, someone: Someone, owner: Someone, others: list[Someone], options: list[Features]) -> int:
        """The one of the labelled tie, if another mention found him or her already."""
        meant = self._ends(self.relation, owner)
        own = self.gold.name_of(someone)
        if not someone.is_kin or own in meant:
            meant &= {own}
        right = [index + 1 for index, other in enumerate(others) if self.gold.name_of(other) in meant]
        self.same_cases.append(Case(options, frozenset(right or [0])))
        return right[0] if right else 0

    def _owns(self, someone: Someone, mention: Mention, owner: Someone) -> bool:
        ends = self._ends(mention.relation, owner)
        return bool(ends) if someone.is_kin else self.gold.name_of(someone) in ends

    def _ends(self, relation: str, owner: Someone) -> set[str]:
        """Labelled names that stand in a relation to an owner."""
        of = self.gold.name_of(owner)
        told = {p for p, labelled, o in self.gold.ties if o == of and _same_relation(relation, labelled)}
        return told | {o for p, labelled, o in self.gold.ties if p == of and _turned(relation, labelled)}


def _nearness(owners: list[Someone], index: int, mention: Mention) -> int:
    if index < 2:
        return -1
    return max(
        (m.span.end for m in owners[index - 2].mentions if m.span.end <= mention.span.start), default=0
    )


def _same_relation(told: str, labelled: str) -> bool:
    children = told == CHILD and labelled in ("儿子", "女儿")
    return told == labelled or {told, labelled} <= SPOUSES or children or {told, labelled} == {"儿媳", "妻"}


def _turned(told: str, labelled: str) -> bool:
    steps = turned(STEPS.get(labelled, ""))
    return bool(steps) and steps == STEPS.get(told)


class TraitLabels(traits.Decision):
    """Answers with the labels, and keeps every question that they can answer."""

    def __init__(self, gold: Gold, cases: list[Case]) -> None:
        self.gold, self.cases = gold, cases

    def choose(self, hint: traits.Hint, people: list[Someone], options: list[Features]) -> int:
        """The labelled bearer of the trait nearest before the words."""
        holders = {name for name in self.gold.names if hint.trait in self.gold.traits_of(name)}
        right = [i + 1 for i, someone in enumerate(people) if self.gold.name_of(someone) in holders]
        if not right and holders:
            return 0
        self.cases.append(Case(options, frozenset(right or [0])))
        place = hint.span
        return max(
            right,
            default=0,
            key=lambda i: max(
                (m.span.start for m in people[i - 1].mentions if m.span.start < place.end), default=-1
            ),
        )


if __name__ == "__main__":
    sys.exit(main())
