"""One spelling for many: the same folding at index and at query time, with a way back to the original letters."""

import unicodedata

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": "",
    "ک": "ك", "ی": "ي", "’": "'", "œ": "oe", "æ": "ae", "ß": "ss",
}  # fmt: skip
_ARABIC |= {chr(0x660 + n): str(n) for n in range(10)} | {chr(0x6F0 + n): str(n) for n in range(10)}


def fold(text: str) -> str:
    """The text in lower case without accents, Arabic diacritics, hamza forms or tatweel; digits become 0–9."""
    return fold_with_offsets(text)[0]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in ``text`` that it came from."""
    folded: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for plain in _fold_char(char):
            folded.append(plain)
            offsets.append(index)
    return "".join(folded), offsets


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in _ARABIC:
        return _ARABIC[char]
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(_ARABIC.get(part, part) for part in plain).lower()
