"""Fitting the reader's linear models with scikit-learn, and writing them as whole numbers."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit, logsumexp
from sklearn.linear_model import LogisticRegression

from zhiye.reading.linear import STEP
from zhiye.reading.whole import measured

Row = Mapping[str, float]
# How far a feature may be leant on, by its first letter: words of lists before runs of characters.
# (Small letters: single families of a list; v S T: the tagger's words.)
_WORDS = {"v": 0.8, "S": 1.0, "T": 0.8}
_ACT = _WORDS | {"g": 0.8, "K": 2.0, "M": 0.5, "C": 1.0, "N": 1.0, "D": 1.0, "P": 1.0, "k": 1.3, "n": 0.7}
_ACT |= {"c": 0.7, "m": 0.3}
_PROMISE = _WORDS | {"g": 0.8, "K": 0.5, "M": 0.3, "C": 2.0, "D": 2.0, "N": 1.0, "P": 1.0, "c": 1.3, "n": 0.7}
_PROMISE |= {"k": 0.3, "m": 0.2}
_RAISED = _WORDS | {"g": 0.7, "A": 2.0, "M": 1.0, "K": 1.5, "C": 1.5, "N": 2.0, "D": 1.5, "P": 1.0, "n": 1.2}
_RAISED |= {"k": 1.0, "c": 1.0, "v": 0.6}
LEAN = {
    "raised": _RAISED,
    "topic": {"g": 1.0, "M": 1.5, "m": 1.5},
    "act": _ACT,
    "kind": _ACT,
    "promised": _PROMISE,
    "joined": _PROMISE,
}
_BESIDE, _SINGLE = 0.65, 0.55  # features of neighbours; single characters against longer runs
_LEAST_STEPS = 4  # weights of fewer steps are left out
_COUNTS = {
    "M": 4.0,
    "K": 4.0,
    "C": 2.0,
    "N": 2.0,
    "m": 3.0,
    "k": 3.0,
}  # what a word of a list counts in a whole note
_LEAST_NOTES, _LEAST_OF_WHOLE, _WHOLE = (
    4,
    12,
    3.0,
)  # words in fewer notes are left out; inverse of the regularisation
_LOOSE = 1e-3  # the bias is hardly held
_SEARCH = {"maxiter": 60, "maxcor": 6, "ftol": 1e-5}


def row(features: Iterable[str]) -> Row:
    """Features that simply stand there."""
    return dict.fromkeys(features, 1.0)


def fit(
    name: str, rows: Sequence[Row], wanted: Sequence[Any], strength: float, least: int = 3, **more: Any
) -> dict[str, Any]:
    """One model in the shape ``zhiye.reading.linear`` reads.

    ``wanted``: for each row whether it holds, its class, or a list of what holds; ``strength``: the inverse of
    the regularisation; ``least``: features in fewer rows are left out; ``weights``: of the rows.
    """
    counts = Counter(feature for one in rows for feature in one)
    known = sorted(one for one, count in counts.items() if count >= least or one.startswith("M:"))
    lean = np.array([_lean(name, feature) for feature in known])
    table = _table(rows, {feature: place for place, feature in enumerate(known)}, lean)
    answers = np.array(wanted)
    several = answers.ndim == 1 and answers.dtype.kind == "U"
    classes = sorted(set(answers.tolist())) if several else [""]
    if several:
        answers = np.array([[one == name for name in classes] for one in answers.tolist()])
    slopes, bias = _fitted(table, answers.reshape(len(rows), -1), strength, more.get("weights"), several)
    return {
        "classes": classes,
        "bias": [round(float(one), 4) for one in bias],
        "weights": _kept(known, (slopes * lean[:, None]).T),
    }


def fit_whole(
    notes: Sequence[Mapping[str, int]],
    codes: Sequence[str],
    found: Sequence[Collection[str]],
    weights: Sequence[float],
) -> dict[str, Any]:
    """The model of notes as a whole: which of ``codes`` a note has, from the words of all its units."""
    spread = Counter(name for words in notes for name in words)
    counts = {
        name: round((_COUNTS.get(name[0]) or math.log(len(notes) / count) + 0.5) / STEP)
        for name, count in sorted(spread.items())
        if count >= _LEAST_NOTES
    }
    worth = {name: steps * STEP for name, steps in counts.items()}
    table = _table(
        [measured(words, worth) for words in notes],
        {name: place for place, name in enumerate(counts)},
        np.ones(len(counts)),
    )
    answers = np.array([[code in one for code in codes] for one in found])
    slopes, bias = _fitted(table, answers, _WHOLE, weights)
    return {
        "classes": list(codes),
        "bias": [round(float(one), 4) for one in bias],
        "weights": _kept(list(counts), slopes.T, _LEAST_OF_WHOLE),
        "counts": counts,
    }


def fit_last(
    numbers: Sequence[Sequence[float]],
    codes: Sequence[str],
    right: Sequence[bool],
    weights: Sequence[float],
    strength: float,
) -> dict[str, Any]:
    """The last step: a probability from a candidate's numbers and its code."""
    known = sorted(set(codes))
    table = np.array(numbers, float)
    middle, spread = table.mean(0), table.std(0) + 1e-6
    flags = np.array([[0.5 * (code == one) for one in known] for code in codes])
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(np.hstack([(table - middle) / spread, flags]), right, sample_weight=weights)
    count = table.shape[1]
    slopes = model.coef_[0][:count] / spread
    by_code = zip(known, model.coef_[0][count:], strict=True)
    return {
        "bias": round(float(model.intercept_[0] - slopes @ middle), 4),
        "weights": [round(float(one), 4) for one in slopes],
        "by_code": {code: round(0.5 * float(slope), 4) for code, slope in by_code},
    }


