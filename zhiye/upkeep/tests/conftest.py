"""Systems of their own for the tests of this room."""

from zhiye.upkeep.tests.systems import _cheap_passphrases, _templates, empty, here, lived_in

__all__ = ["_cheap_passphrases", "_templates", "empty", "here", "lived_in"]
