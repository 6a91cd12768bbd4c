"""Places at which a note names somebody: titles, 老李 and 小陈, full names, kin words, nouns."""

import re

from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Home, Mention

_WORDS = read_toml("people.toml")
_KIN_WORDS = read_toml("kin.toml")
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
COMMON_SURNAMES = frozenset(_WORDS["common_surnames"])
_DOUBLE: list[str] = _WORDS["double_surnames"]
_SURNAME = rf"(?:{either(_DOUBLE)}|[{_WORDS['common_surnames']}])"
_INSIDE = frozenset(_WORDS["inside_words"])
# An office in front of a title says that its bearer works there.
_OFFICE = re.compile(
    "(?:街道|社区|居委会?|物业|残联|监察|中心|派出所|民政|司法|工会|妇联|银行|公司|医院|卫生站|大队|[办站局所队镇])的?$"
)
_TITLES: dict[str, list[str]] = _WORDS["titles"]
_SEX_OF_TITLE = {w: "女" for w in _TITLES["female"]} | {w: "男" for w in _TITLES["male"]}
_ROLE_OF_TITLE = {w: "worker" for w in _TITLES["worker"]} | {w: "other" for w in _TITLES["other"]}
_ANY_TITLE = either(word for words in _TITLES.values() for word in words)
_TITLED = re.compile(
    rf"(?P<surname>{_SURNAME})(?P<given>{_HAN}{{0,2}}?)(?P<home>家)?(?P<title>{_ANY_TITLE})(?!{'|'.join('师院校办院室站部会')})"
)
_CALLED = re.compile(rf"(?P<age>[老小])(?P<surname>{_SURNAME})(?![\u4e00-\u9fff]?(?:区|路|站|厂))")
_NAMED = re.compile(rf"(?={_SURNAME}{_HAN})(?P<surname>{_SURNAME})")
_NOT_CALLED = frozenset(_WORDS["not_called"])
_NOT_NAMES = re.compile(either(_WORDS["not_names"]))
_NOT_GIVEN = frozenset(_WORDS["not_given"])
_SELDOM = frozenset(_WORDS["seldom_given"])
_DOUBTFUL = frozenset(_WORDS["doubtful_surnames"])
_BEFORE = {word: role for role, words in _WORDS["before"].items() for word in words}
_ROLE_BEFORE = re.compile(rf"(?:{either(_BEFORE)})$")
_STRONG = re.compile(
    either(_WORDS["behind"]["strong"]) + r"|[,，(（]? ?\d{1,3}岁|\(\d|\([一二三四五六七八九十]|\d{1,2}岁"
)
_WEAK = re.compile(either(_WORDS["behind"]["weak"]))
RELATION_OF = {word: relation for relation, words in _KIN_WORDS["relations"].items() for word in words}
SEX_OF_RELATION = {r: "男" for r in _KIN_WORDS["sex"]["male"]} | {
    r: "女" for r in _KIN_WORDS["sex"]["female"]
}
_NOT_KIN = re.compile(either(_KIN_WORDS["not_kin"]["words"]))
WEAK_KIN = frozenset(_KIN_WORDS["weak"]["words"])
_KIN = re.compile(either(RELATION_OF))
_DOUBLED = re.compile(
    rf"(?:(?<=儿子)|(?<=女儿)|(?<=闺女)|(?<=孙子)|(?<=孙女))(?P<name>(?P<one>{_HAN})(?P=one))"
)
_NOUNS: dict[str, str] = {w: role for role in ("worker", "other", "resident") for w in _WORDS["nouns"][role]}
_COMMON_NOUNS = frozenset(_WORDS["nouns"]["common"])
_ONE = re.compile(rf"(?:{either(_WORDS['nouns']['one'])})(?:\d+多?岁的|[\u4e00-\u9fff]{{0,6}}的)?(?:独居)?$")
_NOUN = re.compile(either(_NOUNS))
# How far a name is looked for once more, in characters: about one long note.
_NEARBY = 1000


def find_mentions(note: Note, homes: list[Home], known: tuple[str, ...] = ()) -> list[Mention]:
    """All mentions in order, not overlapping. ``known`` are names the register has: they need no context."""
    blocked = [home.span for home in homes]
    found: list[Mention] = []
    for look in (_titled, _called):
        _add(found, look(note), blocked)
    _add(found, _doubled(note), blocked)
    _add(found, _registered(note, known), blocked)
    _add(found, _named(note, blocked, found), blocked)
    _add(found, _again(note, found), blocked)
    _add(found, _kin(note, found), blocked)
    _add(found, _nouns(note), blocked)
    return sorted(found, key=lambda mention: mention.span)


def _add(found: list[Mention], more: list[Mention], blocked: list[Span]) -> None:
    busy = {place for span in blocked for place in range(span.start, span.end)}
    busy |= {place for mention in found for place in range(mention.span.start, mention.span.end)}
    for mention in more:
        places = range(mention.span.start, mention.span.end)
        if busy.isdisjoint(places):
            found.append(mention)
            busy |= set(places)


