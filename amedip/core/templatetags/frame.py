"""Pieces of every page: days in prose, names of cited sections, structured data, the three languages in fixed order."""

import re

import orjson
from babel import Locale
from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import dateformat
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages

register = template.Library()

# What the sources call their parts; sessions, recommendations and paragraphs are named by rule.
SECTIONS = {
    "introduction": gettext_lazy("introduction"),
    "opening": gettext_lazy("opening"),
    "closing": gettext_lazy("closing"),
    "background": gettext_lazy("background"),
    "objective": gettext_lazy("objective"),
    "activities": gettext_lazy("activities"),
    "countries": gettext_lazy("countries"),
    "donors": gettext_lazy("donors"),
    "partners": gettext_lazy("partners"),
    "documents": gettext_lazy("documents"),
}
_NUMBERED = re.compile(r"(?:s(?P<session>\d+)|r(?P<recommendation>\d+(?:\.\d+)*))(?:\.p(?P<paragraph>\d+))?")


@register.simple_tag
def days(start, end=None, precision="day"):
    """A day or a range of days as prose writes it: ``7–8 November 2012``, ``7 و8 نوفمبر 2012``.

    ``end`` is the last day, inclusive. ``precision`` says how much of ``start`` is known: day, month or year.
    """
    if not start:
        return ""
    if precision != "day":
        return dateformat.format(start, "F Y" if precision == "month" else "Y")
    if not end or end == start:
        return f"{_day(start)} {dateformat.format(start, 'F Y')}"
    month = dateformat.format(end, "F Y")
    if (start.year, start.month) == (end.year, end.month):
        if languages.current() != "ar":
            return f"{_day(start)}–{_day(end)} {month}"
        if (end - start).days == 1:
            return f"{_day(start)} و{_day(end)} {month}"
        first = _day(start)
    else:
        first = f"{_day(start)} {dateformat.format(start, 'F' if start.year == end.year else 'F Y')}"
    if languages.current() == "ar":
        return f"من {first} إلى {_day(end)} {month}"
    return f"{first} – {_day(end)} {month}"


def _day(date) -> str:
    return "1er" if date.day == 1 and languages.current() == "fr" else str(date.day)


@register.filter
def section_name(section):
    """What readers call a section of a source: ``s1.p4`` is “session 1, paragraph 4”; an unknown one stays as it is."""
    found = _NUMBERED.fullmatch(section)
    if not found:
        return SECTIONS.get(section, section)
    if found["session"]:
        name = _("session %(number)s") % {"number": found["session"]}
    else:
        name = _("recommendation %(number)s") % {"number": found["recommendation"]}
    if found["paragraph"]:
        return _("%(section)s, paragraph %(number)s") % {
            "section": name,
            "number": found["paragraph"],
        }
    return name


@register.simple_tag
def page(path="", code=""):
    """The address of the page at ``path``, such as ``states/TN/``, in the reader's language or in ``code``."""
    return f"/{code or languages.current()}/{path}"


@register.simple_tag
def asset(name):
    """The address of a static file, as ``static`` gives it, but never an exception: error pages must come up."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        return settings.STATIC_URL + name


@register.simple_tag
def json_ld(data):
    """Structured data for search engines; browsers do not run it, so the content security policy lets it pass."""
    if not data:
        return ""
    written = orjson.dumps({"@context": "https://schema.org"} | data).decode()
    # No text may close the element or open a comment in it.
    written = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 - escaped above


@register.filter
def of(key, values):
    """What a dictionary holds under the key; empty if nothing."""
    return values.get(key, "")


@register.filter
def tongue_name(code):
    """What the reader's language calls the language ``code``; the code itself where CLDR has no name for it."""
    return Locale(languages.current()).languages.get(code, code)


@register.filter
def by_language(rows):
    """Rows that carry a ``language``, as ``(code, row or None)`` for each of the portal's languages in fixed order."""
    found = {row.language: row for row in rows}
    return [(code, found.get(code)) for code in languages.CODES]
