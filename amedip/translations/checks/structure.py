"""The shape of a text: paragraphs, headings, items of lists and emphasis."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.translations.checks.found import Finding
from amedip.translations.checks.reading import ADDRESS, Reading

_ITEM = re.compile(
    r"[ \t]{0,12}(?:>[ ]?)?(?:[-*•–—+]|[0-9]{1,3}[.)-]|\(?[a-zأ-ي]\)|[a-zأ-ي][.]|[أ-ي]-)[ \t\u00a0]{1,4}(?=\S)"
)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+\S")
_STRONG = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
# One star or underscore that touches a word on one side only; a star between blanks is no emphasis.
_EMPHASIS = re.compile(r"(?<![*\\])\*(?!\*)(?=\S)|(?<=[^\s*\\])\*(?!\*)|(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])")
_CODE = re.compile(r"`+")


class Shape(NamedTuple):
    """How many paragraphs, headings and items of lists a text has, its emphasis, and the words that mark its items."""

    paragraphs: int
    headings: int
    items: int
    strong: int
    emphasis: int
    code: int
    marking: set[int]


def shape(reading: Reading) -> Shape:
    """Take the measure of the text."""
    items, headings, paragraphs, within = [], 0, 0, False
    offset, bodies = 0, []
    for line in reading.text.split("\n"):
        item = _ITEM.match(line)
        if item:
            items.append((offset, offset + item.end()))
        headings += bool(not item and _HEADING.match(line))
        plain = bool(line.strip()) and not item and not _HEADING.match(line)
        paragraphs += plain and not within
        within = bool(line.strip())
        bodies.append(line[item.end() :] if item else line)
        offset += len(line) + 1
    marks = _marks("\n".join(bodies))
    return Shape(paragraphs, headings, len(items), *marks, marking=_marking(reading, items))


def compare(source: Shape, target: Shape, language: str) -> list[Finding]:
    """Items, headings, paragraphs and emphasis of which the translation has more or fewer."""
    found = []
    if source.items != target.items:
        found.append(Finding("list", _items(source.items, target.items), "", language))
    elif source.paragraphs != target.paragraphs:
        message = _("The source text has %(source)d paragraphs, the translation %(target)d. Bring them in line.")
        counts = {"source": source.paragraphs, "target": target.paragraphs}
        found.append(Finding("paragraph", message % counts, "", language))
    if source.headings != target.headings:
        message = _("The source text has %(source)d headings, the translation %(target)d. Bring them in line.")
        counts = {"source": source.headings, "target": target.headings}
        found.append(Finding("heading", message % counts, "", language))
    for mark, before, after in (
        ("**", source.strong, target.strong),
        ("*", source.emphasis, target.emphasis),
        ("`", source.code, target.code),
    ):
        if before != after and not before % 2 and not after % 2:
            message = _("Emphasis with %(mark)s: the source text has %(source)d passages, the translation %(target)d.")
            counts = {"mark": mark, "source": before // 2, "target": after // 2}
            found.append(Finding("markup", message % counts, mark, language))
    return found


def unbalanced(reading: Reading) -> list[Finding]:
    """Marks of emphasis that are opened and not closed."""
    own = shape(reading)
    message = _("The mark %(mark)s is opened but not closed. Close it, or take it out.")
    return [
        Finding("markup", message % {"mark": mark}, mark, reading.language)
        for mark, count in (("**", own.strong), ("*", own.emphasis), ("`", own.code))
        if count % 2
    ]


def _items(source: int, target: int) -> str:
    message = ngettext(
        "The source text has %(source)d item in its lists, the translation %(target)d. Bring them in line.",
        "The source text has %(source)d items in its lists, the translation %(target)d. Bring them in line.",
        source,
    )
    return message % {"source": source, "target": target}


def _marks(body: str) -> tuple[int, int, int]:
    """How many marks of strong emphasis, of emphasis and of code; those in addresses do not count."""
    if not any(mark in body for mark in "*_`"):
        return 0, 0, 0
    body = ADDRESS.sub("", body)
    strong = len(_STRONG.findall(body))
    return strong, len(_EMPHASIS.findall(_STRONG.sub("\x00", body))), len(_CODE.findall(body))


def _marking(reading: Reading, spans: list[tuple[int, int]]) -> set[int]:
    """The indexes of the words that are the numbers or letters of list items."""
    found, at = set(), 0
    for index, word in enumerate(reading.words):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at < len(spans) and spans[at][0] <= word.start:
            found.add(index)
    return found
