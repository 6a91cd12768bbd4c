"""Writing in the street's year. Every command asks leave first and leaves a trace."""

from zhiye.overview.commands.asking import answer, ask, take_back
from zhiye.overview.commands.stories import choose_story, drop_story, put_into_review, take_out_of_review

__all__ = [
    "answer",
    "ask",
    "choose_story",
    "drop_story",
    "put_into_review",
    "take_back",
    "take_out_of_review",
]
