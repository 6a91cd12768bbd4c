"""Covering who called: in what pages show, and in the words of a ticket, which many may read. Pure."""

import re


def covered_name(name: str) -> str:
    """章女士 → 章**; "" stays."""
    return f"{name[0]}**" if name else ""


def covered_phone(phone: str) -> str:
    """15400001234 → 154****1234; shorter ones keep their last two digits."""
    if len(phone) < 8:
        return f"****{phone[-2:]}" if phone else ""
    return f"{phone[:3]}****{phone[-4:]}"


def covered_words(text: str, caller: str, phone: str) -> str:
    """The words of a ticket without who called: the number covered, the name as 来电人. Once covered they stay so."""
    if phone.isdecimal():
        text = re.sub(r"[ \-]?".join(phone), covered_phone(phone), text)
    return text.replace(caller, "来电人") if len(caller) > 1 and caller != "来电人" else text
