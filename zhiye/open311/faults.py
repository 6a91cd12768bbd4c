"""What is answered when something cannot be answered: a status of HTTP, and a sentence for whoever reads it.

Source: Open311 GeoReport v2, Errors: 404 for what does not exist, 403 for the key, 400 for all else. 429, 405 and 503
are HTTP's own, for what the specification does not think of.
"""

from zhiye.kernel.errors import Refused


class ApiFault(Exception):
    """Raised while a question is read or answered; ``headers`` go out with it."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = headers or {}


class Enough(Refused):
    """A rule says: not so many. The same words as any refusal, another status."""