def _titled(note: Note) -> list[Mention]:
    found = []
    for hit in _TITLED.finditer(note.plain):
        start, surname = hit.start(), hit["surname"]
        for place in range(hit.start("title") - 1 - bool(hit["home"]), start + len(surname) - 1, -1):
            if note.plain[place] in COMMON_SURNAMES and not _whole_name(note.plain, start, place):
                start, surname = place, note.plain[place]
                break
        given = note.plain[start + len(surname) : hit.start("title")].removesuffix("家")
        words = note.plain[start : hit.end()]
        if set(given) & _NOT_GIVEN or _is_word(note.plain, start) or _is_thing(note.plain, hit, given):
            continue
        title = hit["title"]
        span = Span(start, hit.end())
        role = _ROLE_OF_TITLE.get(title) or _role_before(note.plain, start)
        found.append(Mention(span, words, "title", _SEX_OF_TITLE.get(title, ""), role, surname))
    return found


def _is_word(plain: str, start: int) -> bool:
    """高兴, 对于社工: what looks like a surname belongs to another word."""
    return bool(_NOT_NAMES.match(plain, start)) or plain[max(0, start - 1) : start + 1] in _INSIDE


def _whole_name(plain: str, start: int, place: int) -> bool:
    """许秀兰师傅: a surname inside a given name does not begin a name where a role or a stop stands in front."""
    return place > start and bool(_ROLE_BEFORE.search(plain[max(0, start - 6) : start]))


def _is_thing(plain: str, hit: re.Match[str], given: str) -> bool:
    if hit["title"] in ("工", "姨", "姐", "哥", "叔", "伯", "婶", "嫂", "婆", "爹", "某"):
        return bool(
            re.match(r"[程作资地人业会伤共厂种单理体结是弟妹]", plain[hit.end() : hit.end() + 1])
        ) or bool(given)
    return False


def _called(note: Note) -> list[Mention]:
    found = []
    for hit in _CALLED.finditer(note.plain):
        tail = note.plain[hit.start() : hit.end() + 2]
        if any(tail.startswith(word) for word in _NOT_CALLED) or note.plain[
            hit.start() - 1 : hit.start()
        ] in tuple("大最很太衰"):
            continue
        # 小陈 without a word of living is mostly a colleague, 老李 a neighbour.
        role = _role_before(note.plain, hit.start()) or (
            "worker" if hit["age"] == "小" and not _at_home(note, hit) else ""
        )
        found.append(Mention(Span(*hit.span()), hit.group(), "title", "", role, hit["surname"]))
    return found


def _at_home(note: Note, hit: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"(?:\d|租客|租户|户主|室|的|儿子|女儿|户|女婿)$",
            note.plain[max(0, hit.start() - 3) : hit.start()],
        )
    )


def _doubled(note: Note) -> list[Mention]:
    """儿子浩浩: a doubled character right behind a kin word."""
    return [Mention(Span(*hit.span("name")), hit["name"], "name") for hit in _DOUBLED.finditer(note.plain)]


def _registered(note: Note, known: tuple[str, ...]) -> list[Mention]:
    found = []
    for name in known:
        for hit in re.finditer(re.escape(name), note.plain):
            found.append(
                Mention(Span(*hit.span()), name, "name", "", _role_before(note.plain, hit.start()), name[:1])
            )
    return found


def _named(note: Note, blocked: list[Span], found: list[Mention]) -> list[Mention]:
    named: list[Mention] = []
    end = 0
    for hit in _NAMED.finditer(note.plain):
        if hit.start() < end or any(span.start <= hit.start() < span.end for span in blocked):
            continue
        best = _best_name(note, hit, blocked, [*found, *named])
        if best:
            named.append(best)
            end = best.span.end
    return named


def _best_name(note: Note, hit: re.Match[str], blocked: list[Span], found: list[Mention]) -> Mention | None:
    start, surname = hit.start(), hit["surname"]
    if _is_word(note.plain, start):
        return None
    before = _evidence_before(note, start, blocked, found)
    options = []
    for length in (2, 1):
        end = start + len(surname) + length
        given = note.plain[start + len(surname) : end]
        if (
            len(given) < length
            or not re.fullmatch(rf"{_HAN}+", given)
            or set(given) & _NOT_GIVEN
            or set(given) == {surname}
        ):
            continue
        score = before + _evidence_behind(note.plain, end) + _named_again(note.plain, start, end)
        score -= (surname in _DOUBTFUL) + bool(set(given) & _SELDOM)
        if score >= (2.5 if length == 1 else 2):
            options.append((score + 0.5 * (length == 2), end))
    if not options:
        return None
    end = max(options)[1]
    span = Span(start, end)
    return Mention(span, note.plain_of(span), "name", "", _role_before(note.plain, start), surname)


