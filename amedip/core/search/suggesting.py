"""What could be meant: titles and terms that begin as the words typed so far."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection

from amedip.core import languages
from amedip.core.models import Term
from amedip.core.search.folding import fold
from amedip.core.search.stems import words_of

SHOWN = 8
# A shorter beginning is that of too many words.
SHORTEST = 2
# Titles that are looked at for those to show; the rest begins so as well.
_LOOK_AT = 200
_TITLES = "SELECT title, language FROM core_searchentry WHERE names @@ %s::tsquery LIMIT %s"
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
