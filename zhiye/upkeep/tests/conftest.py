"""Systems of their own for the tests of this room."""

from zhiye.upkeep.tests.systems import _cheap_passphrases

__all__ = ["_cheap_passphrases"]
