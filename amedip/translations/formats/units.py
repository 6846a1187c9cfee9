"""What a translator's file holds, whatever its format: units going out, units that came back, and what is refused."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError


class Unreadable(ValidationError):
    """The file as a whole cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Unit:
    """One text to translate, as it goes out."""

    key: str  # permanent: "priority/TN-2012-004/title"
    source: str
    target: str  # what stands in the target language today
    state: str  # of the target: missing, machine, draft, reviewed, approved or outdated
    source_fingerprint: str  # SHA-256 in hexadecimal of either text at export, "" of an empty one
    target_fingerprint: str
    title: str  # for the translator: "Priority TN-2012-004 · Title"
    note: str = ""
    max_length: int | None = None  # in characters


@dataclass(frozen=True)
class Returned:
    """One unit of a file that came back; the fingerprints are those written at export, "" if the file lost them."""

    key: str
    source: str
    target: str
    finished: bool
    source_fingerprint: str
    target_fingerprint: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """A file that came back; ``order`` is the id given at export, "" if the file lost it."""

    format: str
    source_language: str
    target_language: str
    order: str
    units: list[Returned] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    """What a file says of itself as a whole."""

    source_language: str
    target_language: str
    order: str
    title: str
