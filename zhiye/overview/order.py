"""The one order in which committees stand."""

from pypinyin import lazy_pinyin

from zhiye.places.models import Place


def by_name(place: Place) -> tuple[str, str]:
    """As their names are spelled out, never by a figure."""
    return " ".join(lazy_pinyin(place.name)), place.path
