"""Where a toast waits for the next page: sealed, in a cookie of the browser that it is for.

In the session it would cost each gesture two more transactions: one when it is written, one when it is read.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.messages.storage.cookie import CookieStorage, MessageDecoder
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

from zhiye.kernel.sealing import SealBroken, seal_bytes, unseal_bytes


class SealedCookie(CookieStorage):
    """Nobody reads it but this server: what was done may name people and categories. It opens for the person who
    was logged in when it was written, not for the next one at the same machine."""

    def _encode_parts(self, messages: list[str], encode_empty: bool = False) -> str | None:
        if not messages and not encode_empty:
            return None
        plain = zlib.compress(f"[{','.join(messages)}]".encode())
        return urlsafe_b64encode(seal_bytes(plain, _reader(self.request))).decode()

    def _decode(self, data: str | None) -> list[Any] | None:
        if not data:
            return None
        try:
            plain = zlib.decompress(unseal_bytes(urlsafe_b64decode(data), _reader(self.request)))
            return list(json.loads(plain, cls=MessageDecoder))
        except (SealBroken, ValueError, IndexError, zlib.error):
            return None  # of somebody else, or of keys that are no more: the next toast takes its place


class ToastStorage(FallbackStorage):
    """The cookie; what is too long for it waits in the session."""

    storage_classes = (SealedCookie, SessionStorage)


def _reader(request: HttpRequest) -> str:
    return f"toast:{request.session.get(SESSION_KEY, '')}"
