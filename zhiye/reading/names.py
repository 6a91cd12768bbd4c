"""Names of people in a note: 曹奶奶 and 徐主任, 老李 and 小陈, full names, names a tagger holds for some."""

import re

from zhiye.people.name_texts import SURNAME_READINGS
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span, Word
from zhiye.reading.values import Mention

PEOPLE_WORDS = read_toml("people.toml")
HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
COMMON_SURNAMES = frozenset(PEOPLE_WORDS["common_surnames"])
_DOUBLE = frozenset(name for name in SURNAME_READINGS if len(name) == 2) | {*PEOPLE_WORDS["double_surnames"]}
# Surnames that are words of everyday: only a tagger can tell that one is a surname here.
_EVERYDAY = (frozenset(PEOPLE_WORDS["everyday_surnames"]) & SURNAME_READINGS.keys()) - COMMON_SURNAMES
_KNOWN = SURNAME_READINGS.keys() | frozenset(PEOPLE_WORDS["more_surnames"])
_RARE = frozenset(name for name in _KNOWN if len(name) == 1) - COMMON_SURNAMES - _EVERYDAY
_SURNAME = rf"(?:{either(_DOUBLE)}|[{''.join(sorted(COMMON_SURNAMES | _RARE | _EVERYDAY))}])"
_INSIDE = frozenset(PEOPLE_WORDS["inside_words"])
_NOT_NAMES = re.compile(either(PEOPLE_WORDS["not_names"]))
_NOT_GIVEN = frozenset(PEOPLE_WORDS["not_given"])
# Characters of them that a name may have where the tagger is sure that it is one: 娟子, 宣刚.
_GIVEN_TOO = frozenset(PEOPLE_WORDS["given_too"])
_SELDOM = frozenset(PEOPLE_WORDS["seldom_given"])
_DOUBTFUL = frozenset(PEOPLE_WORDS["doubtful_surnames"])
_NOT_CALLED = tuple(PEOPLE_WORDS["not_called"])
# An office in front of a title says that its bearer works there.
_OFFICE = re.compile(
    "(?:街道|社区|居委会?|村委会?|物业|残联|监察|中心|派出所|民政|司法|工会|妇联|支部|业委会|[办站局所队镇])的?$"
)
_TITLES: dict[str, list[str]] = PEOPLE_WORDS["titles"]
_SEX_OF_TITLE = {w: "女" for w in _TITLES["female"]} | {w: "男" for w in _TITLES["male"]}
_ROLE_OF_TITLE = {w: "worker" for w in _TITLES["worker"]} | {w: "other" for w in _TITLES["other"]}
# Titles of one character follow a bare surname only, and are parts of many words.
_SHORT = frozenset(word for words in _TITLES.values() for word in words if len(word) == 1) - {"某"}
_TITLED = re.compile(
    rf"(?P<home>家)?(?P<title>{either(word for words in _TITLES.values() for word in words)})(?![院校办室站部会])"
)
_NOT_BEHIND_SHORT = re.compile(
    r"[程作资地人业会伤共厂种单理体结是弟妹妈头导部家属务长员有为以及得能化社司里园民安布局在伍旧年太师板伯爷汉奶婆公式城区娘儿女之示演结算计体路数量面道投员告办事组龄乡街村仆爵主]"
)
_CALLED = re.compile(rf"(?P<age>[老小])(?P<surname>{_SURNAME})(?P<tail>头(?!一|先|也|回|顶|上|发)|汉)?")
_ALIAS = re.compile(rf"[老小]{_SURNAME}|{_SURNAME}(?:{either(_TITLES['worker'])})")
_NAMED = re.compile(rf"(?={_SURNAME}{HAN})(?P<surname>{_SURNAME})")
_SURNAMED = re.compile(rf"(?<=[,主户人子]姓)(?P<surname>{_SURNAME})(?=[,。;])")
_DOTTED = re.compile(rf"{HAN}{{2,5}}(?:·{HAN}{{1,6}})+")
BEFORE = {word: role for role, words in PEOPLE_WORDS["before"].items() for word in words}
ROLE_BEFORE = re.compile(rf"(?:{either(BEFORE)})$")
_STRONG = re.compile(
    either(PEOPLE_WORDS["behind"]["strong"])
    + r"|[,，(（]? ?\d{1,3}岁|\(\d|\([一二三四五六七八九十]|\d{1,2}岁"
)
# 李成，男，六十七: an entry of a list.
_ENTERED = re.compile(
    r",(?:[男女](?=[,。])|(?:今年)?(?:\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)岁?[,。])"
)
_WEAK = re.compile(either(PEOPLE_WORDS["behind"]["weak"]))
_KIN_LIST = [word for words in read_toml("kin.toml")["relations"].values() for word in words]
_KIN_WORDS = either(_KIN_LIST)
# What a kin word right in front counts for.
_KIN_SAYS = 3
_KIN_BEFORE = re.compile(rf"(?:{_KIN_WORDS}|[其之][父母夫妻子女兄弟姐妹])(?:名叫|叫|是)?$")
_IS_KIN = re.compile(_KIN_WORDS)
_UNIT_BEHIND = re.compile(either(PEOPLE_WORDS["not_a_person_before"]))
_NO_UNIT_BEHIND = re.compile(either(PEOPLE_WORDS["no_unit_behind"]))
_LONG_UNIT_BEHIND = re.compile(either(word for word in PEOPLE_WORDS["not_a_person_before"] if len(word) > 1))
# 张母, 李父: the press calls somebody's mother and father so.
_ELDER = re.compile(rf"[{''.join(sorted(COMMON_SURNAMES - set('岳祖')))}][父母]")
_POST_IN_FRONT = re.compile(
    either(word for word, role in BEFORE.items() if len(word) > 1 and role == "worker")
)
_KIN_IN_FRONT = re.compile(either(word for word in _KIN_LIST if len(word) > 1))
# How far a name is looked for once more, in characters: about one long note.
_NEARBY = 1000
# From here on a name the tagger alone tells is believed.
_SURE = 0.6
# From here on the tagger's cut is believed against a rule.
_CERTAIN = 0.7
# What the tagger's word counts for that is a name from end to end.
_EXACT = 1.5
# Tags that a surname gets which is a word of everyday too.
_NAMELIKE = frozenset(("a", "n", "nz", "an", "LOC"))


