"""How a workshop, a passage or a recommendation of it, and a document are cited: for people and for their programs."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.templatetags.frame import days, section_name
from workshops.models import Document, Passage, Recommendation, Session, Workshop

MEDIA_TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}
FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {char: f"\\{char}" for char in "&%$#_{}"}


@dataclass(frozen=True)
class Work:
    """What is cited, in one language.

    ``sort`` says what it is (“summary of discussions”), ``place`` and ``held`` (first and last day) where and when the
    workshop was, ``section`` which part of the text is meant; all but the first four may be empty.
    """

    key: str
    title: str
    language: str
    url: str
    sort: str
    issued: datetime.date | None = None
    place: str = ""
    held: tuple[datetime.date, datetime.date] | None = None
    section: str = ""

    @property
    def author(self) -> str:
        return settings.SITE_NAME


def workshop_cited(workshop: Workshop, at: str, code: str) -> Work:
    """The workshop's summary in the language ``code``, or what stands in it at an address (``s1.p4``, ``r2.1``)."""
    with translation.override(code):
        title, language = languages.chosen(workshop, "title")
        place, _language = languages.chosen(workshop, "city")
        return Work(
            key=f"{workshop.ref}-{at}" if at else workshop.ref,
            title=title,
            language=language,
            url=f"{settings.SITE_URL}/{code}/{workshop.address}" + (f"#{at}" if at else ""),
            sort=_("summary of discussions"),
            issued=workshop.end,
            place=place,
            held=(workshop.start, workshop.end),
            section=str(section_name(at)) if at else "",
        )


def addresses_of(workshop: Workshop) -> set[str]:
    """All addresses on the workshop's page that can be cited."""
    numbers = Recommendation.objects.filter(workshop=workshop).values_list("number", flat=True)
    return {
        *(session.anchor for session in Session.objects.filter(workshop=workshop).only("number", "kind")),
        *Passage.objects.filter(workshop=workshop).values_list("anchor", flat=True),
        *(f"r{number}" for number in numbers),
    }


def document_cited(document: Document, code: str) -> Work:
    """The document in the language ``code``."""
    with translation.override(code):
        title, language = languages.chosen(document, "title")
        workshop = document.workshop
        return Work(
            key=document.ref,
            title=title,
            language=language,
            url=f"{settings.SITE_URL}/{code}/{document.address}",
            sort=str(document.get_kind_display()),
            issued=document.published_on,
            place=languages.text_of(workshop, "city") if workshop else "",
            held=(workshop.start, workshop.end) if workshop else None,
        )


def in_words(work: Work, code: str) -> str:
    """The citation as people write it in the language ``code``."""
    with translation.override(code):
        parts = [_("%(author)s, “%(title)s”") % {"author": work.author, "title": work.title}, work.sort]
        if work.held:
            parts += [work.place, days(*work.held)] if work.place else [days(*work.held)]
        elif work.issued:
            parts.append(days(work.issued))
        if work.section:
            parts.append(work.section)
        return f"{languages.comma().join(parts)}. {work.url}"


def on_page(work: Work, code: str) -> SafeString:
    """The same as HTML: the address at its end runs from left to right, whatever stands before it."""
    words = in_words(work, code).removesuffix(work.url)
    return format_html('{}<bdi class="address" dir="ltr">{}</bdi>', words, work.url)


def written(work: Work, suffix: str) -> str:
    """The citation as a file of one of ``MEDIA_TYPES``."""
    return _WRITERS[suffix](work)


def to_bibtex(work: Work) -> str:
    fields = {
        "author": f"{{{_tex(work.author)}}}",
        "title": f"{{{_tex(work.title)}}}",
        "institution": _tex(work.author),
        "type": _tex(work.sort),
        "address": _tex(work.place),
        "year": str(work.issued.year) if work.issued else "",
        "month": f"{work.issued:%m}" if work.issued else "",
        "note": _tex(work.section),
        "url": work.url,
        "language": work.language,
    }
    # A month's name is a word that BibTeX knows, not a text.
    written_out = {"month": _MONTHS[work.issued.month - 1]} if work.issued else {}
    lines = [f"  {name} = {written_out.get(name) or f'{{{value}}}'},\n" for name, value in fields.items() if value]
    return f"@techreport{{{work.key},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def to_ris(work: Work) -> str:
    fields = [
        ("TY", "RPRT"),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("M3", work.sort),
        ("PB", work.author),
        ("CY", work.place),
        ("PY", str(work.issued.year) if work.issued else ""),
        ("DA", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("SE", work.section),
        ("LA", work.language),
        ("UR", work.url),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def to_csl(work: Work) -> dict[str, Any]:
    """The citation as an item of CSL-JSON 1.0."""
    item = {
        "id": work.key,
        "type": "report",
        "author": [{"literal": work.author}],
        "title": work.title,
        "genre": work.sort,
        "publisher": work.author,
        "section": work.section,
        "language": work.language,
        "URL": work.url,
        "event-place": work.place,
    }
    if work.issued:
        item["issued"] = {"date-parts": [_date_parts(work.issued)]}
    if work.held:
        item["event-date"] = {"date-parts": [_date_parts(day) for day in work.held]}
    return {name: value for name, value in item.items() if value}


_WRITERS: dict[str, Callable[[Work], str]] = {
    "bib": to_bibtex,
    "ris": to_ris,
    "json": lambda work: orjson.dumps([to_csl(work)], option=orjson.OPT_INDENT_2).decode(),
}


def _date_parts(day: datetime.date) -> list[int]:
    return [day.year, day.month, day.day]
