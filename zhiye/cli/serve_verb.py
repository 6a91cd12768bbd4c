"""``zhiye serve``: the pages, on granian, with static files gathered first, and the worker beside them."""

from argparse import ArgumentParser, Namespace
from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from zhiye.cli.ready import make_ready
from zhiye.cli.worker_beside import worker_beside

REFUSALS = (OSError,)


def arguments(parser: ArgumentParser) -> None:
    """Where to listen, with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")
    parser.add_argument(
        "--no-worker", action="store_true", help="without zhiye worker, which then runs on its own"
    )


def run(options: Namespace) -> int:
    """Serve until stopped."""
    make_ready()
    call_command("collectstatic", verbosity=0, interactive=False)
    print(f"枝叶: http://{options.host}:{options.port}/  (Ctrl-C 停)", flush=True)
    server = Granian(
        target="config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,  # a page takes milliseconds; more threads only wait for one another
        log_level=settings.LOGGING["root"]["level"].lower(),  # type: ignore[index]
    )
    with nullcontext() if options.no_worker else worker_beside():
        server.serve()
    return 0
