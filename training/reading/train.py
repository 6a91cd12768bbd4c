"""``python -m training.reading.train``: make ``zhiye/reading/data/readers.json.gz`` from the labelled notes.

    --part odd|even|all   notes of the corpus to learn from (odd: the even ones stay for measuring)
    --more FILE           further labelled notes, one JSON object a line (repeatable)
    --weight N            how many notes of the corpus one of those counts for (1)
    --out FILE            where to write

The same notes give the same file. Needs scikit-learn (extra ``train``); the reader itself does not.
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from training.reading.fitting import fit, fit_whole, row
from training.reading.notes import Labelled, corpus, phrases
from training.reading.stacking import AS_GOOD, Look, Model, f1, folds, stacked
from zhiye.reading import commitments, contacts, matters
from zhiye.reading.linear import linear, sigmoid
from zhiye.reading.whole import whole, words_of

OUT = Path(__file__).parents[2] / "zhiye" / "reading" / "data" / "readers.json.gz"
ACTS = [
    "visit",
    "reception",
    "phone",
    "meeting",
    "mediation",
    "patrol",
    "activity",
    "hotline",
    "aid",
    "referral",
]
Looked = tuple[list[float], list[float]]


def main() -> None:
    """Train all models and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--weight", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=OUT)
    told = parser.parse_args()
    made = train(corpus(told.part, told.more, told.weight))
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{told.out}: {told.out.stat().st_size / 1000:.0f} kB")


def train(notes: Sequence[Labelled]) -> Model:
    """All models of the reader from labelled notes."""
    looked = _unseen_promises(notes)
    promised = [sure for sure, _ in looked]
    return {
        "source": "trained on labelled notes: python -m training.reading.train",
        "matters": stacked(notes, "matters", _matter_models, _matter_candidates, promised),
        "contacts": stacked(notes, "contacts", _contact_models, _contact_candidates, promised),
        "commitments": _promise_models(notes) | _promise_chances(notes, looked),
    }


def _matter_models(notes: Sequence[Labelled]) -> Model:
    topic = _topic(notes)
    return {"raised": _raised(notes), "topic": topic, "whole": _whole(notes, "matters", topic["classes"])}


def _whole(notes: Sequence[Labelled], name: str, codes: Sequence[str]) -> Model:
    return fit_whole(
        [words_of(note.units) for note in notes],
        codes,
        [{quote.code for quote in note.quotes[name]} for note in notes],
        [note.weight for note in notes],
    )


def _raised(notes: Sequence[Labelled]) -> Model:
    rows, wanted, weights = [], [], []
    for note in notes:
        quoted = {place for quote in note.quotes["matters"] for place in quote.units}
        for place, unit in enumerate(note.units):
            rows.append(row(matters.raising(unit)))
            wanted.append(place in quoted)
            weights.append(note.weight)
    for code, units in phrases("matters"):
        rows.append(row(name for unit in units for name in matters.raising(unit) if name[0] != "P"))
        wanted.append(code != "none")
        weights.append(0.5)
    return fit("raised", rows, wanted, 0.07, weights=weights)


def _topic(notes: Sequence[Labelled]) -> Model:
    quoted = [(note, quote) for note in notes for quote in note.quotes["matters"] if quote.units]
    rows = [matters.about(note.units, quote.units[0], quote.units[-1]) for note, quote in quoted]
    codes = [quote.code for _, quote in quoted]
    weights = [note.weight for note, _ in quoted]
    for code, units in phrases("matters"):
        if code != "none":
            rows.append(matters.about(units, 0, len(units) - 1))
            codes.append(code)
            weights.append(1.0)
    return fit("topic", rows, codes, 1.0, least=2, weights=weights)


def _matter_candidates(models: Model) -> Look:
    raised, topic, all_words = linear(models["raised"]), linear(models["topic"]), whole(models["whole"])
    return lambda units, promised: matters.candidates(units, promised, all_words.scores(units), raised, topic)


