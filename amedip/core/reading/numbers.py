"""Numbers and marks before paragraphs as people write them: digits, Roman, letters and words of three languages."""

import re
import unicodedata
from dataclasses import dataclass

_FOLDED = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None, "’": "'", "‘": "'", "ʼ": "'"})
_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl)(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
# The Arabic letters as they count in lists: the old order, in which one, two and three are alef, ba and jim.
_ABJAD = "ابجدهوزحطيكلمن"
_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

_WORDS = {
    1: "one first un une premier premiere 1er 1ere الاول الاولي الواحده اولا",
    2: "two second deux deuxieme seconde الثاني الثانيه ثانيا",
    3: "three third trois troisieme الثالث الثالثه ثالثا",
    4: "four fourth quatre quatrieme الرابع الرابعه رابعا",
    5: "five fifth cinq cinquieme الخامس الخامسه خامسا",
    6: "six sixth sixieme السادس السادسه سادسا",
    7: "seven seventh sept septieme السابع السابعه سابعا",
    8: "eight eighth huit huitieme الثامن الثامنه ثامنا",
    9: "nine ninth neuf neuvieme التاسع التاسعه تاسعا",
    10: "ten tenth dix dixieme العاشر العاشره عاشرا",
    11: "eleven eleventh onze onzieme",
    12: "twelve twelfth douze douzieme",
}
NUMBER_WORDS = {word: number for number, words in _WORDS.items() for word in words.split()}
# Of two words each.
NUMBER_WORDS |= {"الحادي عشر": 11, "الحاديه عشره": 11, "الحاديه عشر": 11}
NUMBER_WORDS |= {"الثاني عشر": 12, "الثانيه عشره": 12, "الثانيه عشر": 12}
# The longest first, or the second would be found in the twelfth.
WORD_PATTERN = "|".join(sorted(map(re.escape, NUMBER_WORDS), key=len, reverse=True))


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and for each letter of it the place in the text it was made from."""

    text: str
    places: tuple[int, ...]

    def place(self, index: int) -> int:
        """Where the letter stands in the text as written; the end of that for what lies behind the last."""
        return self.places[index]


def folded(text: str) -> Folded:
    """Without case, accents, vowels and forms of hamza; digits of any script as ours; blanks as single spaces."""
    letters, places = [], []
    for place, char in enumerate(text):
        for part in _fold(char):
            if part == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(part)
            places.append(place)
    places.append(len(text))
    return Folded("".join(letters), tuple(places))


def fold(text: str) -> str:
    return folded(text).text.strip()


def _fold(char: str) -> str:
    if "a" <= char <= "z":
        return char
    if char.isspace():
        return " "
    digit = unicodedata.digit(char, None) if char.isdecimal() else None
    if digit is not None:
        return str(digit)
    parts = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")
    return kept.casefold().translate(_FOLDED)


def roman(text: str) -> int | None:
    """The value of a Roman number up to 49, folded; None for anything else."""
    if not text or not _ROMAN.match(text):
        return None
    values = [_ROMAN_VALUES[char] for char in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def value_of(text: str) -> int | None:
    """What a folded number says: ``3``, ``iii``, ``third``, ``c``; None for no number."""
    if text.isdecimal():
        return int(text) if len(text) < 4 else None
    return NUMBER_WORDS.get(text) or roman(text) or letter(text)


def letter(text: str) -> int | None:
    """The place of a single letter in its alphabet; Arabic letters count in the old order as far as that goes."""
    if len(text) != 1:
        return None
    if "a" <= text <= "z":
        return ord(text) - ord("a") + 1
    return _ABJAD.index(text) + 1 if text in _ABJAD else None


@dataclass(frozen=True)
class Marker:
    """A mark before a paragraph: its ``sort`` (bullet, number, dotted, roman, letter, word) and numbers, if any.

    ``others`` are what else it may be: ``i)`` is a Roman one and a ninth letter, ج the third and the fifth.
    """

    sort: str
    numbers: tuple[int, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


_BULLETS = "-–—−•◦▪▫■□●○‣⁃∙·*✓➢►➤→\uf0b7\uf0a7\uf0d8\uf0fc"
_BULLET = re.compile(rf"\s*[{re.escape(_BULLETS)}](?:\s+|(?<=[•◦▪■●‣\uf0b7\uf0a7\uf0d8\uf0fc]))(?=\S)")
_CLOSE = r"\s*(?:[.):\]/]|°|[-–—](?=\s+\D))+"
# 2.1, 2-1 (so in Arabic), each with or without a closing mark.
_DOTTED = re.compile(r"\s*[\[(]?(?P<number>\d{1,3}(?:[.\-]\d{1,3}){1,4})[.)\]:]?\s*[-–—:]?\s+(?=\S)")
_NUMBER = re.compile(rf"\s*[\[(]?(?P<number>\d{{1,3}}){_CLOSE}(?=\D|$)\s*")
_LETTER = re.compile(rf"\s*[\[(]?(?P<number>[ivxl]{{1,6}}|[a-z]|[{_ALPHABET}])(?:\s*[)\]]\s*|\.\s+|\s*[-–—]\s+)(?=\S)")
_WORD = re.compile(
    rf"\s*(?P<number>{WORD_PATTERN}|firstly|secondly|thirdly|premierement|deuxiemement|troisiemement)"
    r"\s*[:.)،,\-–—]\s*(?=\S)"
)
_ADVERBS = {"firstly": 1, "secondly": 2, "thirdly": 3, "premierement": 1, "deuxiemement": 2, "troisiemement": 3}
# “Recommendation 3: …”, “R3. …”, «التوصية الثالثة: …».
_NAMED = re.compile(
    r"\s*(?:recommendation|recommandation|(?:ال)?توصيه|r(?=\d))\s*(?:no\.?|n°|رقم|#)?\s*"
    rf"(?P<number>\d{{1,3}}|[ivxl]{{1,6}}|{WORD_PATTERN})\s*(?:[:.)\-–—]\s*|$)"
)


def marker_of(text: str) -> tuple[Marker, int] | None:
    """The mark a paragraph begins with, and how many letters of the text it takes; None without one.

    A number counts with a mark behind it only: ``1) …``, ``1. …``, ``(1) …``; “1985, an association” has none.
    """
    seen = folded(text[:80])
    for sort, pattern in (("bullet", _BULLET), ("named", _NAMED), ("dotted", _DOTTED), ("number", _NUMBER),
                          ("letter", _LETTER), ("word", _WORD)):  # fmt: skip
        if found := pattern.match(seen.text):
            marker = _marker(sort, found.groupdict().get("number", ""))
            if marker:
                return marker, min(seen.place(found.end()), len(text))
    return None


def _marker(sort: str, number: str) -> Marker | None:
    if sort == "bullet":
        return Marker("bullet")
    if sort == "dotted":
        return Marker("dotted", tuple(int(part) for part in re.split(r"[.\-]", number)))
    if sort in ("number", "named", "word"):
        value = _ADVERBS.get(number) or value_of(number)
        return Marker("number" if sort == "number" else sort, (value,)) if value else None
    return _lettered(number)


def _lettered(number: str) -> Marker | None:
    """A letter or a small Roman number: which of them, its neighbours decide."""
    options = []
    if len(number) == 1:
        if (value := letter(number)) is not None:
            options.append(("letter", value))
        if number in _ALPHABET:
            options.append(("letter", _ALPHABET.index(number) + 1))
    if (value := roman(number)) is not None:
        options.append(("roman", value))
    if not options:
        return None
    # Without neighbours, i) v) x) begin or go on a Roman list rather than one of letters.
    first = next((option for option in options if option == ("roman", 1)), options[0])
    others = tuple(option for option in dict.fromkeys(options) if option != first)
    return Marker(first[0], (first[1],), others)
