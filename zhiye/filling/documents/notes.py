"""Sentences on what could not be written as it was given."""

from django.utils.translation import gettext as _


def not_in_list(label: str, value: str) -> str:
    """A drop-down list or a row of boxes has no such word."""
    return _("“%(label)s”里没有“%(value)s”这一项，没有填，请自己选。") % {"label": label, "value": value}


def for_hands(label: str) -> str:
    """A signature, a stamp or a photograph."""
    return _("“%(label)s”要本人签名、盖章或贴照片，没有填。") % {"label": label}


def no_such_place(key: str) -> str:
    """A value for a slot or list that this form does not have."""
    return _("表里找不到“%(label)s”，没有填。") % {"label": key.rpartition("/")[2]}


def no_formula_in_new_rows(label: str) -> str:
    """A formula shared by many cells is not continued into added rows."""
    return _("“%(label)s”一列的公式没有带到新加的行里，请在Excel里往下拉一下。") % {"label": label}


def not_a_date(label: str) -> str:
    """年　月　日 asks for a day and got something else."""
    return _("“%(label)s”要填日期，给的不是日期，没有填。") % {"label": label}
