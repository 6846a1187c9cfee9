"""The Registry as JSON for programs: its keys are those of the API, its texts those of one language."""

import orjson
from django.conf import settings

from amedip.core import languages
from amedip.core.publications.words import shown
from registry.publications.reading import FIELDS, Reading, address, registry_title


def render(reading: Reading) -> bytes:
    """One object; as in the API, ``language`` and ``direction`` of an entry name the texts in another language."""
    return orjson.dumps(
        {
            "title": registry_title(),
            "edition": reading.number,
            "edition_title": reading.title or None,
            "publisher": settings.SITE_NAME,
            "language": reading.language,
            "direction": languages.direction(reading.language),
            "at": reading.content["at"],
            "states": [_named(row) for row, _priorities in reading.states],
            "themes": [_named(row) for row in reading.content["themes"]],
            "institutions": [_named(row) for row in reading.content["institutions"]],
            "rounds": [_named(row) for row in reading.content["rounds"]],
            "sources": [
                {"kind": row["kind"], "reference": row["reference"], "title": shown(row["title"]).text}
                for row in reading.content["sources"]
            ],
            "priorities": [_priority(priority) for priority in reading.priorities],
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def _named(row: dict) -> dict:
    return row | {"name": shown(row["name"]).text}


def _priority(priority: dict) -> dict:
    said = {field: shown(priority["texts"][field]) for field in FIELDS}
    fell = {field: text.language for field, text in said.items() if text.fell_back}
    entry = {name: value for name, value in priority.items() if name not in ("texts", "text_states", "sources")}
    entry |= {field: text.text or None for field, text in said.items()}
    entry["sources"] = [source | {"note": shown(source["note"]).text or None} for source in priority["sources"]]
    entry["url"] = address(priority["ref"])
    if fell:
        entry["language"] = fell
        entry["direction"] = {field: languages.direction(code) for field, code in fell.items()}
    return entry
