"""What could be meant: titles and terms that begin as the words typed so far, and the nearest to words not found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection

from amedip.core import languages
from amedip.core.models import Term
from amedip.core.search.folding import fold
from amedip.core.search.stems import JOINING, words_of

SHOWN = 8
# A shorter beginning is that of too many words.
SHORTEST = 2
# Titles that are looked at for those to show; the rest begins so as well.
_LOOK_AT = 200
# Titles whose words are compared with one that is not found.
_COMPARE = 3_000
_TITLES = "SELECT title, language FROM core_searchentry WHERE names @@ %s::tsquery LIMIT %s"
_SIGNS = ".,;:!?()«»“”\"'،؛؟…–"
_ARTICLE = re.compile("^(?:و?[بكف]?ال|لل)(?=[ء-ي]+$)")


@dataclass(frozen=True)
class Suggestion:
    """Something to search for: ``text`` in its ``language``."""

    text: str
    language: str

    def as_json(self) -> dict[str, str]:
        return {"text": self.text, "lang": self.language, "dir": languages.direction(self.language)}


def suggest(beginning: str, *, language: str) -> list[Suggestion]:
    """Terms of the thesaurus and titles in which every word begins as typed; those in the reader's language first."""
    words = words_of(beginning)
    if words:
        # Of a word that is only begun, folding leaves the article.
        words[-1] = _ARTICLE.sub("", words[-1]) or words[-1]
    if not words or len("".join(words)) < SHORTEST:
        return []
    begin = " ".join(words)

    def order(suggestion: Suggestion):
        text = " ".join(words_of(suggestion.text))
        return suggestion.language != language, not text.startswith(begin), len(text), text

    found = sorted([*_terms(words), *_titles(words)], key=order)
    return list({fold(one.text): one for one in reversed(found)}.values())[::-1][:SHOWN]


def _query(words: list[str], weight: str = "") -> str:
    """Each word whole, the last one as a beginning; letters and digits only, so that no sign in it has a meaning."""
    *whole, last = words
    return " & ".join([*(f"{word}:{weight}" if weight else word for word in whole), f"{last}:*{weight}"])


def _titles(words: list[str]) -> list[Suggestion]:
    # Weight D: the words as they are, not their stems, which stand beside them.
    with connection.cursor() as cursor:
        cursor.execute(_TITLES, [_query(words, "D"), _LOOK_AT])
        return [Suggestion(title, code) for title, code in cursor.fetchall() if title]


def _terms(words: list[str]) -> list[Suggestion]:
    query = SearchQuery(_query(words), config="simple", search_type="raw")
    terms = Term.objects.annotate(words=SearchVector("folded", config="simple")).filter(words=query)
    return [Suggestion(text, code) for text, code in terms.order_by().values_list("text", "language")[:_LOOK_AT]]


def corrected(query: str, *, most: int = 3) -> list[str]:
    """The query with each word that no title and no term knows replaced by the nearest that one does, best first."""
    words = query.split()
    unknown = [word for word in words if _could_be_wrong(word)][:4]
    if not unknown:
        return []
    known = _known_words(unknown)
    choices = {word: _nearest(fold(word), known)[:most] for word in unknown if fold(word) not in known}
    if not choices or not all(choices.values()):
        return []
    return [
        " ".join(choices[word][min(place, len(choices[word]) - 1)] if word in choices else word for word in words)
        for place in range(max(len(found) for found in choices.values()))
    ]


def _could_be_wrong(word: str) -> bool:
    plain = fold(word)
    return len(plain) > 3 and plain.isalpha() and plain not in JOINING and not word.startswith("-")


def _known_words(wrong: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Words of all terms, and of titles with a word that begins as a wrong one: folded → (how often, as written)."""
    query = " | ".join({f"{fold(word)[:2]}:*D" for word in wrong})
    with connection.cursor() as cursor:
        cursor.execute(_TITLES, [query, _COMPARE])
        texts = [title for title, _code in cursor.fetchall()]
    known: dict[str, tuple[int, str]] = {}
    for word in " ".join([*texts, *Term.objects.values_list("text", flat=True)]).split():
        plain = words_of(word)
        if len(plain) == 1:
            often, _shown = known.get(plain[0], (0, ""))
            known[plain[0]] = often + 1, word.strip(_SIGNS)
    return known


def _nearest(wrong: str, known: dict[str, tuple[int, str]]) -> list[str]:
    allowed = 1 if len(wrong) < 6 else 2
    near = []
    for word, (often, shown) in known.items():
        if abs(len(word) - len(wrong)) <= allowed:
            distance = distance_of(wrong, word, allowed)
            if distance <= allowed:
                near.append((distance, word[:1] != wrong[:1], -often, word, shown))
    return list(dict.fromkeys(shown for *_order, shown in sorted(near)))


def distance_of(one: str, other: str, most: int) -> int:
    """How many letters are to be changed, added, left out or swapped; ``most`` + 1 for any greater number."""
    before, row = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, row, older = row, [place], before
        for at, wanted in enumerate(other, 1):
            cost = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, older[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return min(row[-1], most + 1)
