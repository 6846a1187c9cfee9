"""The portal's languages: the only file that knows codes, names, directions and how words are sorted."""

import unicodedata
from collections.abc import Iterable

from django.utils import translation

CODES = ("ar", "en", "fr")
NAMES = {"ar": "العربية", "en": "English", "fr": "Français"}
RIGHT_TO_LEFT = frozenset({"ar"})
# PostgreSQL's text-search configuration of each language.
SEARCH_CONFIGURATIONS = {"ar": "arabic", "en": "english", "fr": "french"}
# When a text is missing, the others are offered in this order after the reader's own.
FALLBACKS = {"ar": ("ar", "fr", "en"), "en": ("en", "fr", "ar"), "fr": ("fr", "en", "ar")}


def current() -> str:
    """The language of this request or task, always one of ``CODES``."""
    code = (translation.get_language() or "en").split("-")[0]
    return code if code in CODES else "en"


def direction(code: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def comma(code: str = "") -> str:
    """What parts the members of a list in the language, the reader's if none is named."""
    return "، " if (code or current()) == "ar" else ", "


def others(code: str) -> list[str]:
    """The two other languages, in fallback order."""
    return [other for other in FALLBACKS[code] if other != code]


def first_available(texts: dict[str, str | None], wanted: str) -> tuple[str, str]:
    """The text in the wanted language or the first that exists, with its language; ``("", wanted)`` if none does."""
    for code in FALLBACKS[wanted]:
        if texts.get(code):
            return texts[code], code
    return "", wanted


def chosen(source, field: str) -> tuple[str, str]:
    """The text of an object's or a row's translated field for this reader, and its language; ``("", page's)`` if none.

    A column that was not read counts as empty.
    """
    get = source.get if isinstance(source, dict) else lambda name: getattr(source, name, None)
    return first_available({code: get(f"{field}_{code}") for code in CODES}, current())


def text_of(source, field: str = "name") -> str:
    """The text of an object's or a row's translated field in the reader's language, or the first there is."""
    return chosen(source, field)[0]


def columns(fields: Iterable[str]) -> list[str]:
    """``["title"]`` → ``["title_ar", "title_en", "title_fr"]``."""
    return [f"{field}_{code}" for field in fields for code in CODES]


_ARABIC_SORT = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": None})


def sort_key(text: str, code: str) -> str:
    """A plain string that sorts ``text`` as readers of the language expect, without any collation of the database.

    Accents and case do not count; in Arabic neither do hamza forms, diacritics nor the article at the start.
    """
    text = text.strip()
    if code == "ar":
        text = text.removeprefix("ال")  # as it is written: folded, «آلية» would look as if it had the article
    folded = unicodedata.normalize("NFD", text.translate(_ARABIC_SORT))
    return "".join(char for char in folded if not unicodedata.combining(char)).casefold()