def role_before(plain: str, start: int) -> str:
    """The role that the words in front of a name tell: worker, resident, other, or ""."""
    hit = ROLE_BEFORE.search(plain[max(0, start - 6) : start])
    role = BEFORE[hit.group()] if hit else "plain"
    if role != "plain":
        return role
    return "worker" if _OFFICE.search(plain[max(0, start - 6) : start]) else ""


def titled(note: Note) -> list[Mention]:
    """曹奶奶, 许秀兰师傅, 骆家阿婆, 李某: a name and the title behind it."""
    found = []
    for hit in _TITLED.finditer(note.plain):
        start = _start_of_titled(note, hit)
        if start is None:
            continue
        title = hit["title"]
        role = _ROLE_OF_TITLE.get(title) or role_before(note.plain, start)
        words = note.plain[start : hit.end()]
        sex = _SEX_OF_TITLE.get(title, "")
        found.append(
            Mention(Span(start, hit.end()), words, "title", sex, role, _surname_at(note.plain, start))
        )
    return found


def called(note: Note) -> list[Mention]:
    """老李, 小陈, 老贺头, 阿珍."""
    found = []
    for hit in _CALLED.finditer(note.plain):
        before = note.plain[max(0, hit.start() - 1) : hit.start()]
        if note.plain.startswith(_NOT_CALLED, hit.start()) or before in tuple("大最很太衰变古中矮窄养敬"):
            continue
        if not _is_called(note, hit):
            continue
        end = hit.end() if hit["age"] == "老" else hit.end("surname")
        # 小陈 without a word of living is mostly a colleague, 老李 a neighbour.
        role = role_before(note.plain, hit.start()) or (
            "worker" if hit["age"] == "小" and not _at_home(note, hit) else ""
        )
        sex = "男" if hit["tail"] else ""
        words = note.plain[hit.start() : end]
        found.append(Mention(Span(hit.start(), end), words, "title", sex, role, hit["surname"]))
    return found


