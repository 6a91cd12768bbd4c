"""Fitting the reader's linear models with scikit-learn, and writing them as whole numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from zhiye.reading.linear import STEP

Row = Mapping[str, float]
# How far a feature may be leant on, by its first letter: words of lists before runs of characters.
_ACT = {"g": 0.8, "K": 2.0, "M": 0.5, "C": 1.0, "N": 1.0, "D": 1.0, "P": 1.0}
_PROMISE = {"g": 0.8, "K": 0.5, "M": 0.3, "C": 2.0, "D": 2.0, "N": 1.0, "P": 1.0}
LEAN = {
    "raised": {"g": 0.7, "A": 2.0, "M": 1.0, "K": 1.5, "C": 1.5, "N": 2.0, "D": 1.5, "P": 1.0},
    "topic": {"g": 1.0, "M": 1.5},
    "act": _ACT,
    "kind": _ACT,
    "promised": _PROMISE,
    "joined": _PROMISE,
}
_BESIDE, _SINGLE = 0.65, 0.55  # features of neighbours; single characters against longer runs
_LEAST_STEPS = 4  # weights of fewer steps are left out


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
    columns = answers.T if answers.ndim == 2 else [answers]
    models = [_fitted(table, column, strength, more.get("weights")) for column in columns]
    classes = [str(one) for one in models[0].classes_] if answers.ndim == 1 else []
    return {
        "classes": classes if len(classes) > 2 else [""],
        "bias": [round(float(one), 4) for model in models for one in model.intercept_],
        "weights": _kept(known, np.vstack([model.coef_ for model in models]) * lean),
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


def _fitted(table: Any, wanted: Any, strength: float, weights: Any) -> Any:
    several = len(set(wanted.tolist())) > 2
    solver = "lbfgs" if several else "liblinear"
    model = LogisticRegression(C=strength, solver=solver, max_iter=500, random_state=0)
    return model.fit(table, wanted, sample_weight=weights)


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


def _kept(known: Sequence[str], slopes: Any) -> dict[str, list[int]]:
    kept = {}
    for place, feature in enumerate(known):
        steps = [(number, round(float(slope) / STEP)) for number, slope in enumerate(slopes[:, place])]
        pairs = [part for number, count in steps if abs(count) >= _LEAST_STEPS for part in (number, count)]
        if pairs:
            kept[feature] = pairs
    return kept
