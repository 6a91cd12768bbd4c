"""What the words of one clause say of themselves: a title, something still to be done, a number handed over."""

import re

from zhiye.drafts.tables import read_toml
from zhiye.reading.tables import read_toml as read_reading

_TOLD = read_toml("outcomes.toml")["told"]
_PROMISES = read_toml("promises.toml")
_KIN = {word for words in read_reading("kin.toml")["relations"].values() for word in words if len(word) > 1}
_TO_KIN = re.compile(_TOLD["to_kin"].replace("{KIN}", "|".join(sorted(_KIN, key=len, reverse=True))))
_PLANNED, _NUMBER_GIVEN = re.compile(_TOLD["planned"]), re.compile(_TOLD["number_given"])
_MOVING, _RECEIVED, _CAME = (re.compile(_TOLD[name]) for name in ("moving", "received", "came"))
_NUMBER_ALONE = re.compile(r"(?:电话|手机|联系电话|号码)?(?:是|为|:|：)?[\d\s-]{7,}")
_DONE = re.compile("[了过好完]")
_REMINDER, _THREAT, _UNSETTLED, _SAME_DAY, _WORD_GIVEN, _OUR_WORDS = (
    re.compile(_PROMISES[name])
    for name in ("reminder", "threat", "unsettled", "same_day", "word_given", "our_words")
)
_NUMBERED = re.compile(r"^\d{1,2}(?:[.．、]|[)）])\s*(?!\d)")
_LEADING = re.compile(read_toml("titles.toml")["leading"])
_PROMISED = re.compile(read_toml("titles.toml")["promised"])
_TELLING = re.compile(f"[^\\W\\d_a-zA-Z{read_toml('titles.toml')['empty']}]{{2}}")
_MENDED = re.compile(read_toml("titles.toml")["mended"])
_DAY_LINE = re.compile(read_toml("titles.toml")["day_line"])
_SHORTEST = 4  # a title of fewer characters says too little


def title_of(words: str, most: int) -> str:
    """A clause as the title of a matter: without its number in a list, 她说 or 就是说, half a pair of brackets."""
    told = " ".join(words.split())
    for cut in (_without_half, _without_number, _without_saying):
        shorter = cut(told)
        told = shorter if len(shorter) >= _SHORTEST else told
    return told[:most]


def promised_of(words: str, who: str) -> str:
    """What is promised, without who promises and that they said so: 王师傅说明天来 → 明天来."""
    told = " ".join(words.split()).removeprefix(who).lstrip("，,：: ")
    shorter = _PROMISED.sub("", told)
    return (shorter if len(shorter) > 1 else told) or who


def is_planned(words: str) -> bool:
    """下次约司法所来调解: still to be done."""
    return bool(_PLANNED.search(words))


def is_undone(words: str) -> bool:
    """Whether nothing in the words says that it has been done."""
    return not _DONE.search(words)


def is_moving(words: str) -> bool:
    """搬到儿子家去了: nobody was visited."""
    return bool(_MOVING.search(words))


def is_given_to_us(words: str) -> bool:
    """收到王叔叔捐的轮椅: no aid of ours."""
    return bool(_RECEIVED.search(words))


def tells_a_coming(words: str) -> bool:
    """Whether anything says that somebody came, or spoke to us."""
    return bool(_CAME.search(words))


def is_only_a_number(words: str) -> bool:
    """A telephone number, told or handed over (给了她妇联电话): nobody was rung."""
    told = words.strip()
    return bool(_NUMBER_ALONE.fullmatch(told) or _NUMBER_GIVEN.search(told))


def is_to_kin(words: str) -> bool:
    """儿子电话打不通: a call, but not to whom the note is about."""
    return bool(_TO_KIN.search(words.strip()))


def is_day_line(words: str) -> bool:
    """11月20日 星期五 晴: the head of a page."""
    return bool(_DAY_LINE.search(words))


def is_mended(words: str) -> bool:
    """不漏了: in order again, nothing to open."""
    return bool(_MENDED.search(words))


def is_reminder(words: str) -> bool:
    """记得明天看看地下室: what is to be done, and no matter beside it."""
    return bool(_REMINDER.search(words))


def is_our_word(words: str) -> bool:
    """我说问残联: nobody raised that."""
    return bool(_OUR_WORDS.search(words))


def is_threat(words: str) -> bool:
    """再不修就打12345，让她打吧: nobody binds themselves."""
    return bool(_THREAT.search(words))


def is_unsettled(words: str) -> bool:
    """时间待定: says nothing of what is to be done."""
    return bool(_UNSETTLED.search(words))


def is_for_today(words: str) -> bool:
    """晚上再去敲一次."""
    return bool(_SAME_DAY.search(words))


def gives_word(words: str) -> bool:
    """答应帮她问."""
    return bool(_WORD_GIVEN.search(words))


def speaks_of(words: str, other: str) -> bool:
    """Whether the two share a word of two characters that says something: 下水, 水管."""
    pairs = {other[at : at + 2] for at in range(len(other) - 1)}
    return any(pair in words for pair in pairs if _TELLING.fullmatch(pair))


def _without_half(told: str) -> str:
    for opening, closing in ("（）", "()", "“”"):
        at = told.find(closing)
        if at >= 0 and opening not in told[:at]:
            told = told[at + 1 :].lstrip("，,。、 ")
        at = told.rfind(opening)
        if at >= 0 and closing not in told[at:]:
            told = told[:at].rstrip("，,。、 ")
    return told


def _without_number(told: str) -> str:
    return _NUMBERED.sub("", told)


def _without_saying(told: str) -> str:
    return _LEADING.sub("", told)