def named(note: Note, blocked: list[Span], found: list[Mention]) -> list[Mention]:
    """Full names, each weighed by what stands around it and by the tagger's words."""
    names: list[Mention] = []
    end = 0
    for hit in _NAMED.finditer(note.plain):
        if hit.start() < end or any(span.start <= hit.start() < span.end for span in blocked):
            continue
        if best := _best_name(note, hit, blocked, [*found, *names]):
            names.append(best)
            end = best.span.end
    return names


def tagged(note: Note) -> list[Mention]:
    """Names without a Han surname or with a dot that the tagger, or the dot, tells: 阿依古丽, 小宇, 志强."""
    found = [
        Mention(Span(*hit.span()), hit.group(), "name", "", role_before(note.plain, hit.start()))
        for hit in _DOTTED.finditer(note.plain)
        if any(word.tag == "PER" for word in note.words_in(Span(*hit.span())))
    ]
    for index, word in enumerate(note.words):
        span = _whole_of(note, index)
        if word.tag == "PER" and _may_be_tagged(note, word, span):
            words = note.plain_of(span)
            surname = words[0] if words[0] in COMMON_SURNAMES and len(words) < 4 else ""
            found.append(Mention(span, words, "name", "", role_before(note.plain, span.start), surname))
    return found


def surnamed(note: Note) -> list[Mention]:
    """住户，姓仉。: a surname told alone."""
    return [
        Mention(Span(*hit.span("surname")), hit["surname"], "title", "", "", hit["surname"])
        for hit in _SURNAMED.finditer(note.plain)
    ]


def again(note: Note, found: list[Mention]) -> list[Mention]:
    """Further places of names found, and of their given names of two characters (秀兰 after 许秀兰)."""
    more = []
    for mention in [mention for mention in found if mention.kind == "name"]:
        given = mention.words[len(mention.surname) :]
        for words in [mention.words] + ([given] if len(given) == 2 and mention.surname else []):
            for hit in re.finditer(re.escape(words), note.plain):
                more.append(Mention(Span(*hit.span()), words, "name", "", mention.role, mention.surname))
    return more


def stand_for(note: Note, mentions: list[Mention]) -> None:
    """韦主任 and 老韦 stand for 韦永强 where he is the only one of that surname told by a full name.

    So do 冒老 for 冒云鹤, and 老孔 for the one of two who is not introduced as somebody's kin.
    Their ``words`` become the full name, so that they are joined. Titles of age (韦阿姨) may mean his kin.
    """
    ordered = sorted(mentions, key=lambda mention: mention.span)
    full = {
        (m.surname, m.words): bool(_KIN_BEFORE.search(note.plain[max(0, m.span.start - 6) : m.span.start]))
        for m in reversed(ordered)
        if m.kind == "name" and len(m.words) > len(m.surname) > 0
    }
    for mention in mentions:
        if mention.kind != "title":
            continue
        names = [words for surname, words in full if surname == mention.surname]
        others = {m.words for m in mentions if m.surname == mention.surname and m.kind == "title"}
        heads = [words for words in names if not full[mention.surname, words]] or names
        venerated = mention.words == mention.surname + "老"
        if len(heads) == 1 and (venerated or len(others) == 1 and _ALIAS.fullmatch(mention.words)):
            mention.words = heads[0]