def _fitted(
    table: Any, wanted: Any, strength: float, weights: Sequence[float] | None, one_holds: bool = False
) -> tuple[Any, Any]:
    """Slopes and biases of logistic regressions side by side, or of one with several classes (``one_holds``).

    All answers of a row are learnt in one go, which is many times faster than one model after the other.
    """
    wanted = wanted.astype(float)
    across, shape = table.T.tocsr(), (table.shape[1] + 1, wanted.shape[1])
    each = np.ones((len(wanted), 1)) if weights is None else np.array(weights, float)[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        slopes = flat.reshape(shape)
        scores = table @ slopes[:-1] + slopes[-1]
        if one_holds:
            all_in = logsumexp(scores, axis=1, keepdims=True)
            miss, share = (wanted * (all_in - scores)).sum(1, keepdims=True), np.exp(scores - all_in)
        else:
            miss, share = np.logaddexp(0, scores) - wanted * scores, expit(scores)
        gap = each * (share - wanted)
        slope = np.vstack(
            [across @ gap + slopes[:-1] / strength, gap.sum(0) + _LOOSE * slopes[-1] / strength]
        )
        return float((each * miss).sum() + (slopes[:-1] ** 2).sum() / (2 * strength)), slope.ravel()

    best = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=_SEARCH)
    return best.x.reshape(shape)[:-1], best.x.reshape(shape)[-1]


def _lean(name: str, feature: str) -> float:
    lean = LEAN[name].get(feature[0], _BESIDE)
    return lean * _SINGLE if feature[0] == "g" and len(feature) == 2 else lean


def _table(rows: Sequence[Row], places: Mapping[str, int], lean: Any) -> Any:
    found = [
        (number, places[feature], value * lean[places[feature]])
        for number, one in enumerate(rows)
        for feature, value in one.items()
        if feature in places
    ]
    down, across, values = zip(*found, strict=True)
    return csr_matrix((values, (down, across)), shape=(len(rows), len(places)))


def _kept(known: Sequence[str], slopes: Any, least: int = _LEAST_STEPS) -> dict[str, list[int]]:
    kept = {}
    for place, feature in enumerate(known):
        steps = [(number, round(float(slope) / STEP)) for number, slope in enumerate(slopes[:, place])]
        pairs = [part for number, count in steps if abs(count) >= least for part in (number, count)]
        if pairs:
            kept[feature] = pairs
    return kept
