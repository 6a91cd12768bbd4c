"""Which sentences of an earlier wording are no longer there: for marking them on the page of wordings."""

import re

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]*")


def marked(earlier: str, later: str) -> list[tuple[str, bool]]:
    """``earlier`` in pieces that join to it again, each with whether ``later`` no longer says it."""
    kept = {sentence.strip() for sentence in _sentences(later)}
    pieces: list[tuple[str, bool]] = []
    for sentence in _sentences(earlier):
        gone = bool(sentence.strip()) and sentence.strip() not in kept
        if pieces and pieces[-1][1] == gone:
            pieces[-1] = (pieces[-1][0] + sentence, gone)
        else:
            pieces.append((sentence, gone))
    return pieces


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]