def _start_of_titled(note: Note, hit: re.Match[str]) -> int | None:
    """Where the name in front of a title begins, or None: the tagger's name, a surname, else a full name."""
    plain, title = note.plain, hit.start()
    if hit["title"] in _SHORT:
        if _NOT_BEHIND_SHORT.match(plain, hit.end()) or plain[title - 1 : title + 1] in _INSIDE:
            return None
        lengths: tuple[int, ...] = (1,)
    else:
        lengths = (2, 1, 3, 4)
    word = note.word_at(title - 1) if title else None
    if word and word.tag == "PER" and word.span.start < title and hit["title"] not in _SHORT:
        start = word.span.start
        if _is_titled(note, start, title) and not ROLE_BEFORE.search(plain[max(0, start - 5) : start + 1]):
            return start
    for length in lengths:
        if title >= length and _is_titled(note, title - length, title, told=length > 1):
            young = length == 1 and plain[title - 2 : title - 1] in ("小", "老") and word is not None
            return title - 2 if young and word and word.span.start == title - 2 else title - length
    return None


def _is_titled(note: Note, start: int, title: int, told: bool = False) -> bool:
    """Whether a name from ``start`` to a title is one; ``told``: it needs a cue in front or the tagger."""
    plain = note.plain
    surname = _surname_at(plain, start)
    given = plain[start + len(surname) : title]
    if not surname or len(given) > 2 or set(given) & _NOT_GIVEN or not re.fullmatch(f"{HAN}*", given):
        return False
    if _is_word(plain, start) or _inside_word(note, start):
        return False
    word = note.word_at(start)
    told_by_tagger = bool(word and word.tag == "PER" and word.span.start == start)
    if told and given:
        # 许秀兰师傅: a full name shows by the role or the stop in front, or by the tagger.
        alone = not re.search(HAN + "$", plain[max(0, start - 1) : start]) or bool(
            ROLE_BEFORE.search(plain[max(0, start - 6) : start])
        )
        return told_by_tagger or (alone and surname in COMMON_SURNAMES | _DOUBLE and not note.words)
    if surname in _EVERYDAY:
        unsure = (
            word is not None and word.confidence < 0.5 and not re.match(HAN, plain[max(0, start - 1) : start])
        )
        return told_by_tagger or unsure or _stands_alone(note, start, title, word)
    if surname in _RARE and not note.words:
        return not re.search(HAN + "$", plain[max(0, start - 1) : start]) or bool(
            re.search("[的和跟与找由是给]$", plain[max(0, start - 1) : start])
        )
    return True


def _stands_alone(note: Note, start: int, title: int, word: Word | None) -> bool:
    """Whether 满 in 满奶奶, 丰 in 丰女士 is a word of its own that fits nothing around it."""
    if re.search("[其之][父母夫妻子女兄弟姐妹]$", note.plain[max(0, start - 2) : start]):
        return True
    if word is None or word.span != Span(start, title) or word.tag not in _NAMELIKE or title - start != 1:
        return False
    if title + 1 >= len(note.plain) or note.plain[start] in "家大小老美":
        return False
    front = note.word_at(start - 1) if start else None
    return front is None or front.tag in ("w", "u", "p", "c", "v")


def _inside_word(note: Note, start: int) -> bool:
    """Whether the tagger holds a place to be inside a word that is no name: 烤房 in 烤房师傅."""
    word = note.word_at(start)
    if not word or word.span.start >= start or word.tag == "PER" or not re.match(HAN, note.plain[start - 1]):
        return False
    return word.confidence > _CERTAIN


def _surname_at(plain: str, start: int) -> str:
    if plain[start : start + 2] in _DOUBLE:
        return plain[start : start + 2]
    return plain[start : start + 1] if plain[start : start + 1] in _KNOWN else ""


def _is_word(plain: str, start: int) -> bool:
    """高兴, 对于社工: what looks like a surname belongs to another word."""
    return bool(_NOT_NAMES.match(plain, start)) or plain[max(0, start - 1) : start + 1] in _INSIDE


