"""Texts by a seed: words that are spelt and spread like those of each language, made into titles and sentences."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from amedip.core import languages
from amedip.core.search.folding import fold

VOCABULARY = 6_000
# The commonest words of real texts, most of which the search leaves out, and the domain's own.
HEADS = {
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع بين كل ما لا كان ذلك بعد قبل عند "
    "الهجرة التنمية الجالية المغتربين التحويلات التشاور المؤسسات الدولة الشراكة الاستثمار الكفاءات التعاون البرنامج",
    "en": "the of and to in a for is that on with as by are at from this be an which "
    "migration development diaspora emigrants remittances consultation institutions state partnership investment "
    "skills cooperation programme",
    "fr": "de la le et les des en à un du une pour dans que par sur est au avec qui "
    "migration développement diaspora émigrés transferts consultation institutions État partenariat investissement "
    "compétences coopération programme",
}
SYLLABLES = {
    "ar": "با تا ثو جي حا خو دا ذي را زو سي شا صو ضي طا عو غي فا قو كي لا مو ني ها وا يو",
    "en": "ba cen dor el fin gar hol im jen kel lor man nor ol per quin ris sta tor und ver wal yar zen",
    "fr": "bé cour dan é fleur gné hau ié jou lui mer nou oi prê qua roi sé tion ui vrai yeu zé",
}
ENDINGS = {
    "ar": ["", "", "ات", "ية", "ون"],
    "en": ["", "", "s", "ing", "ed", "ment"],
    "fr": ["", "", "s", "ment", "ées"],
}


@dataclass(frozen=True)
class Language:
    """The words of one language with their folded spelling, the commonest first; ``weights`` add up after Zipf."""

    code: str
    words: list[tuple[str, str]]
    weights: list[float]

    def sentence(self, dice: random.Random, length: int) -> tuple[str, str]:
        return _join(dice.choices(self.words, cum_weights=self.weights, k=length), ".")

    def title(self, dice: random.Random) -> tuple[str, str]:
        return _join(dice.choices(self.words[20:1_000], k=dice.randint(4, 8)))


def _join(words: list[tuple[str, str]], end: str = "") -> tuple[str, str]:
    """The words as a text, and the text folded."""
    texts, folded = zip(*words, strict=True)
    return " ".join(texts).capitalize() + end, " ".join(folded) + end


def vocabularies(seed: int) -> dict[str, Language]:
    """The languages of the portal; the same seed gives the same words."""
    return {code: Language(code, *_spread(_words(code, random.Random(f"{seed} {code}")))) for code in languages.CODES}


def _words(code: str, dice: random.Random) -> list[str]:
    words = dict.fromkeys(HEADS[code].split())
    prefix = ["", "", "ال"] if code == "ar" else [""]
    while len(words) < VOCABULARY:
        stem = "".join(dice.choices(SYLLABLES[code].split(), k=dice.randint(2, 4)))
        words[dice.choice(prefix) + stem + dice.choice(ENDINGS[code])] = None
    return list(words)


def _spread(words: list[str]) -> tuple[list[tuple[str, str]], list[float]]:
    weights = accumulate(1 / (place + 5) for place in range(len(words)))
    return [(word, fold(word)) for word in words], list(weights)


def titles(language: Language, count: int, seed: int) -> Iterator[tuple[str, str]]:
    dice = random.Random(f"{seed} {language.code} titles")
    return (language.title(dice) for _ in range(count))


def passages(language: Language, count: int, length: int, seed: int) -> Iterator[tuple[str, str]]:
    """Passages of ``length`` words in sentences of about twenty, each with its folded spelling."""
    dice = random.Random(f"{seed} {language.code} passages {length}")
    for _ in range(count):
        sentences = [language.sentence(dice, min(20, length - begun)) for begun in range(0, length, 20)]
        yield tuple(map(" ".join, zip(*sentences, strict=True)))


def questions(vocabulary: dict[str, Language], count: int, seed: int) -> list[tuple[str, str]]:
    """(language, words) as people search: one word or two or three, common, middling or rare."""
    dice = random.Random(f"{seed} questions")
    found = []
    for number in range(count):
        language = vocabulary[languages.CODES[number % len(languages.CODES)]]
        low, high = [(20, 60), (60, 400), (400, 3_000)][number // len(languages.CODES) % 3]
        words = dice.sample(language.words[low:high], dice.choice([1, 1, 2, 3]))
        found.append((language.code, " ".join(text for text, _folded in words)))
    return found


def texts_of(number: int) -> dict[str, dict[str, str]]:
    """The texts of the n-th new priority: a title and forty words in each language."""
    names = {"ar": "أولوية جديدة", "en": "A new priority", "fr": "Une nouvelle priorité"}
    return {code: {"title": f"{name} {number}", "description": " ".join([name] * 20)} for code, name in names.items()}
