"""Days, names and texts as a pack says them."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amedip.core import languages
from amedip.core.models import Deed, Record
from amedip.core.publications.words import Said, language_name, shown
from registry.drafts import label_of
from registry.publications.pack.shapes import Column, Part
from registry.publications.reading import FIELDS


def in_each_language(named, names) -> list[Column]:
    return [
        Column(f"{named[name]} · {language_name(code)}", 45, Part.WORK) for name in names for code in languages.CODES
    ]


def texts_of(record, name: str) -> dict[str, str | None]:
    return {code: getattr(record, f"{name}_{code}") for code in languages.CODES}


def headline(record: Record) -> Said:
    return shown(record.names())


def in_language(language: str, text: str) -> str | Said:
    return Said(text, language) if language else text


def written(day) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT") if day else ""


def concerns(name: str, language: str) -> str:
    if not name:
        return _("The whole")
    label = label_of(f"{name}_{language or languages.current()}" if name in FIELDS else name)[0]
    return f"{label} · {language_name(language)}" if language else label


def side_of(person) -> str:
    """Which side somebody stands on: more the successor need not know."""
    return "ICMPD" if person.is_staff else pgettext("who did it", "the state")


def by_whom(deed: Deed) -> str:
    return side_of(deed.actor) if deed.actor else pgettext("who did it", "the portal")
