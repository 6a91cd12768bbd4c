"""What a messenger answered, out of its JSON into one of a few codes, and those in words."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

DATA = Path(__file__).parent / "data" / "answers.toml"
TAKEN, UNREACHABLE, STRANGE, REFUSED = "taken", "unreachable", "strange", "refused"
GONE, BUSY, KEYWORD, SIGN, ADDRESS = "gone", "busy", "keyword", "sign", "address"
# No use in trying again: somebody has to change something at the robot first.
FINAL = {GONE, KEYWORD, SIGN, ADDRESS}


@dataclass(frozen=True, slots=True)
class Answer:
    """``code`` is one of the above, ``number`` the messenger's own number or the HTTP status (0 for none)."""

    code: str
    number: int = 0

    @property
    def taken(self) -> bool:
        """Whether the messenger has the message."""
        return self.code == TAKEN

    @property
    def final(self) -> bool:
        """Whether trying again is of no use."""
        return self.code in FINAL

    def kept(self) -> str:
        """As it stands in the tables; empty when all went well."""
        return "" if self.taken else f"{self.code} {self.number}"


def read_kept(text: str) -> Answer:
    """The other way round."""
    code, _space, number = text.partition(" ")
    return Answer(code or TAKEN, int(number or 0))


def read_answer(kind: str, status: int, body: bytes) -> Answer:
    """What the robot of ``kind`` said. HTTP status 200 alone means nothing: all of them say no inside it."""
    rules = _rules()[kind]
    try:
        told = json.loads(body)
        number = int(told[rules["number"]])
    except (ValueError, KeyError, TypeError):
        return Answer(STRANGE, status)
    if number == 0:
        return Answer(TAKEN) if status == 200 else Answer(STRANGE, status)
    return Answer(_meaning(rules, number, str(told.get(rules["words"], "")).lower()), number)


def _meaning(rules: dict[str, Any], number: int, words: str) -> str:
    if number == rules.get("spoken"):
        listed = rules["spoken_words"].items()
        return next((code for code, parts in listed if any(part in words for part in parts)), REFUSED)
    codes = (GONE, BUSY, KEYWORD, SIGN, ADDRESS)
    return next((code for code in codes if number in rules.get(code, ())), REFUSED)


def in_words(answer: Answer) -> str:
    """What happened and what to do, for people."""
    told = {
        TAKEN: _("送到了。"),
        GONE: _("对方说没有这个机器人。可能被移出群了，重新要一个地址。"),
        KEYWORD: _("机器人只放行带关键词的消息。把“枝叶”加进它的关键词。"),
        SIGN: _("签名对不上。把加签的密钥重新抄一遍，再看看这台机器的时间准不准。"),
        ADDRESS: _("机器人只收指定网络来的消息。把这台机器的出口地址加进它的名单，或者改用关键词“枝叶”。"),
        BUSY: _("对方说发得太快了，过一会儿会再发。"),
        UNREACHABLE: _("连不上对方。看看这台机器能不能上网。"),
        STRANGE: _("对方答得看不懂（%(number)s），过一会儿会再发。"),
        REFUSED: _("对方没有收，给的号码是 %(number)s。"),
    }
    return told.get(answer.code, told[REFUSED]) % {"number": answer.number}


@cache
def _rules() -> dict[str, dict[str, Any]]:
    read = tomllib.loads(DATA.read_text("utf-8"))
    rules = {kind: told for kind, told in read.items() if isinstance(told, dict)}
    return rules | {"lark": rules["feishu"]}  # the same product under its name abroad
