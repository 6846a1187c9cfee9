"""Characters that do not belong: stray marks of direction, invisible ones, blanks, signs of the other script."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from amedip.translations.checks.found import Finding
from amedip.translations.checks.words import MARKS

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
_LETTERS = "\u0620-\u063f\u0641-\u064a\u064b-\u0652\u0670-\u06d3"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_JOINER = "\u200d"
_SPACES = " \u00a0\u2009\u202f"
# Two blanks inside a line; at its end two are Markdown's line break, at its beginning they indent.
_DOUBLE_SPACE = re.compile(rf"(?<=[^\s{_SPACES}])[{_SPACES}\t]{{2,}}(?=[^\s{_SPACES}])")
_SPACE_BEFORE = {
    "ar": re.compile(rf"(?<=[^\W_])[{MARKS}]?[{_SPACES}]+(?:[،؛؟!:]|[.,;](?!\w|\.))(?!\))"),
    "en": re.compile(rf"(?<=[^\W_])[{_SPACES}]+(?:[,;?!](?!\w)|[.:](?![\w.)]))"),
    "fr": re.compile(rf"(?<=[^\W_])[{_SPACES}]+(?:,(?!\w)|\.(?![\w.]))"),
}
# Between Arabic letters only: in هـ or لـAMEDIP the sign has its use.
_TATWEEL = re.compile(f"(?<=[{_LETTERS}])\u0640+(?=[{_LETTERS}])")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
_NAME = 6  # so many words in Latin letters may be a name
_LATIN_SIGN = re.compile(
    rf"(?:(?<=[{_ARABIC}\u064b-\u0652])|(?<=[{_ARABIC}\u064b-\u0652][»”)*\"]))[,;?](?=$|\s+(?:[{_ARABIC}]|$)|[»”)*\"{_ARABIC}])",
    re.MULTILINE,
)
_LATIN_SIGN_AFTER_OTHERS = re.compile(rf"(?<=[A-Za-z0-9»)”%])[,;?](?=[ \u00a0][{_ARABIC}]{{2}})")
_ARABIC_SIGN = re.compile("[،؛؟٪٫٬۔٭]")
_EASTERN_DIGITS = re.compile("[٠-٩۰-۹]{1,30}")
_AROUND = 12
# Of one kind of finding no more than this: whoever has mended these looks again.
_MOST = 50
# French: no blank, or one where the line may break, before a sign of two parts; not in times, addresses or proportions.
_FRENCH_TIGHT = re.compile(r"(?<=[^\W\d_][^\W\d_])(?:[;?!]|:)(?=\s|$)|«(?=[^\W_])|(?<=[^\W_])»", re.MULTILINE)
_FRENCH_PLAIN = re.compile(r"(?<=[^\W_]) [;:?!»](?=\s|$)|(?<=[^\W_]\)) [;:?!](?=\s|$)|« (?=\S)", re.MULTILINE)


def controls(text: str, language: str) -> list[Finding]:
    """Marks of direction that are unpaired or of no use, and invisible characters."""
    message = _("An invisible mark of direction (%(code)s) stands here where none is needed. Take it out.")
    found = [
        Finding("control", message % {"code": _code(text[at])}, _around(text, at), language)
        for at in islice(_stray(text, language), _MOST)
    ]
    message = _("An invisible character (%(code)s) stands here. Take it out.")
    for match in islice(_INVISIBLE.finditer(text), _MOST):
        if match.group() != _JOINER or not _joins_pictures(text, match.start()):
            excerpt = _around(text, match.start())
            found.append(Finding("control", message % {"code": _code(match.group())}, excerpt, language))
    return found


def spaces(text: str, language: str) -> list[Finding]:
    """Two blanks in a row, and blanks before a sign that follows its word."""
    double = _("Two spaces stand here in a row. Take one out.")
    before = _("A space stands here before the punctuation mark. Take it out.")
    found = [
        Finding("space", double, _around(text, match.start()), language)
        for match in islice(_DOUBLE_SPACE.finditer(text), _MOST)
    ]
    return found + [
        Finding("space", before, _around(text, match.start()), language)
        for match in islice(_SPACE_BEFORE[language].finditer(text), _MOST)
    ]


def punctuation(text: str, language: str) -> list[Finding]:
    """Tatweel inside a word, and signs and figures of the other script."""
    if language != "ar":
        return list(islice(_foreign_signs(text, language), _MOST))
    tatweel = _("The word is stretched with a tatweel. Take it out: searches do not find the word.")
    sign = _("“%(sign)s” is a Latin punctuation mark in Arabic text. Write “%(right)s”.")
    found = [
        Finding("tatweel", tatweel, _word(text, match.start()), language)
        for match in islice(_TATWEEL.finditer(text), _MOST)
    ]
    places = {match.start() for pattern in (_LATIN_SIGN, _LATIN_SIGN_AFTER_OTHERS) for match in pattern.finditer(text)}
    for at in sorted(places)[:_MOST]:
        right = {",": "،", ";": "؛", "?": "؟"}[text[at]]
        found.append(Finding("punctuation", sign % {"sign": text[at], "right": right}, _around(text, at), language))
    return found


def other_script(text: str, language: str) -> list[Finding]:
    """A text in the letters of another language: an answer of a machine that left it as it was, or the wrong box.

    In Arabic some Latin words alone may be a name.
    """
    foreign, own = (_LATIN_WORD, _ARABIC_LETTER) if language == "ar" else (_ARABIC_LETTER, _LATIN_WORD)
    found = list(islice(foreign.finditer(text), _NAME + 1))
    if own.search(text) or len(found) <= (_NAME if language == "ar" else 0):
        return []
    message = {
        "ar": _("This is no Arabic text. Translate it."),
        "en": _("This is no English text. Translate it."),
        "fr": _("This is no French text. Translate it."),
    }
    return [Finding("script", message[language], _around(text, found[0].start()), language)]


def french_spacing(text: str) -> list[Finding]:
    """At most one finding: before a sign of two parts, and inside guillemets, stands a blank that does not break."""
    match = min(
        filter(None, (_FRENCH_TIGHT.search(text), _FRENCH_PLAIN.search(text))), key=re.Match.start, default=None
    )
    if not match:
        return []
    message = _("French wants a no-break space before “: ; ? ! »” and after “«”. Put it in wherever it is missing.")
    return [Finding("spacing", message, _around(text, match.start()), "fr")]


def _stray(text: str, language: str) -> Iterator[int]:
    """Where marks of direction stand that are not paired isolates and not needed beside a sign."""
    open_at: list[int] = []
    line_end = text.find("\n")
    for match in _DIRECTION.finditer(text):
        at, char = match.start(), match.group()
        if -1 < line_end < at:
            # Isolates end with their paragraph.
            yield from open_at
            open_at, line_end = [], text.find("\n", at)
        if char in _ISOLATES:
            open_at.append(at)
        elif char == _END_OF_ISOLATE and open_at:
            open_at.pop()
        elif char not in _MARKS_OF_DIRECTION or not _is_needed(text, at, language):
            yield at
    yield from open_at


def _is_needed(text: str, at: int, language: str) -> bool:
    """Does the mark keep a sign in place between the two scripts?"""
    near = text[max(0, at - _AROUND) : at + _AROUND + 1]
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    neutral = any(unicodedata.bidirectional(char) in ("ON", "CS", "ES", "ET", "EN") for char in beside)
    other = re.search("[A-Za-z0-9]" if language == "ar" else f"[{_ARABIC}]", near)
    return neutral and bool(other)


def _joins_pictures(text: str, at: int) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(unicodedata.category(char) in ("So", "Sk") for char in beside) or "\ufe0f" in beside


def _foreign_signs(text: str, language: str) -> Iterator[Finding]:
    sign = _("“%(sign)s” is an Arabic punctuation mark in Latin text. Write the Latin one.")
    figures = _("“%(sign)s” is written with Arabic-Indic digits. Write 0–9.")
    for pattern, message in ((_ARABIC_SIGN, sign), (_EASTERN_DIGITS, figures)):
        for match in pattern.finditer(text):
            near = text[max(0, match.start() - 2) : match.end() + 2]
            if not re.search(f"[{_ARABIC}]", near):
                yield Finding("punctuation", message % {"sign": match.group()}, _around(text, match.start()), language)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _around(text: str, at: int) -> str:
    """A few letters on both sides of the place."""
    return text[max(0, at - _AROUND) : at + _AROUND + 1].strip()


def _word(text: str, at: int) -> str:
    """The word that the place is in, as far as it is not endless."""
    before = re.search(r"\S{0,40}$", text[max(0, at - 40) : at])[0]
    return before + re.match(r"\S{0,40}", text[at : at + 40])[0]
