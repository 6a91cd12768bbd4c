"""The at most three questions an import may ask; each has a default, so that none must be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .book import KnownPlaces
from .heads import Table
from .homes import HomeReader
from .kinds import Plan

MOST_QUESTIONS = 3
MOST_CHOICES = 12  # more do not fit on a page as radio buttons
WORTH_ASKING = 0.5  # share of a sheet's rows that an answer must concern


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: ``value`` goes into the answers, ``label`` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """``id`` is the key of the answer ("name:<sheet>"); ``weight`` is how many rows the answer concerns."""

    id: str
    sentence: str
    choices: tuple[Choice, ...]
    default: str
    weight: int


def answers_for(sheet: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that concern one sheet, by what they are about ("name", "home", "estate", "building")."""
    return {key.partition(":")[0]: value for key, value in answers.items() if key.partition(":")[2] == sheet}


def chosen_kinds(table: Table, answers: Mapping[str, str]) -> dict[str, str]:
    """Kinds a person has set: "column:<sheet>:<head>" → kind, and the columns picked for name and home."""
    prefix = f"column:{table.sheet}:"
    chosen = {key.removeprefix(prefix): kind for key, kind in answers.items() if key.startswith(prefix)}
    picked = answers_for(table.sheet, answers)
    labels = {column.label for column in table.columns}
    return chosen | {picked[kind]: kind for kind in ("name", "home") if picked.get(kind) in labels}


def column_questions(table: Table, plan: Plan, answers: Mapping[str, str]) -> list[Question]:
    """Which of two name or address columns: asked only when both heads are equally clear."""
    asked = []
    picked = answers_for(table.sheet, answers)
    for kind, sentence in (
        ("name", _("“%(sheet)s”里有%(count)d列姓名，登记哪一列的人？")),
        ("home", _("“%(sheet)s”里有%(count)d列住址，人住在哪一列？")),
    ):
        rivals = plan.rivals.get(kind, [])
        if len(rivals) > 1 and kind not in picked:
            text = sentence % {"sheet": table.sheet, "count": len(rivals)}
            choices = tuple(Choice(label, label) for label in rivals)
            asked.append(Question(f"{kind}:{table.sheet}", text, choices, rivals[0], len(table.rows)))
    return asked


def place_questions(
    table: Table, homes: HomeReader, known: KnownPlaces, answers: Mapping[str, str]
) -> list[Question]:
    """Which estate, when several have the same building; which building, when the sheet names none."""
    picked = answers_for(table.sheet, answers)
    asked = []
    if homes.estates_asked and "estate" not in picked:
        names = sorted(homes.estates_asked, key=lambda name: (-homes.estates_asked[name], name))
        text = _("“%(sheet)s”里的楼在哪个小区？") % {"sheet": table.sheet}
        asked.append(_question(f"estate:{table.sheet}", text, names, names[0], len(table.rows)))
    codes = sorted({code for codes in known.buildings.values() for code in codes}, key=lambda c: (len(c), c))
    rows = homes.without_building
    if codes and rows > WORTH_ASKING * len(table.rows) and "building" not in picked:
        text = _("“%(sheet)s”里没有写楼号，这些人住在哪一幢？") % {"sheet": table.sheet}
        asked.append(_question(f"building:{table.sheet}", text, codes, "", rows))
    return asked


def _question(id: str, sentence: str, values: Sequence[str], default: str, weight: int) -> Question:
    choices = [Choice(value, value) for value in values[:MOST_CHOICES]]
    if not default:
        choices.append(Choice("", _("先不填")))
    return Question(id, sentence, tuple(choices), default, weight)


def weightiest(questions: Sequence[Question]) -> list[Question]:
    """At most three, those that concern most rows first; the others take their defaults."""
    return sorted(questions, key=lambda question: -question.weight)[:MOST_QUESTIONS]
