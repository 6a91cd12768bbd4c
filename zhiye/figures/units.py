"""What is counted in which word. 人 are heads, each once; 人次 are heads each time: never one for the other."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word. ``people``: a small number of them could point at somebody, see small.py."""

    name: Any
    people: bool = False


UNITS: dict[str, Unit] = {
    "household": Unit(gettext_lazy("户"), people=True),
    "person": Unit(gettext_lazy("人"), people=True),
    "times": Unit(gettext_lazy("人次")),
    "matter": Unit(gettext_lazy("件"), people=True),
    "dispute": Unit(gettext_lazy("起"), people=True),
    "ticket": Unit(gettext_lazy("张")),
    "meeting": Unit(gettext_lazy("场")),
    "occasion": Unit(gettext_lazy("次")),
    "day": Unit(gettext_lazy("天")),
    "order": Unit(gettext_lazy("单")),
    "paper": Unit(gettext_lazy("份")),
    "piece": Unit(gettext_lazy("篇")),
    "home": Unit(gettext_lazy("套")),
    "building": Unit(gettext_lazy("幢")),
    "promise": Unit(gettext_lazy("件")),
    "thanks": Unit(gettext_lazy("条")),
    "photo": Unit(gettext_lazy("张")),
}
