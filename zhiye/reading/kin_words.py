"""Kin words: where a note says 儿子, 大孙女, 丈母娘, and which relation that is."""

import re
from dataclasses import replace

from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Mention

_WORDS = read_toml("kin.toml")
RELATION_OF = {
    word: relation
    for words_of in (_WORDS["relations"], _WORDS["short"])
    for relation, words in words_of.items()
    for word in words
}
_PREFIXES = either(_WORDS["prefixes"]["words"])
_PREFIXED = either(_WORDS["prefixes"]["bases"])
# 周六叔叔来, 五千六儿子还不知道: the number belongs to what stands in front.
_KIN = re.compile(
    rf"(?<![周期一二三四五六七八九十百千万\d])(?:{_PREFIXES})(?:{_PREFIXED})|{either(RELATION_OF)}"
)
_NOT_KIN = re.compile(either(_WORDS["not_kin"]["words"]))
# 其子, 李某之妻: single characters that are kin words right behind 其 and 之 only.
_WRITTEN_OF: dict[str, str] = _WORDS["written"]
WRITTEN = re.compile(rf"(?<=其)(?:{either(_WRITTEN_OF)})(?![们辈性方部孩子女父母后间乡])")
_SEX_OF_WORD = {w: "男" for w in _WORDS["sex"]["male_words"]} | {
    w: "女" for w in _WORDS["sex"]["female_words"]
}
SEX_OF_RELATION = {r: "男" for r in _WORDS["sex"]["male"]} | {r: "女" for r in _WORDS["sex"]["female"]}
INVERSE_SEX = {r: "男" for r in _WORDS["inverse_sex"]["male"]} | {
    r: "女" for r in _WORDS["inverse_sex"]["female"]
}
STEPS: dict[str, str] = _WORDS["steps"]
_STEPS_OF_WORD = {word: steps for steps, words in _WORDS["word_steps"].items() for word in words}
WEAK = frozenset(_WORDS["weak"]["words"])
ORDINALS = frozenset(_WORDS["ordinals"]["words"])
CHILD = "子女"
_RANKS = {word: int(rank) for rank, words in _WORDS["ranks"].items() for word in words}
_RANK = re.compile(either(_RANKS))
_LAST = 9
# Several at once (两个儿子, 儿子们) are nobody in particular.
_SEVERAL = re.compile(
    r"(?:(?<![周期千百万十])[二两三四五六七八九几多些俩仨\d]|好几|各家|各户)(?:个|位|名|家)?$"
)
_MANY = re.compile(r"们|辈|俩|仨|[二两三四五几][个位人]|节|家长")


def find_kin_words(note: Note, taken: list[Mention]) -> list[Mention]:
    """All kin words of a note that may mean one individual and lie in none of the mentions ``taken``."""
    busy = {place for mention in taken for place in range(mention.span.start, mention.span.end)}
    for hit in _NOT_KIN.finditer(note.plain):
        busy.update(range(*hit.span()))
    found = []
    for hit in _KIN.finditer(note.plain):
        if busy.isdisjoint(range(*hit.span())) and not _means_several(note.plain, hit):
            found.append(_mention(hit))
            busy.update(range(*hit.span()))
    for hit in WRITTEN.finditer(note.plain):
        if busy.isdisjoint(range(*hit.span())):
            relation = _WRITTEN_OF[hit.group()]
            sex = SEX_OF_RELATION.get(relation, "")
            found.append(Mention(Span(*hit.span()), hit.group(), "kin", sex, "", "", relation))
    return [_as_wife(note.plain, mention) for mention in found]


def ranks_differ(one: str, other: str) -> bool:
    """Whether words of rank make two children of two kin words: 大儿子 and 小儿子, but not 二女儿 and 小女儿."""
    hits = _RANK.match(one), _RANK.match(other)
    if not hits[0] or not hits[1]:
        return False
    ranks = {_RANKS[hits[0].group()], _RANKS[hits[1].group()]}
    return len(ranks) == 2 and (_LAST not in ranks or 1 in ranks)


def steps_of(words: str, relation: str) -> str:
    """The steps that a kin word means: those of the word itself, else of its relation; "k" where none is known."""
    return STEPS.get(relation) or _STEPS_OF_WORD.get(base_of(words), "k")


def turned(steps: str) -> str:
    """The same steps walked back: my brother's child, to whom I am a parent's sibling."""
    return steps[::-1].translate(str.maketrans("ud", "du"))


def base_of(words: str) -> str:
    """大儿子 without its rank: 儿子."""
    if words in RELATION_OF:
        return words
    return next((words[cut:] for cut in range(1, len(words)) if words[cut:] in RELATION_OF), words)


def _mention(hit: re.Match[str]) -> Mention:
    words = hit.group()
    base = base_of(words)
    relation = RELATION_OF[base]
    sex = SEX_OF_RELATION.get(relation) or _SEX_OF_WORD.get(base, "")
    return Mention(Span(*hit.span()), words, "kin", sex, "", "", relation)


def _means_several(plain: str, hit: re.Match[str]) -> bool:
    if _MANY.match(plain, hit.end()):
        return True
    return hit.group() not in ORDINALS and bool(_SEVERAL.search(plain[max(0, hit.start() - 5) : hit.start()]))


def _as_wife(plain: str, mention: Mention) -> Mention:
    """媳妇 is a wife behind 他, a man's 家 or 的, and a daughter-in-law beside 儿子, 崽, 公公 and the like."""
    if base_of(mention.words) not in ("媳妇", "媳妇儿", "新妇"):
        return mention
    before = plain[max(0, mention.span.start - 4) : mention.span.start]
    if mention.words[0] in "大小二三" or re.search(
        r"(?:子|崽|儿|婆|爷|奶|娘|伯|嬢|毑|[老太妈]|娭毑)(?:的|和|、|跟)?$", before
    ):
        return mention
    if re.search(r"(?:他|某|他家|师傅|先生|哥|娶了?|的|叫|你|[\u4e00-\u9fff]{2})$", before):
        return replace(mention, relation="妻")
    return mention
