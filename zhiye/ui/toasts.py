"""Saying what was just done, with a way back."""

from django.contrib import messages
from django.http import HttpRequest


def tell(request: HttpRequest, sentence: str, undo_url: str = "") -> None:
    """Show ``sentence`` on the next page; with ``undo_url`` also a button 撤销 that posts there.

    It stays until the reader opens another page: nothing here runs out of time.
    """
    messages.success(request, sentence, extra_tags=undo_url)
