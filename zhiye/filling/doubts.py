"""The guesses of one form held against each other: what is sure by its own words may be doubtful beside its neighbours.

A fact is told once: of two labels that would take the same one, the second is asked about. What stands right behind
somebody else's name (监护人 | 关系 | 联系电话) is of that person. Where the form has a name of its own, 户主姓名 is the
household's head, and 户主电话 is nobody's whose row it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from zhiye.filling.documents.words import OTHER_PERSON
from zhiye.filling.known.fields import COMMITTEE, PERSON, UNSURE, fields
from zhiye.filling.matched import Guess
from zhiye.people.heads import plain_head

NAME, HEAD = "person.name", "person.head"
_PHONE, _OTHERS_PHONE = "person.phone", "person.other_phone"
# What forms ask of the other person in the next columns.
_BESIDE_A_NAME = frozenset(
    {NAME, "person.phone", "person.id_number", "person.relation", "person.sex", "person.age"}
)
_HEADS_OWN = "户主"


def weighed(
    labels: Sequence[str], found: Sequence[Guess], lines: Sequence[int], column: bool, of_rows: bool
) -> list[Guess]:
    """The guesses, with those made unsure that are doubtful together.

    ``lines``: in which line each label stands; ``of_rows``: they tell of one row each, not of the form.
    """
    pairs = zip(labels, found, strict=True)
    guesses = [_doubted(guess) if of_rows and _leaf(label) in UNSURE else guess for label, guess in pairs]
    guesses = _of_the_head(labels, guesses)
    guesses = _beside_others(labels, guesses, lines)
    return _once(labels, guesses, column)


def _doubted(guess: Guess) -> Guess:
    return replace(guess, sure=False)


def _leaf(label: str) -> str:
    return plain_head(label.rpartition("·")[2])


def _of_the_head(labels: Sequence[str], guesses: list[Guess]) -> list[Guess]:
    """户主姓名 beside 姓名 is another fact; without it the row is the head's."""
    leaves = [_leaf(label) for label in labels]
    of_head = [leaf.startswith(_HEADS_OWN) and leaf != _HEADS_OWN for leaf in leaves]
    own_name = any(
        guess.sure and guess.codes[0] == NAME and not head
        for guess, head in zip(guesses, of_head, strict=True)
    )
    if not own_name:
        return guesses
    told = []
    for guess, head in zip(guesses, of_head, strict=True):
        if head and guess.sure and guess.codes[0] == NAME:
            told.append(Guess((HEAD,), True))
        else:
            told.append(_doubted(guess) if head and guess.codes[:1] != (HEAD,) else guess)
    return told


def _beside_others(labels: Sequence[str], guesses: list[Guess], lines: Sequence[int]) -> list[Guess]:
    told: list[Guess] = []
    line_of_other = -1
    for label, guess, line in zip(labels, guesses, lines, strict=True):
        if _names_another(label):
            line_of_other = line
        elif line != line_of_other or not guess.codes or guess.codes[0] not in _BESIDE_A_NAME:
            line_of_other = -1
        else:
            codes = (_OTHERS_PHONE, *guess.codes) if guess.codes[0] == _PHONE else guess.codes
            guess = Guess(tuple(dict.fromkeys(codes)), False)
        told.append(guess)
    return told


def _names_another(label: str) -> bool:
    """监护人, 家属姓名, 紧急联系人: whoever it is, it is not the one the row is about."""
    leaf = _leaf(label).removesuffix("姓名")
    return leaf in OTHER_PERSON


def _once(labels: Sequence[str], guesses: list[Guess], column: bool) -> list[Guess]:
    """Of several labels for one fact the one with its usual name stays. A sheet may ask one thing in two places."""
    best: dict[str, tuple[bool, int]] = {}
    for at, (label, guess) in enumerate(zip(labels, guesses, strict=True)):
        if guess.sure:
            code = guess.codes[0]
            rank = (_leaf(label) != plain_head(str(fields()[code].name)), at)
            best[code] = min(best.get(code, rank), rank)
    told = []
    for at, (label, guess) in enumerate(zip(labels, guesses, strict=True)):
        if not guess.sure or best[guess.codes[0]][1] == at:
            told.append(guess)
            continue
        source = fields()[guess.codes[0]].source
        again = not column and source == PERSON and _leaf(labels[best[guess.codes[0]][1]]) == _leaf(label)
        told.append(guess if again or source == COMMITTEE else _doubted(guess))
    return told
