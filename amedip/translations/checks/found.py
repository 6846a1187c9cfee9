"""What the checks are given and what they give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """An entry of the glossary or a name: its accepted forms by language, the set form first."""

    forms: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Finding:
    """What a check found: its stable code, what is wrong and what to do, and the part of the text concerned.

    ``message`` is in the active language, ``excerpt`` (empty if there is none) in ``language``.
    """

    check: str
    message: str
    excerpt: str
    language: str
