"""Numbers of a text and of its counterpart: figures and percentages, whatever the way of writing them."""

import re
from collections import Counter
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from amedip.translations.checks import spelled
from amedip.translations.checks.found import Finding
from amedip.translations.checks.reading import Reading

_PERCENT = re.compile(
    r"[ \u00a0\u2009\u202f]?[%٪]|[ \u00a0\u202f](?:per ?cent\b|pour[ \u00a0\u202f]cent\b|p\. ?100\b|"
    r"(?:في |ب)الم(?:ا?ئ)ة)"
)
_HALF_DAY = re.compile(r"(?:[:.](?P<minutes>[0-5]\d))? ?(?:(?P<late>p\.?m\b|بعد الظهر|مساء|ظهر)|a\.?m\b|صباح)")
_SPACED = re.compile("[ \u00a0\u2009\u202f]")
_NOON = 12
_GROUP = 3
# One and two are often not written as numbers at all: "a workshop", "both", the Arabic dual.
_SINGLE, _DUAL = Decimal(1), Decimal(2)


class Number(NamedTuple):
    """A number in figures: what it may mean, whether it is a percentage, and how it is written."""

    values: frozenset[Decimal]
    percent: bool
    excerpt: str


class Numbers(NamedTuple):
    """The numbers of one text: in figures outside dates, in words, and all values found anywhere in it."""

    language: str
    figures: list[Number]
    runs: list[spelled.Run]
    known: set[Decimal]


def numbers(reading: Reading, runs: list[spelled.Run], aside: Collection[int]) -> Numbers:
    """Gather the numbers; the words at the indexes ``aside`` belong to dates or mark the items of a list."""
    figures, known = [], spelled.values(reading, runs)
    for index, word in enumerate(reading.words):
        if word.is_number:
            here = _figures(reading, index)
            known.update(*(number.values for number in here))
            if index not in aside:
                figures += here
    return Numbers(reading.language, figures, runs, known)


def compare(source: Numbers, target: Numbers) -> list[Finding]:
    """What stands in one of the two texts only."""
    lost = [number for number in source.figures if not _stands_in(number, target)]
    new = [number for number in target.figures if not _stands_in(number, source)]
    if not lost and not new:
        lost, new = _exchanged(source, target)
    found = [_missing(number.excerpt, source.language) for number in lost]
    found += [_added(number.excerpt, target.language) for number in new]
    return found + _percentages(source, target)


def compare_words(source: Numbers, target: Numbers, readings: tuple[Reading, Reading]) -> list[Finding]:
    """Numbers in words that became others: only if each text has one that is nowhere in the other."""
    lost, new = _alone(source, target), _alone(target, source)
    if not lost or not new:
        return []
    return [_missing(_excerpt(readings[0], run), source.language) for run in lost] + [
        _added(_excerpt(readings[1], run), target.language) for run in new
    ]


def _alone(numbers: Numbers, other: Numbers) -> list[spelled.Run]:
    """The counts in words of at least three that the other text does not know in any way of writing."""
    return [run for run in numbers.runs if not run.ordinal and run.value > _DUAL and run.value not in other.known]


def _excerpt(reading: Reading, run: spelled.Run) -> str:
    return reading.text[reading.words[run.first].start : reading.words[run.last].end]


def _stands_in(number: Number, other: Numbers) -> bool:
    if number.values & other.known or _SINGLE in number.values or 0 in number.values:
        return True
    return _DUAL in number.values and other.language == "ar"


def _exchanged(source: Numbers, target: Numbers) -> tuple[list[Number], list[Number]]:
    """Numbers that occur in both texts, but one more often in the first, the other in the second.

    Not told where one may be meant in two ways, or is repeated in one of the texts only.
    """
    ambiguous = any(len(number.values) > 1 for side in (source, target) for number in side.figures)
    if ambiguous or len(source.figures) != len(target.figures):
        return [], []
    before, after = (Counter(min(number.values) for number in side.figures) for side in (source, target))
    words = {Decimal(run.value) for side in (source, target) for run in side.runs} | {_SINGLE, _DUAL, Decimal(0)}
    lost, new = ({value for value in more if value not in words} for more in (before - after, after - before))
    if not lost or not new:
        return [], []
    return _first_of_each(source, lost), _first_of_each(target, new)


