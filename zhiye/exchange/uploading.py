"""Taking a file in without trusting its size: it is counted while it streams, and dropped at the limit."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest


class LimitedFile(TemporaryFileUploadHandler):
    """Streams a file to disk as Django does; one that grows beyond ``UPLOAD_LIMIT`` bytes leaves nothing."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.seen = 0  # bytes of the file now coming in

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins."""
        self.seen = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, unless it is one too many: then the rest is read past and forgotten."""
        self.seen += len(raw_data)
        if self.seen > settings.UPLOAD_LIMIT:
            self.file.close()  # a temporary file: closing removes it
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped for its size."""
    request.FILES  # noqa: B018 - reads the body, which is when files are counted
    return bool(getattr(request, "upload_too_large", False))
