"""A toast whose 撤销 is itself a gesture with an id, so that a second tap does nothing more."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhiye.kernel.ids import new_id
from zhiye.ui.toasts import tell


def tell_with_undo(request: HttpRequest, sentence: str, url_name: str, *args: Any) -> None:
    """Say ``sentence``, with a way back that posts to the page ``url_name``."""
    tell(request, sentence, f"{reverse(url_name, args=args)}?op={new_id()}")
