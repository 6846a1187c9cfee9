"""The Registry as a tagged PDF, typeset from a template of ours and checked as PDF/UA-1 while it is made."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.publications import fonts
from amedip.core.publications.typesetting import typeset
from amedip.core.publications.words import Said, said_of, shown, written_day
from registry.models import Priority
from registry.publications.reading import Reading, choice, labels, registry_title, section

# With more entries than this the contents name the states only: the index and the reader's own search find the rest.
MOST_IN_CONTENTS = 150


def render(reading: Reading) -> bytes:
    """The file. The same reading gives the same bytes: its only date is that of the content."""
    return typeset("registry.typ", _book(reading), at=reading.at)


def _book(reading: Reading) -> dict:
    """All that the template shows, in the order and words of the reading's language."""
    title = registry_title()
    count = len(reading.priorities)
    named = labels()
    return {
        "lang": reading.language,
        "dir": languages.direction(reading.language),
        "title": title,
        "subtitle": _plain(reading.title) or None,
        "full-title": _plain(f"{title} – {reading.title}" if reading.title else title),
        "publisher": settings.SITE_NAME,
        "description": _("The needs and gaps that the institutions of the partner states name."),
        "keywords": [_plain(shown(theme["name"]).text) for theme, _entries in reading.themes],
        "facts": [
            _fact(_("As of") if reading.number is None else _("Closed on"), reading.day),
            _fact(_("States"), str(len(reading.states))),
            _fact(_("Priorities"), str(count)),
            _fact(_("On the web"), _web(reading), code=True),
        ],
        "notes": [
            _("Texts that are missing in this language stand in another, which is named after them."),
            _("An entry marked as derived was drawn from a source by the portal’s team; the state did not enter it."),
        ],
        "brief": count > MOST_IN_CONTENTS,
        "words": {
            "contents": _("Contents"),
            "entries": _("Priorities"),
            "index": _("Index by theme"),
            "sources": named["sources"],
            "none": _("No priority is published yet."),
            "comma": languages.comma(),
        },
        "states": [
            {"name": said_of(shown(state["name"])), "entries": [_entry(reading, one, named) for one in priorities]}
            for state, priorities in reading.states
        ],
        "themes": [
            {"name": said_of(shown(theme["name"])), "entries": [_line(priority) for priority in priorities]}
            for theme, priorities in reading.themes
        ],
    }


def _web(reading: Reading) -> str:
    page = f"registry/editions/{reading.number}/" if reading.number else "registry/"
    return f"{settings.SITE_URL}/{reading.language}/{page}"


def _line(priority: dict) -> dict:
    return {"ref": priority["ref"], "title": said_of(shown(priority["texts"]["title"]))}


def _entry(reading: Reading, priority: dict, named: dict[str, str]) -> dict:
    texts = priority["texts"]
    passages = [
        {"label": None if field == "description" else named[field], "text": said_of(shown(texts[field]))}
        for field in ("description", "need", "desired_result")
        if any(texts[field].values())
    ]
    here = reading.language
    facts = [
        (named["status"], [Said(_status(priority), here)]),
        (named["institution"], [reading.name("institutions", priority["institution"])]),
        (named["institutions"], reading.names("institutions", priority["institutions"])),
        (named["themes"], reading.names("themes", priority["themes"])),
        *((named[name], [_choice(name, priority[name])]) for name in ("time_frame", "importance", "expertise")),
        (named["round"], [reading.name("rounds", priority["round"])]),
        (named["derived"], [Said(_("yes"), here) if priority["derived"] else None]),
        (named["confirmed_on"], [_day(priority["confirmed_on"])]),
    ]
    return _line(priority) | {
        "passages": passages,
        "facts": [
            {"label": label, "values": [said_of(value) for value in values if value]}
            for label, values in facts
            if any(values)
        ],
        "sources": [_source(reading, source) for source in priority["sources"]],
    }


def _status(priority: dict) -> str:
    status = choice("status", priority["status"])
    if priority["status"] == Priority.Status.SUPERSEDED and priority["superseded_by"]:
        return _("%(status)s by %(ref)s") % {"status": status, "ref": priority["superseded_by"]}
    return status


def _choice(name: str, value: str | None) -> Said | None:
    return Said(choice(name, value), languages.current()) if value else None


def _day(day: str | None) -> Said | None:
    return Said(written_day(datetime.date.fromisoformat(day)), languages.current()) if day else None


def _source(reading: Reading, source: dict) -> dict:
    title = shown(reading.sources[source["kind"], source["reference"]]["title"])
    note = shown(source["note"])
    return {"title": said_of(title), "section": section(source) or None, "note": said_of(note) if note.text else None}


def _fact(label: str, value: str, *, code: bool = False) -> dict:
    return {"label": label, "value": value, "code": code}


def _plain(text: str) -> str:
    return fonts.printable(text)
