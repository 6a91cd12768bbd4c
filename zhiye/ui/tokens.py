"""The design tokens: every colour, type size, space and target, in one place that can be computed with.

The head of ``static/ui/app.css`` is printed from here: ``python -m zhiye.ui.tokens`` renews it, and a test
keeps the two equal. (One style sheet, not two, because a resident's page may cost two requests in all.)
Colours are sRGB hex, sizes are CSS px at a browser default of 16 px and are written as rem, so that the
reader's own font size is respected.
"""

from dataclasses import dataclass
from pathlib import Path

# Name, hex. "red" is scarce on purpose: it must mean "go and look" or "mend this", so no brand colour is red.
COLOURS: dict[str, str] = {
    "paper": "#FFFFFF",
    "wash": "#F4F6F8",
    "ink": "#1A1C1E",
    "ink-2": "#454B52",
    "muted": "#5A626B",  # the lightest text allowed
    "control": "#757C86",  # borders of things one can press or fill in
    "line": "#D7DBE0",  # decoration only: carries no meaning, needs no contrast
    "brand": "#0F6B5C",
    "brand-dark": "#0A4F44",
    "brand-tint": "#E3F1EE",
    "link": "#0B57A4",
    "red": "#B3261E",
    "red-tint": "#FDECEA",
    "amber": "#7A4B00",
    "amber-tint": "#FFF1D6",
    "green": "#1B6B3A",
    "green-tint": "#E6F4EA",
    "slate": "#4A5568",
    "slate-tint": "#EEF1F4",
    "purple": "#5B3A8E",
    "purple-tint": "#F1ECF9",
    "mark": "#FFE58A",
}

TEXT = 4.5  # WCAG 2.2, 1.4.3
RESIDENT_BODY = 7.0  # WCAG 2.2, 1.4.6: residents' pages are read by old eyes
BORDER = 3.0  # WCAG 2.2, 1.4.11


@dataclass(frozen=True, slots=True)
class Pair:
    """A foreground on a background as used by the style sheet, and the least WCAG ratio it must keep."""

    front: str
    back: str
    least: float


PAIRS: tuple[Pair, ...] = (
    *(Pair("ink", back, RESIDENT_BODY) for back in ("paper", "wash", "mark", "brand-tint")),
    *(Pair("ink", f"{tone}-tint", TEXT) for tone in ("red", "amber", "green", "slate", "purple")),
    *(Pair("ink-2", back, RESIDENT_BODY) for back in ("paper", "wash")),
    *(Pair("muted", back, TEXT) for back in ("paper", "wash")),
    *(Pair("control", back, BORDER) for back in ("paper", "wash")),
    Pair("paper", "brand", TEXT),
    Pair("paper", "brand-dark", RESIDENT_BODY),
    Pair("paper", "red", TEXT),
    Pair("brand-dark", "paper", TEXT),
    Pair("brand-dark", "brand-tint", TEXT),
    *(Pair("link", back, TEXT) for back in ("paper", "wash")),
    *(Pair(tone, "paper", TEXT) for tone in ("red", "amber", "green", "slate", "purple")),
    *(Pair(tone, f"{tone}-tint", TEXT) for tone in ("red", "amber", "green", "slate", "purple")),
)

# Role -> (font px, line px); one column per text size. Heads are shorter lines, so they may be tighter.
TYPE: dict[str, dict[str, tuple[int, int]]] = {
    "standard": {
        "text": (17, 27),
        "small": (15, 24),
        "tag": (14, 24),
        "h2": (20, 28),
        "h1": (24, 32),
        "number": (40, 48),
    },
    "large": {
        "text": (20, 32),
        "small": (17, 27),
        "tag": (16, 26),
        "h2": (24, 34),
        "h1": (28, 38),
        "number": (48, 58),
    },
    "extra": {
        "text": (24, 38),
        "small": (20, 32),
        "tag": (20, 32),
        "h2": (28, 38),
        "h1": (34, 46),
        "number": (56, 68),
    },
    "resident": {
        "text": (22, 35),
        "small": (20, 32),
        "tag": (20, 32),
        "h2": (26, 36),
        "h1": (32, 42),
        "number": (48, 58),
    },
    "resident-large": {
        "text": (26, 42),
        "small": (22, 35),
        "tag": (22, 35),
        "h2": (30, 42),
        "h1": (36, 48),
        "number": (52, 62),
    },
    "resident-extra": {
        "text": (32, 51),
        "small": (26, 42),
        "tag": (26, 42),
        "h2": (36, 50),
        "h1": (42, 56),
        "number": (56, 68),
    },
}
SMALLEST_PX = {"worker": 14, "resident": 20}

SPACES_PX: tuple[int, ...] = (4, 8, 12, 16, 24, 32, 48)
TARGETS_PX: dict[str, int] = {"target": 48, "target-resident": 64, "target-hero": 120}
TARGET_FLOORS_PX: dict[str, int] = {"worker": 44, "resident": 60}
RADII_PX: dict[str, int] = {"radius-card": 12, "radius": 10}

ROOT_PX = 16

STYLE_SHEET = Path(__file__).parent / "static" / "ui" / "app.css"
HEAD_LINE = "/* Tokens: printed by python -m zhiye.ui.tokens. Change tokens.py, not these lines. */"
END_LINE = "/* End of tokens: the rest is written by hand. */"


def contrast(front: str, back: str) -> float:
    """WCAG 2.x contrast ratio (1 to 21) of two ``#RRGGBB`` colours."""
    high, low = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rem(px: int) -> str:
    return f"{px / ROOT_PX:g}rem"


def _type_rules(size: str) -> str:
    selector = ":root" if size == "standard" else f".size-{size}"
    body = "".join(
        f"--{role}:{_rem(font)};--{role}-line:{line / font:.4g};" for role, (font, line) in TYPE[size].items()
    )
    return f"{selector}{{{body}}}\n"


def stylesheet() -> str:
    """The tokens as CSS custom properties, ending with the line above the hand-written rules."""
    fixed = [f"--{name}:{value};" for name, value in COLOURS.items()]
    fixed += [f"--space-{px}:{_rem(px)};" for px in SPACES_PX]
    fixed += [f"--{name}:{_rem(px)};" for name, px in (TARGETS_PX | RADII_PX).items()]
    rules = ":root{" + "".join(fixed) + "}\n" + "".join(_type_rules(size) for size in TYPE)
    return f"{HEAD_LINE}\n{rules}{END_LINE}\n"


def renew(path: Path = STYLE_SHEET) -> None:
    """Write the present tokens into the head of the style sheet at ``path``; what follows them stays."""
    _, _, by_hand = path.read_text(encoding="utf-8").partition(f"{END_LINE}\n")
    path.write_text(stylesheet() + by_hand, encoding="utf-8")


if __name__ == "__main__":
    renew()
