"""Words without their endings: how a term of the thesaurus is known again, however it is bent."""

import re
from functools import lru_cache

import snowballstemmer

from amedip.core import languages
from amedip.core.search.folding import fold

# What joins words to one another in a term and differs between two ways to say it; spelt as ``fold`` leaves it.
_ENGLISH = "a an and at by for from in of on or the to with"
_FRENCH = "a au aux d de des du en et l la le les ou par pour s sur un une"
_ARABIC = "في من علي الي عن مع او"
JOINING = frozenset(f"{_ENGLISH} {_FRENCH} {_ARABIC}".split())
# Particles that Arabic writes together with a word, beside those that folding takes off; more often they are its own
# first letter, so a word is looked up both with them and without.
_PARTICLE = re.compile("(?<![ء-ي])[لبكف](?=[ء-ي]{3})")
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, folded; what a hyphen or an apostrophe joins is several."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """What is left of a folded word without its ending."""
    # One for each word: they keep what they work on, and threads share whatever is kept.
    return snowballstemmer.stemmer(languages.SEARCH_CONFIGURATIONS[language]).stemWord(word)


@lru_cache(maxsize=20_000)
def key_of(text: str, language: str) -> str:
    """By what a term is found again: its stems in order, without the words that only join them; empty for no word."""
    words = words_of(text)
    return " ".join(stem(word, language) for word in [word for word in words if word not in JOINING] or words)


def keys_of(text: str, language: str) -> list[str]:
    """The keys under which a text that people typed may be in the thesaurus."""
    keys = {key_of(text, language): None}
    if language == "ar":
        keys[key_of(_PARTICLE.sub("", fold(text)), language)] = None
    return [key for key in keys if key]
