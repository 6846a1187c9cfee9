"""A text taken apart once for all checks: its words and numbers in order, addresses and placeholders set aside."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from amedip.core.search.folding import fold_letters
from amedip.translations.checks.words import WORD

# Repetitions are bounded, so that no text makes an expression run over it again and again.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”\]]{1,2000}|(?<=\]\()[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\))?(?=\))"
)
MAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
PLACEHOLDER = re.compile(
    r"%\(\w{1,60}\)[sdif]|%(?:\d{1,2}\$)?[sdif](?![^\W_])|"
    r"\{\{ ?[A-Za-z_][\w.]{0,60} ?\}\}|\{(?:[A-Za-z_][\w.]{0,60})?\}"
)
_ASIDE = re.compile(f"{ADDRESS.pattern}|{MAIL.pattern}|{PLACEHOLDER.pattern}")
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_SPACES = " \u00a0\u2009\u202f"
# Between two words of one name or number; emphasis and marks of direction do not part them.
_JOINING = frozenset(_SPACES + "-\u2010\u2011'’*_\u200e\u200f\u2066\u2067\u2068\u2069")
_NUMBER = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,5}}(?!\d)(?:[.,٫]\d{{1,30}})?|\d{{1,30}}(?:[.,٬٫]\d{{1,30}}){{0,8}}"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|{WORD}")


_folded = lru_cache(maxsize=50_000)(fold_letters)


class Word(NamedTuple):
    """A word or a number: as written, folded, where it stands, and whether only blanks part it from the one before."""

    text: str
    folded: str
    start: int
    end: int
    joined: bool
    is_number: bool


class Reading(NamedTuple):
    """The text in NFC with 0–9 for all digits, its language, and its words. Offsets are those of this text."""

    text: str
    language: str
    words: list[Word]

    def gap(self, index: int) -> str:
        """What stands between the word and the one before."""
        return self.text[self.words[index - 1].end if index else 0 : self.words[index].start]


# A text is read again for each language that it is compared with.
@lru_cache(maxsize=8)
def read(text: str, language: str) -> Reading:
    """Take ``text`` apart."""
    text = unicodedata.normalize("NFC", text).translate(_EASTERN)
    open_text = _ASIDE.sub(lambda match: "\x00" * len(match.group()), text)
    words, end = [], 0
    for match in _TOKEN.finditer(open_text):
        start, raw = match.start(), match.group()
        joined = bool(words) and _JOINING.issuperset(open_text[end:start])
        end = match.end()
        words.append(Word(raw, _folded(raw), start, end, joined, match.lastgroup == "number"))
    return Reading(text, language, words)
