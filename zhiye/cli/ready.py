"""What every verb that touches data does first: keys there, tables up to date."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from zhiye.kernel.sealing import new_key_file


def make_ready() -> None:
    """Make the key file on the first start, bring the tables up to date, make the cache's table."""
    new_key_file(Path(settings.KEY_FILE))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
