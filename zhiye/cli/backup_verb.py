"""``zhiye backup FILE``: everything in one file, while people go on working."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from zhiye.cli.passphrase import new_passphrase
from zhiye.kernel.errors import Refused
from zhiye.upkeep.backup import back_up

REFUSALS = (Refused, OSError)


def arguments(parser: ArgumentParser) -> None:
    """Where to, and under which passphrase."""
    parser.add_argument("file", type=Path, help="a new file, or a folder (the name is then the date)")
    parser.add_argument(
        "--passphrase-file", type=Path, help="seal the file; its first line is the passphrase"
    )
    parser.add_argument("--encrypt", action="store_true", help="seal the file; the passphrase is asked for")


def run(options: Namespace) -> int:
    """Write the file and say what is in it."""
    taken = back_up(options.file, new_passphrase(options.passphrase_file, options.encrypt))
    told = {"file": taken.path, "rows": taken.rows, "files": taken.files, "keys": settings.KEY_FILE}
    print(_("备份好了：%(file)s（%(rows)d 条记录，%(files)d 份原始文件）。") % told)
    if taken.with_keys:
        print(_("备份已加密，钥匙也在里面。口令请另外保管，丢了谁也打不开。"))
    else:
        print(_("备份没有加密，钥匙不在里面：%(keys)s 请另存一份，和备份分开放。") % told)
    return 0
