"""Reads the verb, starts Django, runs it. Exit codes: 0 done, 1 refused with a sentence, 2 misused."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

VERBS = {
    "serve": "start the pages (and print their address)",
    "worker": "what happens by itself: deadlines, notices, clearing (beside the pages unless told not to)",
    "demo": "load the demo street and print the demo log-ins",
    "import": "bring a roster (xlsx, xls, csv …) into a committee's register",
    "fill": "fill any form (xlsx, docx) from what is known: people, homes, matters, visits, figures",
    "search": "find a door, a name, initials, a phone's last four digits, an ID number",
    "read": "find people, homes, days, sums and promises in notes (JSON lines)",
    "report": "a committee's month or year as JSON, Word, Excel or PDF",
    "backup": "write everything into one file, while in use",
    "restore": "make an empty system from such a file",
    "check": "look whether everything fits together",
    "place": "list or add streets and committees",
    "user": "open an account, give a role, hand over work",
    "keys": "show or renew the keys of sealed fields",
    "migrate": "bring the tables of the database up to date",
}
HIDDEN = {
    "import-step": "one step of an import, started by the pages",
    "fill-step": "the file of a form filled for many, started by the pages",
    "scan-step": "photos that wait to be read, started by the pages",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; answers the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if words else 2
    verb, rest = words[0], words[1:]
    if verb not in VERBS | HIDDEN:
        print(f"zhiye: no verb {verb!r}\n\n{_help()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        print(f"zhiye: {wrong}", file=sys.stderr)
        return 1
    module = import_module(f"zhiye.cli.{verb.replace('-', '_')}_verb")
    parser = argparse.ArgumentParser(prog=f"zhiye {verb}", description=(VERBS | HIDDEN)[verb])
    module.arguments(parser)
    try:
        return int(module.run(parser.parse_args(rest)) or 0)
    except module.REFUSALS as refusal:
        print(getattr(refusal, "message", str(refusal)), file=sys.stderr)
        return 1


def _help() -> str:
    width = max(map(len, VERBS))
    lines = [f"  {verb.ljust(width)}  {sentence}" for verb, sentence in VERBS.items()]
    return "usage: zhiye VERB …\n\n" + "\n".join(lines) + "\n\nzhiye VERB --help tells more."
