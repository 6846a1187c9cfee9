"""What to search for instead of what is not there: words spelt as they are known, and concepts nearby."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from amedip.core import languages
from amedip.core.search import candidates
from amedip.core.search.expanding import expand_all, loosened
from amedip.core.search.folding import fold
from amedip.core.search.stems import JOINING, words_of
from amedip.core.search.suggesting import Suggestion
from amedip.core.search.wording import Wording
from amedip.core.statements import Written

# Titles whose words are compared with one that is not found.
_COMPARE = 3_000
# So many words of a query are corrected, and so many queries offered instead of it, at most.
_MOST_WRONG, _MOST_OFFERED = 4, 3
_SIGNS = ".,;:!?()«»“”\"'،؛؟…–"
# Titles with a word that begins as a wrong one, and the terms of the thesaurus, if anything is wrong; the preferred
# terms of concepts that are broader than those of the query or related to it.
_KNOWN = Written(
    f"""
    SELECT NULL::bigint, language, title
    FROM (SELECT language, title FROM core_searchentry WHERE names @@ $1::tsquery LIMIT {_COMPARE}) AS entry
    UNION ALL
    SELECT NULL, language, text FROM core_term WHERE $1 <> ''
    UNION ALL
    SELECT concept_id, language, text FROM core_term
    WHERE preferred AND concept_id <> ALL ($2)
        AND concept_id IN (SELECT other_id FROM core_conceptlink WHERE concept_id = ANY ($2))
    """,
    "text", "bigint[]",
)  # fmt: skip


@dataclass
class Advice:
    """``corrected`` queries, the best first, and terms of concepts ``related`` to the query's."""

    corrected: list[str] = field(default_factory=list)
    related: list[Suggestion] = field(default_factory=list)


def advise(
    query: str, wording: Wording, *, language: str, filters: Mapping[str, object], exact: bool = False
) -> Advice:
    """What finds something under the same filters, and what is near; ``wording`` is what was made of the query.

    At most three queries to the database.
    """
    wrong = [word for word in query.split() if _could_be_wrong(word)][:_MOST_WRONG]
    concepts = list({concept for part in wording.parts for concept in part.concepts})
    if not (wrong or concepts):
        return Advice()
    begins = " | ".join({f"{fold(word)[:2]}:*D" for word in wrong})
    texts, related = [], []
    for concept, code, text in _KNOWN.fetch(begins, concepts):
        if concept is None:
            texts.append(text)
        else:
            related.append((languages.FALLBACKS[language].index(code), concept, Suggestion(text, code)))
    nearest: dict[int, Suggestion] = {}
    for _order, concept, term in sorted(related, key=lambda told: told[:2]):
        nearest.setdefault(concept, term)
    return Advice(_found(_corrected(query, wrong, _counted(texts)), filters, exact=exact), list(nearest.values()))


def _found(queries: Sequence[str], filters: Mapping[str, object], *, exact: bool) -> list[str]:
    """Those of the queries that find anything."""
    if not queries:
        return []
    wordings = expand_all(queries, exact=exact)
    looser = [one if exact or len(one.choices) > 1 else loosened(one) for one in wordings]
    held = candidates.held(looser, filters, whole=exact)
    return [query for number, query in enumerate(queries) if number in held]


def _corrected(query: str, wrong: Iterable[str], known: Mapping[str, tuple[int, str]]) -> list[str]:
    """The query with each word that no title and no term knows replaced by the nearest that one does, best first."""
    words = query.split()
    choices = {word: _nearest(fold(word), known)[:_MOST_OFFERED] for word in wrong if fold(word) not in known}
    if not choices or not all(choices.values()):
        return []
    return [
        " ".join(choices[word][min(place, len(choices[word]) - 1)] if word in choices else word for word in words)
        for place in range(max(len(found) for found in choices.values()))
    ]


def _could_be_wrong(word: str) -> bool:
    plain = fold(word)
    return len(plain) > 3 and plain.isalpha() and plain not in JOINING and not word.startswith("-")


def _counted(texts: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The words of the texts: folded → (how often, as written)."""
    known: dict[str, tuple[int, str]] = {}
    for word in " ".join(texts).split():
        plain = words_of(word)
        if len(plain) == 1:
            often, _shown = known.get(plain[0], (0, ""))
            known[plain[0]] = often + 1, word.strip(_SIGNS)
    return known


def _nearest(wrong: str, known: Mapping[str, tuple[int, str]]) -> list[str]:
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
