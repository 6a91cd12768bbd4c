"""Django's SQLite, but for how writers wait for one another: whoever has waited longer asks more often.

SQLite does the opposite: it sleeps longer and longer, up to a tenth of a second, and who has just come passes those who
wait. Asking costs some microseconds.
"""

import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SLOW, QUICK, LONG = (
    0.004,
    0.0003,
    0.1,
)  # seconds: between two questions, at first and after having waited so LONG


def pause(waited: float) -> float:
    """How long to sleep before asking again, in seconds."""
    return max(QUICK, SLOW - waited / LONG * (SLOW - QUICK))


class DatabaseWrapper(base.DatabaseWrapper):
    """The ``timeout`` of its options holds for beginning as it does for every statement."""

    def _start_transaction_under_autocommit(self) -> None:
        came, patience = time.monotonic(), self.settings_dict["OPTIONS"].get("timeout", 5.0)
        self._answer_within(0)
        try:
            while not self._begun():
                if (waited := time.monotonic() - came) > patience:
                    raise OperationalError("database is locked")
                time.sleep(pause(waited))
        finally:
            self._answer_within(patience)

    def _begun(self) -> bool:
        """False while another one writes."""
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as busy:
            if str(busy) != "database is locked":
                raise
            return False
        return True

    def _answer_within(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}").close()
