"""Members as the portal held them at the end of a day: narrowed as the list is today, in the language asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amedip.core import languages
from amedip.core.api.parameters import Parameters
from amedip.core.api.shapes import Addresses, Many, Shape, Text


@dataclass(frozen=True)
class Excerpt:
    """Which of a day's members are read, in the order of their references: ``size`` of those ``behind`` one.

    ``given`` are the values that filters let through, by their names. With ``ref`` it is that member alone.
    """

    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    behind: str = ""
    ref: str = ""
    size: int = 1


def of_day(collection, asked: Parameters, excerpt: Excerpt) -> tuple[list[dict], str | None]:
    """What the day held of the excerpt, and behind which reference there is more."""
    found, last = collection.past(asked.on, excerpt)
    if asked.manner.language:
        shape = collection.shape()
        found = [_in_language(item, shape, asked.manner.language) for item in found]
    return found, last


def _in_language(item: dict, shape: Shape, code: str) -> dict:
    told, fell = dict(item), {}
    for name, column in shape.fields.items():
        if isinstance(column, Text):
            text, language = languages.first_available(item[name], code)
            told[name] = text or None
            if text and language != code:
                fell[name] = language
        elif isinstance(column, Addresses):
            told[name] = item[name] and item[name][code]
        elif isinstance(column, Many):
            told[name] = [_in_language(part, column.child, code) for part in item[name]]
    if fell:
        told["language"] = fell
        told["direction"] = {name: languages.direction(language) for name, language in fell.items()}
    return told
