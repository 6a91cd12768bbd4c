"""The files as they came, sealed on disk, and what their worker tells of its progress.

``DATA_DIR/imports/<run>/``: ``original.sealed``, ``progress.json``, ``lock`` (held while a worker works,
so that a killed worker is noticed at once).
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from zhiye.kernel import background, sealing

STARTED = "started"


def folder(run_id: UUID) -> Path:
    """The run's own folder, made when it is not there."""
    path = Path(settings.DATA_DIR) / "imports" / str(run_id)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(run_id: UUID, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Seal the file into the run's folder; answers its SHA-256 (hex) and size in bytes."""
    plain = b"".join(chunks)
    write_whole(folder(run_id) / "original.sealed", sealing.seal_bytes(plain, _row(run_id)))
    return hashlib.sha256(plain).hexdigest(), len(plain)


def read(run_id: UUID) -> bytes:
    """The file as it came."""
    return sealing.unseal_bytes((folder(run_id) / "original.sealed").read_bytes(), _row(run_id))


@contextmanager
def opened(run_id: UUID) -> Iterator[Path]:
    """The file as it came, in a private temporary place, gone after the block."""
    with tempfile.TemporaryDirectory(prefix="zhiye-") as scratch:
        path = Path(scratch) / "original"
        path.write_bytes(read(run_id))
        yield path


def tell(run_id: UUID, step: str, done: int, of: int) -> None:
    """Write down how far the worker is; readable while its transaction is open."""
    text = json.dumps({"step": step, "done": done, "of": of})
    write_whole(folder(run_id) / "progress.json", text.encode(), durable=False)


def progress(run_id: UUID) -> dict[str, Any]:
    """How far the worker is: {step, done, of}; empty before it began."""
    try:
        return dict(json.loads((folder(run_id) / "progress.json").read_text()))
    except (FileNotFoundError, ValueError):
        return {}


@contextmanager
def working(run_id: UUID, patience: float = background.PATIENCE) -> Iterator[bool]:
    """Hold the run's lock for the block; False when another worker holds it. A killed worker lets go."""
    with background.alone(folder(run_id) / "lock", patience) as taken:
        if taken:
            (folder(run_id) / STARTED).unlink(missing_ok=True)
        yield taken


def is_worked_on(run_id: UUID) -> bool:
    """Whether a living worker holds the run's lock."""
    return background.is_held(folder(run_id) / "lock")


def note_started(run_id: UUID) -> None:
    """A worker was started and has not taken its lock yet; whatever an earlier one told is over."""
    (folder(run_id) / "progress.json").unlink(missing_ok=True)
    write_whole(folder(run_id) / STARTED, b"", durable=False)


def started_at(run_id: UUID) -> float | None:
    """When a worker was started that has not taken its lock yet (seconds since 1970)."""
    try:
        return (folder(run_id) / STARTED).stat().st_mtime
    except FileNotFoundError:
        return None


def write_whole(path: Path, content: bytes, durable: bool = True) -> None:
    """Write ``path`` so that it is there whole or not at all."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    scratch.replace(path)


def _row(run_id: UUID) -> str:
    return f"exchange.importrun.original:{run_id}"
