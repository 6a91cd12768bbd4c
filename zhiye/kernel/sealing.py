"""Sealing of sensitive text: SM4-GCM for the text, HMAC-SM3 for looking it up. Keys live outside the database.

A sealed value is ``key id (1 byte) + nonce (12) + tag (16) + ciphertext``; the row it belongs to is
authenticated with it, so that a value copied to another row does not open.
The key file is JSON: ``{"seal": {"1": hex16}, "index": {"1": hex32}}``; the highest number is in use,
older ones still open what they sealed.
Source of the algorithms: GB/T 32907-2016 (SM4), GB/T 32905-2016 (SM3).
"""

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

_NONCE, _TAG = 12, 16


class SealBroken(Exception):
    """The sealed value does not open: wrong row, damaged bytes, or its key is missing."""


def new_key_file(path: Path) -> None:
    """Write a first pair of keys, readable by the owner alone; does nothing when the file is there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, {"seal": {"1": secrets.token_hex(16)}, "index": {"1": secrets.token_hex(32)}})


def add_keys(path: Path) -> None:
    """Add a new pair of keys, in use from now on; the old ones stay for what they sealed."""
    ring = json.loads(path.read_text())
    for kind, size in (("seal", 16), ("index", 32)):
        ring[kind][str(max(map(int, ring[kind])) + 1)] = secrets.token_hex(size)
    _write(path, ring)


def _write(path: Path, ring: dict[str, Any]) -> None:
    scratch = path.with_suffix(".new")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(ring, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    _stamps.clear()


_stamps: dict[str, tuple[float, int]] = {}  # key file -> (when looked at, its time stamp)
LOOK_EVERY = 1.0  # seconds: a running server notices a renewal this soon


def _ring() -> tuple[dict[int, bytes], dict[int, bytes]]:
    """The keys as the file holds them now."""
    path, moment = settings.KEY_FILE, monotonic()
    looked, stamp = _stamps.get(path, (-LOOK_EVERY, 0))
    if moment - looked >= LOOK_EVERY:
        stamp = os.stat(path).st_mtime_ns
        _stamps[path] = (moment, stamp)
    return _read_ring(path, stamp)


@lru_cache(maxsize=2)
def _read_ring(path: str, _written: int) -> tuple[dict[int, bytes], dict[int, bytes]]:
    ring = json.loads(Path(path).read_text())
    return tuple({int(n): bytes.fromhex(key) for n, key in ring[kind].items()} for kind in ("seal", "index"))  # type: ignore[return-value]


def seal(text: str, row: str) -> bytes:
    """``text`` sealed for ``row`` (any stable text, e.g. the row's id). Empty text stays empty."""
    return seal_bytes(text.encode(), row) if text else b""


def seal_bytes(plain: bytes, row: str) -> bytes:
    """The same for a whole file."""
    keys = _ring()[0]
    number = max(keys)
    nonce = os.urandom(_NONCE)
    encryptor = Cipher(algorithms.SM4(keys[number]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(row.encode())
    body = encryptor.update(plain) + encryptor.finalize()
    return bytes([number]) + nonce + encryptor.tag + body


def unseal(sealed: bytes | memoryview, row: str) -> str:
    """The text behind ``sealed``. Raises SealBroken."""
    raw = bytes(sealed)
    return unseal_bytes(raw, row).decode() if raw else ""


def unseal_bytes(raw: bytes, row: str) -> bytes:
    """The bytes that ``seal_bytes`` sealed for ``row``. Raises SealBroken."""
    key = _ring()[0].get(raw[0])
    if key is None:
        raise SealBroken(f"key {raw[0]} is not in the key file")
    if len(raw) < 1 + _NONCE + _TAG:
        raise SealBroken("the value is cut off")
    nonce, tag, body = raw[1:13], raw[13:29], raw[29:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(row.encode())
    try:
        return decryptor.update(body) + decryptor.finalize()
    except InvalidTag as broken:
        raise SealBroken("the value was changed or belongs to another row") from broken


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> hmac.HMAC:
    """A digest that has taken in the key; copied for each text."""
    return hmac.HMAC(key, hashes.SM3())


def blind_index(text: str, number: int | None = None) -> str:
    """A keyed fingerprint (64 hex digits) by which equal texts find each other; empty for empty text."""
    if not text:
        return ""
    keys = _ring()[1]
    digest = _keyed(keys[max(keys) if number is None else number]).copy()
    digest.update(text.encode())
    return digest.finalize().hex()


def key_in_use() -> int:
    """The number of the sealing key that new values get."""
    return max(_ring()[0])
