"""Identity and telephone numbers that cannot belong to anybody, each given out once."""

from datetime import date
from random import Random

from zhiye.demo.naming import MALE
from zhiye.people.id_number import make_id_number

# GB/T 2260 gives no region a code from 83 on, and in the numbers of foreigners with permanent residence,
# which begin with 9, the next two digits are a province: there is no province 90. So 990xxx is nobody's.
REGION = "990"
# Prefix 154 had been given to no operator when mobile numbers were last listed (2022-07: 142, 143, 154, 161,
# 164, 194 were free), so calling an invented person rings nowhere.
PHONE = "154"


class NumberBook:
    """Gives out numbers for one street and remembers which are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def id_number(self, rng: Random, birth: date, sex: str) -> str:
        """A valid 18-digit number (GB 11643) for this birth and sex ("1" or "2")."""
        while True:
            # Not 00 at the end: with check digit 0 it would look like digits lost in a spreadsheet.
            sequence = rng.randrange(10) * 100 + rng.randrange(1, 50) * 2 - (sex == MALE)
            number = make_id_number(f"{REGION}{rng.randrange(1000):03d}", birth, sequence)
            if self._take(number):
                return number

    def phone(self, rng: Random) -> str:
        """An 11-digit mobile number."""
        while True:
            number = f"{PHONE}{rng.randrange(10**8):08d}"
            if self._take(number):
                return number

    def _take(self, number: str) -> bool:
        if number in self._taken:
            return False
        self._taken.add(number)
        return True
