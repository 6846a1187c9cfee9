"""Texts and days as a publication in one language shows them: that of the thread."""

import datetime
from dataclasses import dataclass

from babel import Locale
from django.utils import dateformat, timezone

from amedip.core import languages
from amedip.core.publications import fonts


@dataclass(frozen=True)
class Said:
    """A text as it is shown; ``language`` is what it stands in."""

    text: str
    language: str

    @property
    def fell_back(self) -> bool:
        """Does it stand in another language than the reader's?"""
        return self.language != languages.current()


def shown(texts: dict[str, str | None]) -> Said:
    """The text in the reader's language, or in the first other that has it."""
    return Said(*languages.first_available(texts, languages.current()))


def said_of(said: Said) -> dict:
    """A text as templates show it, with its language named where that is not the reader's."""
    return {
        "text": fonts.printable(said.text),
        "lang": said.language,
        "dir": languages.direction(said.language),
        "note": language_name(said.language) if said.fell_back else None,
        "code": False,
    }


def language_name(code: str) -> str:
    """The language's name in the reader's."""
    return Locale(languages.current()).languages[code]


def written_day(day: datetime.date) -> str:
    number = "1er" if day.day == 1 and languages.current() == "fr" else str(day.day)
    return f"{number} {dateformat.format(day, 'F Y')}"


def written_today() -> str:
    return written_day(timezone.localdate())
