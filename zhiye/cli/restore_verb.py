"""``zhiye restore FILE``: a system out of a backup."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext as _

from zhiye.cli.passphrase import known_passphrase
from zhiye.kernel.errors import Refused
from zhiye.upkeep.archive import is_sealed
from zhiye.upkeep.restore import restore

REFUSALS = (Refused, OSError)


def arguments(parser: ArgumentParser) -> None:
    """From where, and what may go."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--passphrase-file", type=Path, help="its first line is the passphrase")
    parser.add_argument("--replace", action="store_true", help="even where people or accounts are: they go")
    parser.add_argument(
        "--without-keys", action="store_true", help="even if ID and phone numbers cannot be opened"
    )


def run(options: Namespace) -> int:
    """Make the tables, but no keys: those come with the backup or were put there by hand."""
    passphrase = known_passphrase(options.passphrase_file) if is_sealed(options.file) else None
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    done = restore(options.file, passphrase, replace=options.replace, without_keys=options.without_keys)
    told = {"rows": done.rows, "files": done.files, "former": done.former_keys}
    print(_("恢复好了：%(rows)d 条记录，%(files)d 份原始文件。请大家重新登录。") % told)
    if done.former_keys:
        print(_("这里原来的钥匙文件留在 %(former)s。") % told)
    return 0
