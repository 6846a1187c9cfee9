"""Dates of a text and of its counterpart, in figures or with the month's name in any of its Arabic forms."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from amedip.translations.checks import spelled
from amedip.translations.checks.found import Finding
from amedip.translations.checks.reading import Reading
from amedip.translations.checks.words import name_keys

_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<y1>[12]\d{3})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|(?P<y2>[12]\d{3})/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|"
    r"(?P<d3>\d{1,2})(?P<by>[/.-])(?P<m3>\d{1,2})(?P=by)(?P<y3>[12]\d{3}))(?![\d/-])"
)
_MONTHS = {
    "en": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec",
    ),
    "fr": (
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
        "decembre",
    ),
    # Egypt and most others, the Maghreb, Morocco, the Levant; folded.
    "ar": (
        "يناير جانفي كانون+الثاني", "فبراير فيفري شباط", "مارس اذار", "ابريل افريل نيسان", "مايو ماي ايار",
        "يونيو يونيه جوان حزيران", "يوليو يوليه يوليوز جويليه تموز", "اغسطس اوت غشت اب", "سبتمبر شتنبر ايلول",
        "اكتوبر تشرين+الاول", "نوفمبر نونبر تشرين+الثاني", "ديسمبر دجنبر كانون+الاول",
    ),
}  # fmt: skip
_NAMES = {
    language: {name: month for month, names in enumerate(months, start=1) for name in names.split()}
    for language, months in _MONTHS.items()
}
# Words that may stand between the day, the month and the year, and between the days of a range.
_OF = {
    "en": {"of", "the"},
    "fr": {"de", "d", "du", "l", "an"},
    "ar": {"من", "شهر", "لشهر", "عام", "سنه", "لعام", "لسنه"},
}
_TO = {
    "en": {"to", "and", "until", "or", "through"},
    "fr": {"au", "et", "a", "ou", "le", "les"},
    "ar": {"و", "الي", "حتي", "او"},
}
_ORDINAL = {"en": {"st", "nd", "rd", "th"}, "fr": {"er"}, "ar": set()}
_RANGE = re.compile(r"[ \u00a0\u202f]?[-\u2010-\u2014][ \u00a0\u202f]?|[ \u00a0\u202f]{0,3}|[,،][ \u00a0\u202f]?")
_MOST_WORDS_BACK = 16
_LAST_DAY = 31
# The second word of months such as تشرين الأول.
_SECOND = ("الاول", "الثاني")


class Date(NamedTuple):
    """A day or a month, with its year if it is given; ``certain`` if it has figures of its own."""

    day: int | None
    month: int
    year: int | None
    certain: bool
    excerpt: str


class Dates(NamedTuple):
    """The dates of one text, and the indexes of the words that belong to them."""

    language: str
    found: list[Date]
    words: set[int]


def dates(reading: Reading, runs: list[spelled.Run]) -> Dates:
    """Gather the dates."""
    found, taken = _in_figures(reading)
    ending = {run.last: run for run in runs}
    for index, word in enumerate(reading.words):
        month = 0 if word.is_number else _month(reading, index)
        if month:
            here, words = _around(reading, index, month, ending)
            found += here
            taken |= words
    return Dates(reading.language, found, taken)


def compare(source: Dates, target: Dates) -> list[Finding]:
    """Dates that stand in one of the two texts only."""
    lost = _("The date “%(date)s” is missing in the translation. Add it, or correct the one that stands there.")
    new = _("The date “%(date)s” is not in the source text. Correct it, or take it out.")
    return [
        Finding("date", message % {"date": excerpt}, excerpt, dates.language)
        for message, dates, other in ((lost, source, target), (new, target, source))
        for excerpt in _not_in(other, dates.found)
    ]


def _not_in(other: Dates, found: list[Date]) -> list[str]:
    """The dates in figures that the other text does not have; where one leaves out the year, any will do."""
    years: dict[tuple[int, int | None], set[int | None]] = {}
    for date in other.found:
        for day in {date.day, None}:
            years.setdefault((date.month, day), set()).add(date.year)
    alone = (
        date
        for date in found
        if date.certain
        and not (there := years.get((date.month, date.day), set())) & {date.year, None}
        and not (there and date.year is None)
    )
    return list(dict.fromkeys(date.excerpt for date in alone))


def _in_figures(reading: Reading) -> tuple[list[Date], set[int]]:
    found, spans = [], []
    for match in _FIGURES.finditer(reading.text):
        year, month, day = (
            int(next(match[f"{part}{n}"] for n in (1, 2, 3) if match[f"{part}{n}"])) for part in ("y", "m", "d")
        )
        if month > 12 >= day:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= _LAST_DAY:
            found.append(Date(day, month, year, certain=True, excerpt=match.group()))
            spans.append(match.span())
    taken, spans = set(), iter(spans)
    span = next(spans, None)
    for index, word in enumerate(reading.words):
        while span and word.start >= span[1]:
            span = next(spans, None)
        if span and word.is_number and word.end > span[0]:
            taken.add(index)
    return found, taken


def _month(reading: Reading, index: int) -> int:
    """The month that the word names, 0 for none."""
    word = reading.words[index]
    if reading.language != "ar":
        return (
            0
            if reading.language == "en" and not word.text[0].isupper()
            else _NAMES[reading.language].get(word.folded, 0)
        )
    after = reading.words[index + 1].folded if index + 1 < len(reading.words) else ""
    return _arabic_month(word.folded, after if after in _SECOND else "")


@lru_cache(maxsize=50_000)
def _arabic_month(word: str, after: str) -> int:
    names = _NAMES["ar"]
    return next((names[form] for key in name_keys(word, "ar") for form in (f"{key}+{after}", key) if form in names), 0)


def _around(reading: Reading, index: int, month: int, ending: dict[int, spelled.Run]) -> tuple[list[Date], set[int]]:
    """The dates of the month's name at ``index``, one per day given, and the words that they take."""
    year, after = _year(reading, index)
    days, before = _days_before(reading, index, ending)
    taken = ({after} if year else set()) | {word for _day, word, _certain in days if word is not None}
    if not days and reading.language == "en" and (day := _american_day(reading, index)):
        days = [(day, index + 1, True)]
        taken.add(index + 1)
        year, after = _year(reading, index + 1)
        taken |= {after} if year else set()
    last = max(after, index) if year else index
    excerpt = reading.text[reading.words[before].start : reading.words[last].end]
    if not days:
        return [Date(None, month, year, certain=year is not None, excerpt=excerpt)], taken
    return [Date(day, month, year, certain=certain, excerpt=excerpt) for day, _word, certain in days], taken


