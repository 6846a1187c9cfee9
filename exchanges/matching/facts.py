"""What is known of a request and of who could answer it: all that a score is made of, and nothing else."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """Days on which something is possible, the last inclusive; None is open on that side."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def is_known(self) -> bool:
        return self.first is not None or self.last is not None

    def shared_with(self, other: "Window") -> "Window":
        """The days of both; ``is_empty`` if there are none."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Window(max(firsts, default=None), min(lasts, default=None))

    @property
    def is_empty(self) -> bool:
        return self.first is not None and self.last is not None and self.last < self.first

    @property
    def days(self) -> int | None:
        """How many they are; None if one side is open."""
        if self.first is None or self.last is None:
            return None
        return max(0, (self.last - self.first).days + 1)


@dataclass(frozen=True)
class Need:
    """A request. ``themes`` are references, the main one first; ``models`` how its state coordinates."""

    ref: str
    state: str
    themes: tuple[str, ...]
    format: str = ""
    languages: frozenset[str] = frozenset()
    window: Window = Window()
    models: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Practice:
    """Something a state does, as far as it counts as evidence."""

    ref: str
    themes: frozenset[str]


@dataclass(frozen=True)
class Candidate:
    """A state that could answer a request, with an ``offer`` (its reference) or by its practices alone (empty).

    ``grown_from`` is the practice of which the offer grew. No ``formats`` or ``languages`` means that none were named.
    ``marks`` are what its guests gave it in earlier evaluations, from 1 to 5; ``given`` and ``received`` count
    exchanges of the state.
    """

    state: str
    offer: str = ""
    themes: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    window: Window = Window()
    models: frozenset[str] = frozenset()
    practices: tuple[Practice, ...] = ()
    grown_from: str = ""
    marks: tuple[int, ...] = ()
    given: int = 0
    received: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return self.state, self.offer