def _named_again(plain: str, start: int, end: int) -> bool:
    """Whether the same characters stand once more nearby."""
    words = plain[start:end]
    return words in plain[max(0, start - _NEARBY) : start] or words in plain[end : end + _NEARBY]


def _evidence_before(note: Note, start: int, blocked: list[Span], found: list[Mention]) -> int:
    before = note.plain[max(0, start - 6) : start]
    if role := _ROLE_BEFORE.search(before):
        if role.group() == "、":
            return 2 if any(0 <= start - 1 - mention.span.end <= 1 for mention in found) else 0
        return 2 if _BEFORE[role.group()] != "plain" else 1
    if re.search(rf"(?:{_KIN.pattern})$", before) and not _NOT_KIN.search(before):
        return 3
    if any(0 <= start - span.end <= 2 for span in blocked):
        return 2
    if re.search(r"(?:^|\n)(?:\d{1,2}[.、)] ?|[①-⑩]|[一二三四五六]、)?$|\d[.、] ?$", before):
        return 2
    return 1 if not before or before[-1] in "。,;!?:\n “”" else 0


def _evidence_behind(plain: str, end: int) -> int:
    if _STRONG.match(plain, end):
        return 2
    return 1 if end >= len(plain) or _WEAK.match(plain, end) or not re.match(_HAN, plain[end]) else 0


def _role_before(plain: str, start: int) -> str:
    hit = _ROLE_BEFORE.search(plain[max(0, start - 6) : start])
    role = _BEFORE[hit.group()] if hit else "plain"
    if role != "plain":
        return role
    return "worker" if _OFFICE.search(plain[max(0, start - 6) : start]) else ""


def _again(note: Note, found: list[Mention]) -> list[Mention]:
    """Further places of names found, and of their given names of two characters (秀兰 after 许秀兰)."""
    more = []
    for mention in [mention for mention in found if mention.kind == "name"]:
        given = mention.words[len(mention.surname) :]
        for words in [mention.words] + ([given] if len(given) == 2 else []):
            for hit in re.finditer(re.escape(words), note.plain):
                more.append(Mention(Span(*hit.span()), words, "name", "", mention.role, mention.surname))
    return more


def _kin(note: Note, found: list[Mention]) -> list[Mention]:
    blocked = [Span(*hit.span()) for hit in _NOT_KIN.finditer(note.plain)]
    kin = []
    for hit in _KIN.finditer(note.plain):
        span = Span(*hit.span())
        if (
            any(span.overlaps(other) for other in blocked)
            or _is_group(note.plain, hit.start())
            or not _tells_kin(note.plain, hit, found)
        ):
            continue
        relation = RELATION_OF[hit.group()]
        if (
            hit.group() == "媳妇"
            and re.search(r"(?:他|男|某|[\u4e00-\u9fff]{2}家|的|叫)$", note.plain[: hit.start()])
            and not re.search("儿子$", note.plain[: hit.start()])
        ):
            relation = "妻"
        kin.append(Mention(span, hit.group(), "kin", SEX_OF_RELATION.get(relation, ""), "", "", relation))
    return kin


def _is_group(plain: str, start: int) -> bool:
    """四个儿子, 几个女儿: several, not one."""
    return bool(re.search(r"[二两三四五六七八几多些\d](?:个|位|名)$", plain[max(0, start - 3) : start]))


def _tells_kin(plain: str, hit: re.Match[str], found: list[Mention]) -> bool:
    if hit.group() not in WEAK_KIN:
        return not re.search(
            r"(?:亲|干|像|当|做|送|接|我|我的)$", plain[max(0, hit.start() - 2) : hit.start()]
        )
    if plain[hit.start() - 1 : hit.start()] in ("“", '"', "「"):
        return False
    beside = any(
        mention.span.start == hit.end() or mention.span.end in (hit.start(), hit.start() - 1)
        for mention in found
    )
    return beside or bool(
        re.search(
            r"(?:[他她其跟和,、的。给让陪由对问讲说住接有是:;\n ]|自己|^)$",
            plain[max(0, hit.start() - 2) : hit.start()],
        )
    )


def _nouns(note: Note) -> list[Mention]:
    found = []
    for hit in _NOUN.finditer(note.plain):
        before = note.plain[max(0, hit.start() - 16) : hit.start()]
        if hit.group() in _COMMON_NOUNS and not _ONE.search(before):
            continue
        if (
            re.match(r"们|家里|节|户|群|委|大会|代表|协|[\u4e00-\u9fff]?[：:]", note.plain[hit.end() :])
            or re.search(r"(?:些|各|多|个)$", before)
            and not _ONE.search(before)
        ):
            continue
        noun = hit.group()
        sex = "女" if noun in _WORDS["nouns"]["female"] else "男" if noun in _WORDS["nouns"]["male"] else ""
        found.append(Mention(Span(*hit.span()), noun, "noun", sex, _NOUNS[noun]))
    return found