def _year(reading: Reading, index: int) -> tuple[int | None, int]:
    """The year in figures after the month, past a second name of the month and small words, and its index."""
    for after in range(index + 1, min(index + 6, len(reading.words))):
        word = reading.words[after]
        if word.is_number:
            fits = len(word.text) == len("2012") and word.text[0] in "12" and len(reading.gap(after)) <= len(", ")
            return (int(word.text), after) if fits else (None, after)
        small = word.folded in _OF[reading.language]
        if not small and not _month(reading, after) and word.folded not in _SECOND:
            break
    return None, index


def _american_day(reading: Reading, index: int) -> int | None:
    """The day in "March 12, 2012"."""
    if index + 1 >= len(reading.words) or not reading.words[index + 1].joined:
        return None
    written = reading.words[index + 1].text
    return int(written) if written.isdecimal() and int(written) <= _LAST_DAY and len(written) <= len("12") else None


def _days_before(reading: Reading, index: int, ending: dict[int, spelled.Run]):
    """The days before the month, ``(day, index of its word or None, certain)``, and the index of the first."""
    days, first, at = [], index, index - 1
    gap_ok = _RANGE.fullmatch(reading.gap(index))
    while at >= 0 and gap_ok and index - at < _MOST_WORDS_BACK:
        word, run = reading.words[at], ending.get(at)
        if word.is_number and word.text.isdecimal() and len(word.text) <= len("31") and int(word.text) <= _LAST_DAY:
            # In "session 3, 12 March" the 3 is no day; in "3, 4 and 5 March" it is.
            sure = not any(comma in reading.gap(at + 1) for comma in ",،")
            days.append((int(word.text), at if sure else None, sure))
            first = at if sure else first
        elif run and run.value <= _LAST_DAY:
            days.append((run.value, None, False))
            at = first = run.first
        elif word.is_number or not _is_small(word, reading.language, found=bool(days)):
            break
        gap_ok = _RANGE.fullmatch(reading.gap(at))
        at -= 1
    return days, first


def _is_small(word, language: str, *, found: bool) -> bool:
    """May the word stand between a day and its month, or, once a day is found, between two days?"""
    if word.folded in _OF[language] or word.folded in _ORDINAL[language]:
        return True
    return word.folded in _TO[language] if found else False
