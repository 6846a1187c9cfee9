"""Numbers written in words, in three languages, with their ordinals and the Arabic duals."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from amedip.translations.checks.reading import Reading
from amedip.translations.checks.words import stems


def _numbered(words: str, values: range) -> dict[str, int]:
    return dict(zip(words.split(), values, strict=True))


_ENGLISH = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        range(20),
    ),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10)),
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
}
_ENGLISH_ORDINALS = {
    **_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        range(1, 21),
    ),
    "thirtieth": 30,
    "once": 1,
    "twice": 2,
    "both": 2,
    "pair": 2,
    "double": 2,
    "triple": 3,
    "decade": 10,
    "decades": 10,
    "century": 100,
    "half": 50,
    "quarter": 25,
}
_FRENCH = {
    **_numbered(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", range(17)
    ),
    **_numbered("vingt trente quarante cinquante soixante septante octante nonante", range(20, 100, 10)),
    "une": 1,
    "vingts": 20,
    "douzaine": 12,
    "cent": 100,
    "cents": 100,
    "mille": 1000,
    "million": 10**6,
    "millions": 10**6,
    "milliard": 10**9,
    "milliards": 10**9,
}
_FRENCH_ORDINALS = {
    **{
        f"{word}ieme": value
        for word, value in {
            "deux": 2, "trois": 3, "quatr": 4, "cinqu": 5, "six": 6, "sept": 7, "huit": 8, "neuv": 9, "dix": 10,
            "onz": 11, "douz": 12, "treiz": 13, "quatorz": 14, "quinz": 15, "seiz": 16, "vingt": 20, "trent": 30,
        }.items()
    },
    "premier": 1,
    "premiere": 1,
    "second": 2,
    "seconde": 2,
    "double": 2,
    "triple": 3,
    "dizaine": 10,
    "decennie": 10,
    "siecle": 100,
    "moitie": 50,
    "quart": 25,
}  # fmt: skip
# Folded: without vowel marks, hamza on its seat set aside, ه for ة.
_ARABIC_UNITS = (
    "", "واحد احد احدي حادي", "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي", "ثلاث", "اربع", "خمس", "ست", "سبع",
    "ثمان ثماني", "تسع", "عشر",
)  # fmt: skip
_ARABIC_ORDINALS = ("", "اول اولي", "ثاني ثان", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_ARABIC_TENS = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_ARABIC_HUNDREDS = ("مايه", "ميه")


def _arabic() -> dict[str, int]:
    found = {"صفر": 0}
    for value, forms in enumerate(_ARABIC_UNITS):
        for form in forms.split():
            found |= {form: value, f"{form}ه": value}
    for tens, form in enumerate(_ARABIC_TENS, start=2):
        found |= {f"{form}ون": tens * 10, f"{form}ين": tens * 10}
    for word in _ARABIC_HUNDREDS:
        found |= {word: 100} | dict.fromkeys((f"{word[:-1]}تان", f"{word[:-1]}تين", f"{word[:-1]}تي"), 200)
        found |= {f"{form.split()[-1]}{word}": 100 * unit for unit, form in enumerate(_ARABIC_UNITS[3:10], start=3)}
        found |= {f"{form}{word}": 100 * unit for unit, form in enumerate(_ARABIC_TENS, start=2) if unit > 2}
    for value, one, many in (
        (10**3, "الف", "الاف"),
        (10**6, "مليون", "ملايين"),
        (10**9, "مليار", "مليارات"),
        (10**9, "بليون", "بلايين"),
    ):
        found |= dict.fromkeys((one, f"{one}ا", many), value)
        found |= dict.fromkeys((f"{one}ان", f"{one}ين", f"{one}ي"), 2 * value)
    return found


_ARABIC = _arabic()
_ARABIC_ORDINAL_VALUES = {
    **{form: value for value, forms in enumerate(_ARABIC_ORDINALS) for form in forms.split()},
    **{f"{form}ه": value for value, forms in enumerate(_ARABIC_ORDINALS) for form in forms.split()},
    "كلا": 2, "كلتا": 2, "كلتي": 2, "كلي": 2, "عقد": 10, "قرن": 100, "نصف": 50, "ربع": 25, "ثلث": 3, "مره": 1,
}  # fmt: skip
_CARDINALS = {"en": _ENGLISH, "fr": _FRENCH, "ar": _ARABIC}
_ORDINALS = {"en": _ENGLISH_ORDINALS, "fr": _FRENCH_ORDINALS, "ar": _ARABIC_ORDINAL_VALUES}
_SCALES = {
    "en": {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12},
    "ar": {
        "الف": 3, "الفا": 3, "الاف": 3, "مليون": 6, "مليونا": 6, "ملايين": 6, "مليار": 9, "مليارا": 9, "مليارات": 9,
        "بليون": 9, "بليونا": 9, "تريليون": 12,
    },
}  # fmt: skip
_AND = {"en": ("and",), "fr": ("et",), "ar": ()}
_HUNDRED = 100
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST_ROMAN = 9


class Run(NamedTuple):
    """A number in words: its value, the first and the last of its words, and whether it is an ordinal or a share."""

    value: int
    first: int
    last: int
    ordinal: bool


def scale(word: str, language: str) -> Decimal:
    """By how much a word such as "million" multiplies the figure before it; 1 for any other."""
    return Decimal(10) ** _SCALES[language].get(word, 0)


def runs(reading: Reading) -> list[Run]:
    """The numbers in words, in order."""
    found: list[Run] = []
    language, parts, first, last = reading.language, [], 0, -1
    for index, word in enumerate(reading.words):
        part = None if word.is_number else _value(word.folded, word.text, language)
        follows = bool(parts) and word.joined and last >= first
        if part and follows and index - last <= 1 + (reading.words[index - 1].folded in _AND[language]):
            parts.append(part)
        elif part:
            found += _run(parts, first, last)
            parts, first = [part], index
        if part:
            last = index
        elif not (word.joined and word.folded in _AND[language]):
            found += _run(parts, first, last)
            parts = []
    return found + _run(parts, first, last)


def values(reading: Reading, spelled: list[Run]) -> set[Decimal]:
    """All that the numbers in words may mean: the whole and each of its words, and "half" as 50 and as 0.5."""
    found = {Decimal(run.value) for run in spelled}
    for run in spelled:
        for word in reading.words[run.first : run.last + 1]:
            if part := _value(word.folded, word.text, reading.language):
                found.add(Decimal(part[0]))
        if run.ordinal:
            found.add(Decimal(run.value) / _HUNDRED)
    return found


def _run(parts, first, last) -> list[Run]:
    if not parts:
        return []
    return [Run(_sum([value for value, _ in parts]), first, last, any(ordinal for _, ordinal in parts))]


def _sum(parts: list[int]) -> int:
    total = current = 0
    for value in parts:
        if value == 20 and current % _HUNDRED == 4:  # quatre-vingt
            current += 76
        elif value == _HUNDRED and current < _HUNDRED:
            current = (current or 1) * _HUNDRED
        elif value >= 10 * _HUNDRED:
            total, current = total + (current or 1) * value, 0
        else:
            current += value
    return total + current


@lru_cache(maxsize=50_000)
def _value(word: str, written: str, language: str) -> tuple[int, bool] | None:
    """The value of one word and whether it is an ordinal or a share; None if it is no number."""
    forms = (word,) if language != "ar" else _arabic_forms(word)
    for table, ordinal in ((_CARDINALS[language], False), (_ORDINALS[language], True)):
        for form in forms:
            if form in table:
                return table[form], ordinal
    return _roman(written)


def _arabic_forms(word: str) -> tuple[str, ...]:
    """The word as it stands, and without the particles and the article."""
    return (word, *(form for form in stems(word, "ar") if word.endswith(form) and form != word))


def _roman(written: str) -> tuple[int, bool] | None:
    """The value of a Roman numeral such as XXI or XXIe."""
    digits = written.removesuffix("ème").removesuffix("e")
    if not digits.isupper() or len(written) > _LONGEST_ROMAN:
        return None
    worth = [_ROMAN.get(letter) for letter in digits.lower()]
    if None in worth:
        return None
    following = [*worth[1:], 0]
    return sum(-one if one < after else one for one, after in zip(worth, following, strict=True)), True
