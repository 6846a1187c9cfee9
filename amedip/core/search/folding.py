"""One spelling for many: the same folding at index and at query time, with a way back to the original letters."""

import re
import unicodedata

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": "",
    "ک": "ك", "ی": "ي", "’": "'", "œ": "oe", "æ": "ae", "ß": "ss",
}  # fmt: skip
_ARABIC |= {chr(0x660 + n): str(n) for n in range(10)} | {chr(0x6F0 + n): str(n) for n in range(10)}

# The article and the particles written together with it, and "and": PostgreSQL's stemmer cuts some of them, and then
# stems "the remittances" otherwise than "remittances". Three letters at least must be left.
_ARABIC_PREFIX = re.compile("(?<![ء-ي])(?:و?(?:[بكف]?ال|لل)|و)(?=[ء-ي]{3})")


class _Plain(dict):
    """What each character, by its number, becomes; found out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = plain = _fold_char(chr(number))
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """The text in lower case without accents; digits become 0–9.

    Arabic loses diacritics, tatweel, the forms of hamza, and the article with what is written together with it.
    """
    return _ARABIC_PREFIX.sub("", fold_letters(text))


def fold_letters(text: str) -> str:
    """As ``fold``, but Arabic words keep the article and what is written together with it."""
    if text.isascii():
        return text.lower()
    # What a character becomes stays as it is. A text has few different ones: ``translate`` takes three times as long.
    for char in set(text):
        plain = _PLAIN[ord(char)]
        if plain != char:
            text = text.replace(char, plain)
    return text


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in ``text`` that it came from."""
    folded = fold_letters(text)
    if all(len(_PLAIN[ord(char)]) == 1 for char in set(text)):
        offsets = list(range(len(text)))
    else:
        offsets = [index for index, char in enumerate(text) for _ in _PLAIN[ord(char)]]
    for prefix in reversed(list(_ARABIC_PREFIX.finditer(folded))):
        del offsets[slice(*prefix.span())]
    return _ARABIC_PREFIX.sub("", folded), offsets


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in _ARABIC:
        return _ARABIC[char]
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(_ARABIC.get(part, part) for part in plain.lower())