def _contact_models(notes: Sequence[Labelled]) -> Model:
    rows, kinds, weights = [], [], []
    for note in notes:
        for place, unit in enumerate(note.units):
            rows.append(row(unit.features))
            weights.append(note.weight)
            kinds.append({quote.code for quote in note.quotes["contacts"] if place in quote.units})
    for code, units in phrases("contacts"):
        rows.append(row(name for unit in units for name in unit.features if name[0] != "P"))
        kinds.append({code} - {"none"})
        weights.append(1.0)
    kind = fit("kind", rows, [[one in found for one in ACTS] for found in kinds], 0.2, weights=weights)
    act = fit("act", rows, [bool(found) for found in kinds], 0.2, weights=weights)
    return {"act": act, "kind": kind | {"classes": ACTS}, "whole": _whole(notes, "contacts", ACTS)}


def _contact_candidates(models: Model) -> Look:
    act, kind, all_words = linear(models["act"]), linear(models["kind"]), whole(models["whole"])
    return lambda units, promised: contacts.candidates(units, promised, all_words.scores(units), act, kind)


def _unseen_promises(notes: Sequence[Labelled]) -> list[Looked]:
    """By note: how likely each unit promises, and goes on in the next; told by models that have not seen the note."""
    looked: list[Looked] = [([], [])] * len(notes)
    for fold in folds(len(notes)):
        models = _promise_models([note for place, note in enumerate(notes) if place not in fold])
        promised, joined = linear(models["promised"]), linear(models["joined"])
        for place in fold:
            note = notes[place]
            sure = [sigmoid(promised.sums(commitments.telling(unit))[0]) for unit in note.units]
            looked[place] = sure, commitments.tying(note.note, note.units, joined)
    return looked


def _promise_chances(notes: Sequence[Labelled], looked: Sequence[Looked]) -> Model:
    """The middle of the chances at which about the most promises are found as they were labelled."""
    pairs = [(take / 20, keep / 20) for take in range(6, 12) for keep in range(4, 9) if keep <= take]
    scores = {pair: _promise_f1(notes, looked, *pair) for pair in pairs}
    good = [pair for pair, score in scores.items() if score >= max(scores.values()) - AS_GOOD]
    take, keep = (round(sum(pair[side] for pair in good) / len(good), 2) for side in (0, 1))
    return {"take": take, "keep": keep}


def _promise_models(notes: Sequence[Labelled]) -> Model:
    rows, wanted, weights, joins, joined = [], [], [], [], []
    for note in notes:
        owner = {
            place: number for number, quote in enumerate(note.quotes["commitments"]) for place in quote.units
        }
        for place, unit in enumerate(note.units):
            rows.append(row(commitments.telling(unit)))
            wanted.append(place in owner)
            weights.append(note.weight)
            if place in owner and place + 1 in owner:
                joins.append(row(commitments.joining(note.note, unit, note.units[place + 1])))
                joined.append(owner[place] == owner[place + 1])
    for code, units in phrases("commitments"):
        rows += [row(name for name in commitments.telling(unit) if name[0] != "P") for unit in units]
        wanted += [code == "open"] * len(units)
        weights += [1.0] * len(units)
    return {
        "promised": fit("promised", rows, wanted, 0.2, weights=weights),
        "joined": fit("joined", joins, joined, 0.3, least=2),
    }


def _promise_f1(notes: Sequence[Labelled], looked: Sequence[Looked], take: float, keep: float) -> float:
    right = told = wanted = 0.0
    for note, (sure, ties) in zip(notes, looked, strict=True):
        spans = [set(range(unit.span.start, unit.span.end)) for unit in note.units]
        pairs = commitments.stretches(sure, ties, take, keep)
        found = [set().union(*spans[first : last + 1]) for first, last in pairs]
        quoted = [
            set().union(*(spans[place] for place in quote.units)) for quote in note.quotes["commitments"]
        ]
        hits = sum(any(2 * len(one & other) >= len(one | other) for other in quoted) for one in found)
        right += note.weight * hits
        told, wanted = told + note.weight * len(found), wanted + note.weight * len(quoted)
    return f1(right, told, wanted)


if __name__ == "__main__":
    main()
