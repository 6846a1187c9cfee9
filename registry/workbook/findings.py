"""What comes of comparing a workbook: its faults, what its rows would change, and what of that somebody has chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from amedip.core import languages
from registry.models import Priority

MINE, THEIRS = "mine", "theirs"


@dataclass
class Fault:
    """What is wrong with a cell (``key`` names its column), or with a whole row (``key`` is empty)."""

    row: int
    key: str
    cause: str


@dataclass
class Found:
    """What one row would change: ``after`` by name, ``before`` what stands there now.

    ``conflicts`` are the names that somebody else has changed as well since the workbook was made. A new row has no
    ``priority``, but a ``print`` of its own.
    """

    number: int
    country: int
    after: dict[str, object]
    before: dict[str, object]
    conflicts: set[str] = field(default_factory=set)
    priority: Priority | None = None
    year: int = 0
    print: str = ""

    @property
    def ref(self) -> str:
        return self.priority.ref if self.priority else ""

    def told(self) -> dict:
        """As it is kept for the page that shows it."""
        titles = {code: self.after.get(f"title_{code}") or self.before.get(f"title_{code}") for code in languages.CODES}
        return {
            "row": self.number,
            "ref": self.ref,
            "state": self.country,
            "titles": titles,
            "cells": [[name, self.before.get(name), self.after[name], name in self.conflicts] for name in self.after],
        }


def chosen(found: Found, choices: Mapping[str, str]) -> Iterator[str]:
    """The names whose new value is to be written: all but the conflicts in which theirs stays."""
    for name in found.after:
        if name not in found.conflicts or choices.get(f"{found.ref}:{name}") == MINE:
            yield name
