"""Words of the three languages made comparable: Arabic particles and endings, plurals, case and accents set aside."""

import re
from functools import lru_cache

from amedip.core.search.folding import fold_letters

# Arabic vowel marks and combining accents stand inside words; Python does not count them among the letters.
MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
# A particle before a Latin word is a word of its own.
_ARABIC_LETTERS, _OTHER_LETTER = r"\u0620-\u064a\u0671-\u06d3", r"[^\W\d_\u0600-\u06ff]"
WORD = rf"[{_ARABIC_LETTERS}][{_ARABIC_LETTERS}{MARKS}]*|{_OTHER_LETTER}(?:{_OTHER_LETTER}|[\u0300-\u036f])*"
_WORD = re.compile(WORD)

# What is written together with a name ("and for Tunisia"), without and with the article.
_PARTICLES = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فل", "فك")
_PREFIXES = tuple(
    before + article for before in ("", "و", "ف") for article in ("", "ب", "ك", "ل", "ال", "بال", "كال", "فال", "لل")
)
_POSSESSIVES = ("ها", "هم", "هن", "هما", "نا", "كم", "ه")
# Sound plurals, duals and their shortened forms, after what belongs to the owner has been taken off.
_ENDINGS = ("تان", "تين", "ات", "ون", "ين", "ان", "ه", "ت", "ا")
_LOOSE_ENDINGS = ("تا", "تي", "و", "ي", "يه")
_FRENCH_PLURAL = re.compile("(?:(?<=a)ux|(?<=eu)x|(?<=ou)x|s)$")
# Words that say nothing of their own inside a term.
_EMPTY = {
    "en": frozenset({"the", "of", "for", "a", "an", "and", "in", "on", "to", "s", "inter", "between"}),
    "fr": frozenset({"le", "la", "les", "l", "de", "des", "du", "d", "a", "au", "aux", "et", "en", "pour", "entre"}),
    "ar": frozenset({"في", "من", "علي", "الي", "بين", "فيما"}),
}
_ARTICLES = {"en": ("the",), "fr": ("le", "la", "les", "l"), "ar": ()}
_LONG_VOWELS = str.maketrans("", "", "اويء")
_SHORTEST_STEM, _SHORTEST_SKELETON, _ROOT = 2, 3, 6


def is_empty(word: str, language: str) -> bool:
    """Is the folded word an article or a preposition, which a term may have or not?"""
    return word in _EMPTY[language]


def without_article(words: list[str], language: str) -> list[str]:
    """The folded words of a name without an article that stands apart before them."""
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES[language] else words


@lru_cache(maxsize=50_000)
def name_keys(word: str, language: str) -> frozenset[str]:
    """What the folded word may be as the first word of a name: itself, or what is left without particles."""
    if language != "ar":
        return frozenset({word})
    keys = {word.removeprefix(particle) for particle in _PARTICLES}
    keys |= {f"ال{key[1:]}" for key in (word, word[1:]) if key.startswith("لل")}
    return frozenset(keys)


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> frozenset[str]:
    """All that may be the stem of the folded word; the ``stem`` of a term's word is one of them if it is that word."""
    if language != "ar":
        return frozenset({stem(word, language)})
    bare = {word.removeprefix(prefix) for prefix in _PREFIXES}
    bare |= {_cut(form, ending) for form in tuple(bare) for ending in _POSSESSIVES}
    bare |= {_cut(form, ending) for form in tuple(bare) for ending in _ENDINGS}
    return frozenset(bare)


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The folded word of a term without plural, feminine ending and article."""
    if language == "en":
        return _english_stem(word)
    if language == "fr":
        return _french_stem(word)
    word = word.removeprefix("ال")
    return next(
        (word.removesuffix(end) for end in ("ات", "ه") if word.endswith(end) and len(word) - len(end) > 1), word
    )


@lru_cache(maxsize=50_000)
def skeletons(word: str, language: str) -> frozenset[str]:
    """All that may be the root of the folded word, however it is inflected or derived; compare ``skeleton``."""
    found = stems(word, language)
    if language != "ar":
        return found | {_root(form) for form in found}
    found |= {_cut(form, ending) for form in found for ending in _LOOSE_ENDINGS}
    return found | {bones for form in found if len(bones := _bones(form)) >= _SHORTEST_SKELETON}


@lru_cache(maxsize=20_000)
def skeleton(word: str, language: str) -> frozenset[str]:
    """The stem of a term's word and its root: the consonants in Arabic, else the first letters."""
    own = stem(word, language)
    root = _bones(own) if language == "ar" else _root(own)
    return frozenset({own, root}) if language != "ar" or len(root) >= _SHORTEST_SKELETON else frozenset({own})


def _bones(word: str) -> str:
    """The consonants, which a broken plural keeps, marked as being no word."""
    return "~" + word.translate(_LONG_VOWELS)


def _root(word: str) -> str:
    """The first letters, marked as being no word: "institution" and "inter-institutional" have one root."""
    rest = word.removeprefix("inter")
    return f"~{(rest if len(rest) >= _ROOT else word)[:_ROOT]}"


def _cut(word: str, ending: str) -> str:
    return word.removesuffix(ending) if len(word) - len(ending) >= _SHORTEST_STEM else word


def _english_stem(word: str) -> str:
    if word.endswith("ies") and len(word) > len("lies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > len("his") else word


def _french_stem(word: str) -> str:
    if word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > len("les"):
        word = _FRENCH_PLURAL.sub("", word)
    return word[:-1] if word.endswith("e") and len(word) > len("une") else word


def folded_words(text: str) -> list[str]:
    """The words of a form, folded."""
    return [fold_letters(match.group()) for match in _WORD.finditer(text)]
