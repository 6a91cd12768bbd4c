"""The files in which the review goes out, by the word in the address."""

from collections.abc import Callable
from dataclasses import dataclass

from zhiye.papers import excel, pdf, word
from zhiye.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name on the button, its type and ending, its writer."""

    name: str
    type: str
    ending: str
    write: Callable[[Paper], bytes]


FORMATS = {
    "pdf": Format("PDF", pdf.TYPE, "pdf", pdf.write),
    "word": Format("Word", word.TYPE, "docx", word.write),
    "excel": Format("Excel", excel.TYPE, "xlsx", excel.write),
}
