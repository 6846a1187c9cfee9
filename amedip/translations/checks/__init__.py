"""The consistency check: a text against the same text in another language, and what one text alone shows."""

import unicodedata
from collections.abc import Sequence

from amedip.translations.checks import addresses, characters, dates, numbers, spelled, structure
from amedip.translations.checks import names as names_of_states
from amedip.translations.checks import terms as glossary
from amedip.translations.checks.found import Finding, Term
from amedip.translations.checks.matching import Index
from amedip.translations.checks.reading import read

__all__ = ["Finding", "Term", "check_pair", "check_text"]


def check_pair(
    source: str,
    source_language: str,
    target: str,
    target_language: str,
    *,
    terms: Sequence[Term] = (),
    names: Sequence[Term] = (),
) -> list[Finding]:
    """What one of the two texts has and the other has not, or has otherwise.

    Codes: ``number``, ``date``, ``term``, ``name``, ``list``, ``heading``, ``paragraph``, ``markup``, ``link``,
    ``mail``, ``placeholder``. What ``target`` shows by itself is for ``check_text`` and not repeated here. Nothing is
    found if either text is empty: a missing text is another matter.
    """
    if not source.strip() or not target.strip():
        return []
    before, after = read(source, source_language), read(target, target_language)
    shapes = structure.shape(before), structure.shape(after)
    runs = spelled.runs(before), spelled.runs(after)
    days = dates.dates(before, runs[0]), dates.dates(after, runs[1])
    counts = [
        numbers.numbers(*parts, day.words | shape.marking)
        for *parts, day, shape in zip((before, after), runs, days, shapes, strict=True)
    ]
    index = Index(after)
    found = [
        *numbers.compare(*counts),
        *numbers.compare_words(*counts, (before, after)),
        *dates.compare(*days),
        *names_of_states.compare(before, after, index, names),
        *glossary.compare(before, after, index, terms),
        *structure.compare(*shapes, target_language),
        *addresses.compare(before, after),
    ]
    # What is missing ten times is said once.
    return list(dict.fromkeys(found))


def check_text(text: str, language: str) -> list[Finding]:
    """What one text shows by itself, in any language: ``control``, ``space``, ``punctuation``, ``tatweel``, ``markup``,
    ``script``.

    French also ``spacing``, the least of them: the blank before ``: ; ? ! »``.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return []
    return [
        *characters.controls(text, language),
        *characters.spaces(text, language),
        *characters.punctuation(text, language),
        *characters.other_script(text, language),
        *(characters.french_spacing(text) if language == "fr" else ()),
        *structure.unbalanced(read(text, language)),
    ]