def _is_called(note: Note, hit: re.Match[str]) -> bool:
    word = note.word_at(hit.start())
    if word and word.tag == "PER" and word.span.start == hit.start():
        return True
    if hit["surname"] in COMMON_SURNAMES | _DOUBLE:
        # 小范人: the tagger cuts such words wrongly, so it may only forbid what lies inside a longer word.
        return not (word and word.span.start < hit.start() and word.confidence > 0.7)
    before = note.plain[max(0, hit.start() - 6) : hit.start()]
    cue = bool(ROLE_BEFORE.search(before)) or bool(_OFFICE.search(before))
    twice = note.plain.count(note.plain[hit.start() : hit.end("surname")]) > 1
    if word and word.span.start < hit.start():
        return False
    return cue or (hit["surname"] in _RARE and (twice or word is not None))


def _at_home(note: Note, hit: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"(?:\d|租客|租户|户主|室|的|儿子|女儿|户|女婿|媳妇)$",
            note.plain[max(0, hit.start() - 3) : hit.start()],
        )
    )


def _best_name(note: Note, hit: re.Match[str], blocked: list[Span], found: list[Mention]) -> Mention | None:
    start, surname = hit.start(), hit["surname"]
    if _is_word(note.plain, start) or _POST_IN_FRONT.match(note.plain, start):
        return None
    before = _evidence_before(note, start, blocked, found)
    options = []
    for length in (2, 1):
        end = start + len(surname) + length
        given = note.plain[start + len(surname) : end]
        if not _may_be_given(note, Span(start, end), given) or set(given) == {surname}:
            continue
        score = float(before + _evidence_behind(note.plain, end) + _named_again(note.plain, start, end))
        told = _evidence_of_tagger(note, start, end, surname)
        if _shown_by_rule(note, Span(start, end), before):
            told = max(told, -0.5)
        elif told < _EXACT:
            score -= (surname in _DOUBTFUL) + bool(set(given) & _SELDOM)
        score += told
        if score >= (2.5 if length == len(surname) == 1 else 2):
            options.append((score + 0.5 * (length == 2), end))
    if not options:
        return None
    end = max(options)[1]
    span = Span(start, end)
    return Mention(span, note.plain_of(span), "name", "", role_before(note.plain, start), surname)


def _shown_by_rule(note: Note, span: Span, before: float) -> bool:
    """儿子束子墨, 户主谈广田，五十七: words around show a name, and the tagger does not know what stands there."""
    if _ENTERED.match(note.plain, span.end) and before >= 1:
        return True
    word = note.word_at(span.start)
    if before < _KIN_SAYS or word is None or word.confidence >= _CERTAIN:
        return False
    if word.span == span:
        return word.tag == "n" or span.end - span.start > 2
    return note.plain[span.start] not in _EVERYDAY and word.span.end <= span.end


def _may_be_given(note: Note, span: Span, given: str) -> bool:
    """Whether characters can be a given name; 一鸣 and 小满 can where the tagger holds the whole for a name."""
    if span.end > len(note.plain) or not re.fullmatch(f"{HAN}+", given):
        return False
    if _LONG_UNIT_BEHIND.match(note.plain, span.end):
        return False
    if _IS_KIN.fullmatch(note.plain_of(span)) or given == "家":
        return False
    word = note.word_at(span.start)
    if word and word.span == span and len(given) == 2:
        unsure = word.confidence < _CERTAIN and _KIN_BEFORE.search(
            note.plain[max(0, span.start - 6) : span.start]
        )
        if word.tag == "PER" or unsure:
            return True
    return not set(given if len(given) < 2 else given.replace("子", "", 1)) & _NOT_GIVEN


