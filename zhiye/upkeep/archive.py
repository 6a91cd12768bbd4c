"""The backup file: a tar of named parts, gzip-compressed, the whole sealed when there is a passphrase.

First part ``about.json`` (format, version, time, engine, migrations), last part ``parts.json`` (rows and
SHA-256 of every other part). Parts are small enough to be held in memory, so nothing plain touches the disk.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused
from zhiye.upkeep import sealed_stream
from zhiye.upkeep.sealed_stream import BrokenStream, OpeningReader, SealingWriter, WrongPassphrase

FORMAT = 1
ABOUT, PARTS = "about.json", "parts.json"
_GZIP = b"\x1f\x8b"
_DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, tarfile.TarError, BrokenStream)


@dataclass
class Contents:
    """What a whole backup holds: its first part, and rows and digest of every part by name."""

    about: dict[str, Any]
    parts: dict[str, dict[str, Any]]

    def named(self, prefix: str) -> list[str]:
        """The parts whose name begins with ``prefix``."""
        return [name for name in self.parts if name.startswith(prefix)]


@dataclass
class ArchiveWriter:
    """Takes parts one after another."""

    tar: tarfile.TarFile
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, content: bytes, rows: int = 0) -> None:
        """One part; ``rows`` of a table when it holds some."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self.tar.addfile(info, io.BytesIO(content))
        self.parts[name] = {"rows": rows, "sha256": digest(content)}


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def written(path: Path, passphrase: str | None, about: dict[str, Any]) -> Iterator[ArchiveWriter]:
    """A new backup file at ``path``: there whole after the block, or not at all; readable by its owner."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            sink = SealingWriter(raw, passphrase) if passphrase else raw
            with _packed(sink) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
                writer = ArchiveWriter(tar)
                writer.add(ABOUT, json.dumps(about | {"format": FORMAT}, ensure_ascii=False).encode())
                yield writer
                writer.add(PARTS, json.dumps(writer.parts).encode())
            if isinstance(sink, SealingWriter):
                sink.finish()
            raw.flush()
            os.fsync(raw.fileno())
        scratch.replace(path)
        _sync_folder(path.parent)
    finally:
        scratch.unlink(missing_ok=True)


def _packed(sink: Any) -> gzip.GzipFile:
    return gzip.GzipFile("", "wb", 6, sink)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_sealed(path: Path) -> bool:
    """Whether the file asks for a passphrase. Raises Refused when it is not there."""
    try:
        with path.open("rb") as raw:
            return raw.read(len(sealed_stream.MAGIC)) == sealed_stream.MAGIC
    except OSError as absent:
        raise Refused(_("打不开 %(file)s，看看名字和位置对不对。") % {"file": path}) from absent


def read_parts(path: Path, passphrase: str | None) -> Iterator[tuple[str, bytes]]:
    """Each part's name and content, in order. Raises Refused with a sentence when the file is not whole."""
    sealed = is_sealed(path)
    with path.open("rb") as raw:
        if not sealed and raw.read(2) != _GZIP:
            raise _foreign()
        raw.seek(0)
        try:
            source = cast(BinaryIO, OpeningReader(raw, passphrase or "")) if sealed else raw
            with (
                gzip.GzipFile("", "rb", fileobj=source) as packed,
                tarfile.open(fileobj=packed, mode="r|") as tar,
            ):
                for number, member in enumerate(tar):
                    if number == 0 and member.name != ABOUT:
                        raise _foreign()
                    content = tar.extractfile(member)
                    yield member.name, content.read() if content else b""
                while packed.read(sealed_stream.CHUNK):  # to the very end, where a cut shows
                    pass
        except WrongPassphrase as wrong:
            raise Refused(_("口令不对，再看看口令文件或重新输入。")) from wrong
        except _DAMAGE as damage:
            raise _damaged() from damage


def verify(path: Path, passphrase: str | None) -> Contents:
    """Read the whole file and compare every digest. Refuses when a part is missing, changed or added."""
    about: dict[str, Any] = {}
    listed: dict[str, dict[str, Any]] | None = None
    found: dict[str, str] = {}
    for name, content in read_parts(path, passphrase):
        if not found:
            about = _read_about(content)
        if name == PARTS:
            listed = json.loads(content)
        else:
            found[name] = digest(content)
    if listed is None or {name: part["sha256"] for name, part in listed.items()} != found:
        raise _damaged()
    return Contents(about, listed)


def _read_about(content: bytes) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads(content)
        newer = about["format"] > FORMAT
    except (ValueError, KeyError, TypeError) as other:
        raise _foreign() from other
    if newer:
        raise Refused(_("这份备份来自更新的版本 %(version)s，先升级枝叶，再恢复。") % about)
    return about


def _foreign() -> Refused:
    return Refused(_("这不是枝叶的备份文件，换一个文件。"))


def _damaged() -> Refused:
    return Refused(_("这份备份不完整，或者被改过，换一份备份，或重新拷贝一次。"))
