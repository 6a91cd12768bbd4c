"""Kinds of contact: code → words, in the order of the data file."""

import tomllib
from importlib import resources

KINDS: dict[str, str] = tomllib.loads(
    resources.files("zhiye.visits").joinpath("data", "contacts.toml").read_text("utf-8")
)["names"]