def _first_of_each(numbers: Numbers, values: set[Decimal]) -> list[Number]:
    by_value = {min(number.values): number for number in reversed(numbers.figures)}
    return [by_value[value] for value in sorted(values)]


def _percentages(source: Numbers, target: Numbers) -> list[Finding]:
    """Numbers that are a percentage in one text and everywhere a plain number in the other."""
    message = _("“%(number)s” is a percentage here, but not in the other language. Correct one of the two.")
    found = []
    for numbers, other in ((source, target), (target, source)):
        shares = {value for number in other.figures if number.percent for value in number.values}
        plain = {value for number in other.figures if not number.percent for value in number.values}
        found += [
            Finding("number", message % {"number": number.excerpt}, number.excerpt, numbers.language)
            for number in numbers.figures
            if number.percent and number.values & plain and not number.values & shares
        ]
    return found


def _missing(number: str, language: str) -> Finding:
    message = _("The number “%(number)s” is missing in the translation. Add it, or correct the one that stands there.")
    return Finding("number", message % {"number": number}, number, language)


def _added(number: str, language: str) -> Finding:
    message = _("The number “%(number)s” is not in the source text. Correct it, or take it out.")
    return Finding("number", message % {"number": number}, number, language)


def _figures(reading: Reading, index: int) -> list[Number]:
    """The number at the word, two for an hour with minutes."""
    word = reading.words[index]
    time = _half_day(reading, index)
    if time:
        return time
    meant, following = _meanings(word.text, reading.language), index + 1
    while following < min(index + 3, len(reading.words)) and reading.words[following].joined:
        factor = spelled.scale(reading.words[following].folded, reading.language)
        if factor == 1:
            break
        meant, following = frozenset(value * factor for value in meant), following + 1
    end = reading.words[following - 1].end
    percent = _PERCENT.match(reading.text, end)
    return [Number(meant, bool(percent), reading.text[word.start : percent.end() if percent else end])]


def _half_day(reading: Reading, index: int) -> list[Number]:
    """The hour and the minutes of a time that says whether it is before or after noon: 2.30 p.m. is 14 h 30."""
    word = reading.words[index]
    hour, _point, minutes = word.text.partition(".")
    time = hour.isdigit() and int(hour) <= _NOON and _HALF_DAY.match(reading.text, word.start + len(hour))
    if not time:
        return []
    hours = {Decimal(hour), Decimal(hour) + _NOON} if time["late"] else {Decimal(hour)}
    found = [Number(frozenset(hours), percent=False, excerpt=reading.text[word.start : time.end()].strip())]
    if minutes:
        found.append(Number(frozenset({Decimal(minutes)}), percent=False, excerpt=minutes))
    return found


@lru_cache(maxsize=10_000)
def _meanings(written: str, language: str) -> frozenset[Decimal]:
    """What a figure may mean in the language: 1.500 in French is a thousand and a half, or one and a half."""
    written = _SPACED.sub("", written).replace("٬", "")
    separators = {char for char in written if not char.isdigit()}
    if not separators:
        return frozenset({Decimal(written)})
    parts = re.split("[.,٫]", written)
    if len(parts) > 2:
        return _grouped(written, parts, separators)
    decimal = Decimal(".".join(parts))
    groups = len(parts[1]) == _GROUP and 0 < len(parts[0]) <= _GROUP and parts[0] != "0"
    if not groups or separators == {"٫"} or (separators == {"."} and language == "en"):
        return frozenset({decimal.normalize()})
    whole = Decimal("".join(parts))
    return frozenset({whole}) if separators == {","} and language == "en" else frozenset({whole, decimal.normalize()})


def _grouped(written: str, parts: list[str], separators: set[str]) -> frozenset[Decimal]:
    """A number in groups of three, with or without decimals; for a section such as 3.2.1 the digits in a row."""
    if all(len(part) == _GROUP for part in parts[1:-1]):
        if len(separators) == 1 and len(parts[-1]) == _GROUP:
            return frozenset({Decimal("".join(parts))})
        if len(separators) > 1:
            return frozenset({Decimal("".join(parts[:-1]) + "." + parts[-1]).normalize()})
    return frozenset({Decimal("".join(parts)) + Decimal("0.5")})
