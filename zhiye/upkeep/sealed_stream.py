"""A file sealed under a passphrase, written and read as a stream.

Header (50 bytes): magic, scrypt cost (log2 N, r, p: one byte each), salt (16), check value (16).
Then chunks of 1 MiB under SM4-GCM. The nonce is the chunk's number (11 bytes) and whether it is the last one
(1 byte), so that a chunk which is missing, moved or taken from another file does not open; the header is
authenticated with every chunk.
Sources: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption" (CRYPTO 2015), construction
STREAM; RFC 7914 (scrypt); GB/T 32907-2016 (SM4).
"""

import hmac
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"ZHIYE-SEALED 1\n"
CHUNK = 1 << 20  # bytes of plain text
COST = (17, 8, 1)  # 128 MiB and about half a second a guess
DEAREST = 20  # a header asking for more than 1 GiB of memory is not ours
_SALT, _CHECK, _TAG = 16, 16, 16
_HEADER = len(MAGIC) + 3 + _SALT + _CHECK


class WrongPassphrase(Exception):
    """The passphrase is not the one the file was sealed with."""


class BrokenStream(Exception):
    """The file was cut, changed or put together anew."""


class SealingWriter:
    """Seals what is written into ``file``; the file is whole only after ``finish``."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        salt = os.urandom(_SALT)
        self._key, check = _derive(passphrase, salt, COST)
        self._header = MAGIC + bytes(COST) + salt + check
        self._file, self._waiting, self._count = file, bytearray(), 0
        file.write(self._header)

    def write(self, data: bytes) -> int:
        """Take ``data``; answers its length."""
        self._waiting += data
        while len(self._waiting) > CHUNK:  # the last chunk waits for ``finish``
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def flush(self) -> None:
        """Nothing: chunks leave when they are full."""

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, plain: bytes, last: bool) -> None:
        encryptor = Cipher(algorithms.SM4(self._key), modes.GCM(_nonce(self._count, last))).encryptor()
        encryptor.authenticate_additional_data(self._header)
        self._file.write(encryptor.update(plain) + encryptor.finalize() + encryptor.tag)
        self._count += 1


class OpeningReader:
    """The plain bytes of a sealed ``file``, whose position is its beginning."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._header = file.read(_HEADER)
        if len(self._header) < _HEADER or not self._header.startswith(MAGIC):
            raise BrokenStream("no header")
        log_n, r, p = cost = tuple(self._header[len(MAGIC) : len(MAGIC) + 3])
        if not (0 < log_n <= DEAREST and 0 < r <= 16 and 0 < p <= 4):
            raise BrokenStream("no such cost")
        salt, check = self._header[-_SALT - _CHECK : -_CHECK], self._header[-_CHECK:]
        self._key, expected = _derive(passphrase, salt, cost)
        if not hmac.compare_digest(check, expected):
            raise WrongPassphrase
        self._file, self._count = file, 0
        self._plain = b""
        self._next = file.read(CHUNK + _TAG)

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes (a chunk when negative), empty at the end. Raises BrokenStream."""
        if not self._plain and (self._next or not self._count):
            self._plain = self._open_next()
        take = len(self._plain) if size < 0 else size
        found, self._plain = self._plain[:take], self._plain[take:]
        return found

    def _open_next(self) -> bytes:
        sealed, self._next = self._next, self._file.read(CHUNK + _TAG)
        nonce = _nonce(self._count, last=not self._next)
        self._count += 1
        if len(sealed) < _TAG:
            raise BrokenStream("cut")
        decryptor = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, sealed[-_TAG:])).decryptor()
        decryptor.authenticate_additional_data(self._header)
        try:
            return decryptor.update(sealed[:-_TAG]) + decryptor.finalize()
        except InvalidTag as broken:
            raise BrokenStream(f"chunk {self._count}") from broken


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _derive(passphrase: str, salt: bytes, cost: tuple[int, ...]) -> tuple[bytes, bytes]:
    """The key (16 bytes), and as many bytes that tell a wrong passphrase from a damaged file."""
    log_n, r, p = cost
    derived = Scrypt(salt=salt, length=16 + _CHECK, n=1 << log_n, r=r, p=p).derive(passphrase.encode())
    return derived[:16], derived[16:]
