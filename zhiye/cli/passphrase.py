"""Passphrases and passwords, from a file or from the terminal."""

import sys
from getpass import getpass
from pathlib import Path

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

SHORTEST = 10  # characters, as for a log-in


def new_passphrase(file: Path | None, ask: bool) -> str | None:
    """For sealing: from the file, or typed twice, or None when neither is wanted. Raises Refused."""
    if file is None and not ask:
        return None
    typed = first_line(file) if file else _typed(_("口令："))
    if len(typed) < SHORTEST:
        raise Refused(_("口令太短，至少 %(count)d 个字。") % {"count": SHORTEST})
    if file is None and typed != _typed(_("再输一次：")):
        raise Refused(_("两次输的不一样，再来一次。"))
    return typed


def known_passphrase(file: Path | None) -> str:
    """For opening: from the file, or typed once. Raises Refused."""
    return first_line(file) if file else _typed(_("口令："))


def first_line(file: Path) -> str:
    """The first line of ``file``. Raises Refused when it is not there or empty."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as absent:
        raise Refused(_("打不开 %(file)s，看看名字和位置对不对。") % {"file": file}) from absent
    if not lines or not lines[0]:
        raise Refused(_("%(file)s 是空的，把口令写在第一行。") % {"file": file})
    return lines[0]


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(_("这里没法输口令，用 --passphrase-file 指一个文件。"))
    return getpass(prompt)
