"""Members as the portal held them at the end of a day: narrowed as the list is today, in the language asked for."""

from collections.abc import Mapping, Sequence

from amedip.core import languages
from amedip.core.api.parameters import Parameters
from amedip.core.api.shapes import Addresses, Many, Shape, Text


def of_day(collection, asked: Parameters, given: Mapping[str, Sequence[str]] | None = None) -> list[dict]:
    """All that the day held and the filters let through, in the order of the references."""
    found = collection.past(asked.on)
    for name, wanted in (given or {}).items():
        field = collection.past_filters[name]
        if wanted:
            found = [item for item in found if _is_one_of(item[field], wanted)]
    if asked.manner.language:
        shape = collection.shape()
        found = [_in_language(item, shape, asked.manner.language) for item in found]
    return found


def _is_one_of(held, wanted: Sequence[str]) -> bool:
    return bool({held} & {*wanted}) if isinstance(held, str) or held is None else bool({*held} & {*wanted})


def _in_language(item: dict, shape: Shape, code: str) -> dict:
    told, fell = dict(item), {}
    for name, field in shape.fields.items():
        if isinstance(field, Text):
            text, language = languages.first_available(item[name], code)
            told[name] = text or None
            if text and language != code:
                fell[name] = language
        elif isinstance(field, Addresses):
            told[name] = item[name] and item[name][code]
        elif isinstance(field, Many):
            told[name] = [_in_language(part, field.child, code) for part in item[name]]
    if fell:
        told["language"] = fell
        told["direction"] = {name: languages.direction(language) for name, language in fell.items()}
    return told