def _evidence_of_tagger(note: Note, start: int, end: int, surname: str) -> float:
    """How much the tagger's words speak for a name from ``start`` to ``end``; without a tagger, what a surname does."""
    plain_surname = surname in COMMON_SURNAMES or surname in _DOUBLE
    word = note.word_at(start)
    if word is None:
        return 0 if plain_surname else -4 if surname in _EVERYDAY else -2
    last = note.word_at(end - 1)
    runs_on = 1.5 * bool(last and last.span.end > end and last.confidence > 0.5)
    if word.tag == "PER" and word.span.start == start:
        return _EXACT + word.confidence if word.span.end == end else 0.7 - runs_on
    score = 0.0 if plain_surname else -3.0 if surname in _EVERYDAY else -1.5
    if word.span.start < start:
        return score - (2 if word.confidence > 0.5 else 0.7)
    if word.span == Span(start, end) and word.tag in ("n", "v", "a", "d", "vn", "LOC", "ORG", "TIME"):
        score -= 2 * word.confidence if word.confidence > _CERTAIN else 0.5
    split = (
        word.span.end < end and word.confidence > _CERTAIN and last is not None and last.confidence > _CERTAIN
    )
    return score - runs_on - split


def _named_again(plain: str, start: int, end: int) -> bool:
    """Whether the same characters stand once more nearby."""
    words = plain[start:end]
    return words in plain[max(0, start - _NEARBY) : start] or words in plain[end : end + _NEARBY]


def _evidence_before(note: Note, start: int, blocked: list[Span], found: list[Mention]) -> int:
    before = note.plain[max(0, start - 6) : start]
    if role := ROLE_BEFORE.search(before):
        if role.group() == "、":
            return 2 if any(0 <= start - 1 - mention.span.end <= 1 for mention in found) else 0
        return 2 if BEFORE[role.group()] != "plain" else 1
    if _KIN_BEFORE.search(before):
        return _KIN_SAYS
    if any(0 <= start - span.end <= 2 for span in blocked):
        return 2
    if re.search(r"(?:^|\n)(?:\d{1,2}[.、)] ?|[①-⑩]|[一二三四五六]、)?$|\d[.、] ?$", before):
        return 2
    return 1 if not before or before[-1] in "。,;!?:\n “”" else 0


def _evidence_behind(plain: str, end: int) -> int:
    if _STRONG.match(plain, end):
        return 2
    return 1 if end >= len(plain) or _WEAK.match(plain, end) or not re.match(HAN, plain[end]) else 0


def _whole_of(note: Note, index: int) -> Span:
    """A tagged name with the parts the tagger cut off it: 阿依加 and 玛丽; blanks at its ends left out."""
    span = note.words[index].span
    following = note.words[index + 1] if index + 1 < len(note.words) else None
    if following and following.tag == "PER" and following.span.start == span.end:
        span = Span(span.start, following.span.end)
    words = note.plain_of(span)
    lead = len(words) - len(words.lstrip())
    words = words.strip().removesuffix("家")
    return Span(span.start + lead, span.start + lead + len(words))


def _may_be_tagged(note: Note, word: Word, span: Span) -> bool:
    plain, words = note.plain, note.plain_of(span)
    if _ELDER.fullmatch(words) and word.confidence >= _SURE:
        return True
    if (
        _POST_IN_FRONT.match(words)
        or _KIN_IN_FRONT.match(words)
        or (len(words) > 3 and _KIN_IN_FRONT.match(words[1:]))
    ):
        return False
    if not 2 <= len(words) <= 6 or not re.fullmatch(f"{HAN}+", words):
        return False
    if set(words) & (_NOT_GIVEN - _GIVEN_TOO if word.confidence >= _SURE else _NOT_GIVEN - {"阿"}):
        return False
    if plain.startswith(_NOT_CALLED, span.start) or _is_word(plain, span.start) or _IS_KIN.fullmatch(words):
        return False
    if _UNIT_BEHIND.match(plain, span.end) and not _NO_UNIT_BEHIND.match(plain, span.end):
        return False
    before = plain[max(0, span.start - 6) : span.start]
    role = ROLE_BEFORE.search(before)
    cue = bool(_KIN_BEFORE.search(before)) or bool(role and BEFORE[role.group()] != "plain")
    cue = (
        cue
        or _named_again(plain, span.start, span.end)
        or bool(re.match(r"\(化名|,?[男女],|\(?\d\d?岁", plain[span.end :]))
    )
    return word.confidence >= (0.3 if cue else _SURE)
