"""One line of the table."""

import json


def line(
    people: int, what: str, value: float, unit: str, limit: float | None = None, most: bool = True
) -> None:
    """Print a figure; ``limit`` is the most (or, with ``most=False``, the least) it should be."""
    bound = "" if limit is None else f"{'≤' if most else '≥'} {limit:g} {unit}"
    ratio = "" if not limit else f"{value / limit:.2f}"
    told = {"people": people, "what": what, "figure": f"{value:,.2f} {unit}", "limit": bound, "ratio": ratio}
    print(json.dumps(told))


def p95(samples: list[float]) -> float:
    """The 95th percentile."""
    return sorted(samples)[max(0, round(len(samples) * 0.95) - 1)]
