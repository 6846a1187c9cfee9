"""A state's hand-over pack: the same content as a tagged PDF to read and as a workbook to work with."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.documents import readable
from amedip.core.publications import fonts
from amedip.core.publications.typesetting import typeset
from amedip.core.publications.words import Said, said_of, written_day
from registry.holdings import Holdings
from registry.publications.pack.around import history_section, institutions_section, people_section, practices_section
from registry.publications.pack.due import consultations_section, due_section
from registry.publications.pack.priorities import changes_section, comments_section, priorities_section
from registry.publications.pack.shapes import Column, Part, Section
from registry.publications.sheets import add_table, new_book, saved


def render_pdf(held: Holdings) -> bytes:
    """The file, checked as PDF/UA-1 while it is made."""
    return typeset("pack.typ", _book(held), at=held.at)


def render_xlsx(held: Holdings) -> bytes:
    """A workbook with a sheet for each section, from right to left in Arabic."""
    book = new_book(pack_title(held.country))
    for section in _sections(held):
        kept = [number for number, column in enumerate(section.columns) if column.part is not Part.READ]
        columns = [(section.columns[number].label, section.columns[number].width) for number in kept]
        rows = [[_text(row[number]) for number in kept] for row in section.rows]
        add_table(book, section.title, columns, rows)
    return saved(book)


RENDERERS = {"pdf": render_pdf, "xlsx": render_xlsx}


def pack_title(country) -> str:
    return _("Hand-over: %(state)s") % {"state": country.headline}


def pack_name(country, suffix: str, day: str) -> str:
    """What the file is called in the reader's language."""
    return f"{readable(f'AMEDIP – {pack_title(country)} – {day}')} ({languages.current()}).{suffix}"


def _book(held: Holdings) -> dict:
    """All that the template shows."""
    title = pack_title(held.country)
    here = languages.current()
    day = written_day(timezone.localtime(held.at).date())
    return {
        "lang": here,
        "dir": languages.direction(here),
        "title": fonts.printable(title),
        "subtitle": None,
        "full-title": fonts.printable(title),
        "publisher": settings.SITE_NAME,
        "description": _("What the state holds in the portal, and what waits for its focal points."),
        "keywords": [],
        "facts": [
            {"label": _("As of"), "value": day, "code": False},
            {"label": _("Priorities"), "value": str(len(held.priorities)), "code": False},
            {
                "label": _("On the web"),
                "value": f"{settings.SITE_URL}/{here}/workspace/",
                "code": True,
            },
        ],
        "notes": [
            _("For the focal points of the state and the programme’s team only: it holds drafts and names."),
            _("Texts that are missing in this language stand in another, which is named after them."),
        ],
        "words": {"contents": _("Contents"), "comma": languages.comma()},
        "sections": [_section(section) for section in _sections(held)],
    }


def _section(section: Section) -> dict:
    columns = [(number, column) for number, column in enumerate(section.columns) if column.part is not Part.WORK]
    return {
        "title": section.title,
        "note": section.note or None,
        "none": section.none,
        "cards": section.cards,
        "columns": [
            {"label": column.label, "part": column.part.value, "width": column.width} for _number, column in columns
        ],
        "rows": [[_said(row[number], column) for number, column in columns] for row in section.rows],
    }


def _sections(held: Holdings) -> list[Section]:
    return [
        due_section(held),
        consultations_section(held),
        priorities_section(held),
        changes_section(held),
        comments_section(held),
        practices_section(held),
        institutions_section(held),
        people_section(held),
        history_section(held),
    ]


def _said(value: str | Said, column: Column) -> dict | None:
    if not _text(value):
        return None
    said = value if isinstance(value, Said) else Said(str(value), languages.current())
    return said_of(said) | {"code": column.part is Part.CODE}


def _text(value: str | Said) -> str:
    return value.text if isinstance(value, Said) else str(value)
