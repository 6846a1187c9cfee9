"""The Registry as files: each format in each language, made from one content; nothing here writes anything."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.documents import readable
from amedip.core.publications.words import shown
from registry.publications import document, pdf, tables
from registry.publications.reading import Reading, registry_title

RENDERERS: dict[str, Callable[[Reading], bytes]] = {
    "pdf": pdf.render,
    "xlsx": tables.render_xlsx,
    "csv": tables.render_csv,
    "json": document.render,
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def render(
    content: dict, suffix: str, language: str, *, number: int | None = None, titles: dict | None = None
) -> bytes:
    """The file of an edition (its ``number`` and ``titles`` by language), or of today's Registry without them."""
    with translation.override(language):
        return RENDERERS[suffix](Reading(content, number, shown(titles).text if titles else ""))


def file_name(suffix: str, *, number: int | None = None, day: str = "") -> str:
    """What the file is called in the reader's language, as files may be called everywhere."""
    what = _("edition %(number)d") % {"number": number} if number else day
    return f"{readable(f'AMEDIP – {registry_title()} – {what}')} ({languages.current()}).{suffix}"
