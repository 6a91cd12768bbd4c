"""Reading drafts. Who may open the note sees its drafts; people and places only as far as they may be seen."""

from zhiye.drafts.queries.beside import Choice, DraftCard, draft, drafts_of
from zhiye.drafts.queries.counting import answered_figures, waiting

__all__ = [
    "Choice",
    "DraftCard",
    "answered_figures",
    "draft",
    "drafts_of",
    "waiting",
]
