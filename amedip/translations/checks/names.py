"""Names of states and institutions that stand in one of the two texts only."""

from collections.abc import Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from amedip.translations.checks.found import Finding, Term
from amedip.translations.checks.matching import Index, Mention, mentions
from amedip.translations.checks.reading import Reading
from amedip.translations.checks.states import code_of, spoken_of, states
from amedip.translations.checks.words import name_keys

# Arabic names that are also common words ("financial"; "Amman"): they answer for a name but never ask for one.
_COMMON = frozenset({"مالي", "عمان"})
# What makes another name of a name: the Maghreb is not Morocco.
_OTHERWISE_BEFORE = {"المغرب": ("العربي", "الكبير")}


class _Side:
    """One of the two texts with the names in it; ``own`` names come first in ``known``, then all other states."""

    def __init__(self, reading: Reading, known: Sequence[Term]):
        self.reading = reading
        self.mentions = [mention for mention in mentions(reading, known, names=True) if _is_name(reading, mention)]
        self.named = frozenset().union(*(mention.terms for mention in self.mentions))

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The codes of the states of which the text speaks, be it by nationality."""
        language = self.reading.language
        return frozenset().union(*(spoken_of(word, language) for word in {word.folded for word in self.reading.words}))

    def excerpt(self, mention: Mention) -> str:
        return self.reading.text[self.reading.words[mention.first].start : self.reading.words[mention.end - 1].end]


def compare(source: Reading, target: Reading, index: Index, names: Sequence[Term]) -> list[Finding]:
    """One finding per name of the source text that the translation lacks, and per state that only the latter names.

    A state is also named by its nationality or its capital, an institution by its words in another order.
    """
    own = [name for name in names if name.forms.get(source.language) and name.forms.get(target.language)]
    codes = [code_of(name) for name in own]
    if not own:
        return []
    known = [*own, *(term for code, term in states().items() if code not in codes)]
    here, there = _Side(source, known), _Side(target, known)
    lost = _("The name “%(name)s” is missing in the translation. Check which name stands there, or add it.")
    new = _("The name “%(name)s” is not in the source text. Check that the right state is named.")
    found = []
    for mention in _alone(here, there, len(own)):
        mine = {number for number in mention.terms if number < len(own)}
        if not any(codes[number] in there.spoken_of if codes[number] else index.holds(own[number]) for number in mine):
            found.append(_finding(lost, here, mention))
    for mention in _alone(there, here, len(own)):
        mine = {codes[number] for number in mention.terms if number < len(own)}
        if all(mine) and not mine & here.spoken_of:
            found.append(_finding(new, there, mention))
    return found


def _alone(side: _Side, other: _Side, own: int) -> list[Mention]:
    """The first mention of each name of ours that the other text does not have as a name."""
    firsts: dict[frozenset[int], Mention] = {}
    for mention in side.mentions:
        if min(mention.terms) < own and not mention.terms & other.named and not _is_common(side.reading, mention):
            firsts.setdefault(mention.terms, mention)
    return list(firsts.values())


def _finding(message: str, side: _Side, mention: Mention) -> Finding:
    excerpt = side.excerpt(mention)
    return Finding("name", message % {"name": excerpt}, excerpt, side.reading.language)


def _is_name(reading: Reading, mention: Mention) -> bool:
    """Is it not the beginning of another name?"""
    if mention.end >= len(reading.words):
        return True
    keys = name_keys(reading.words[mention.end - 1].folded, reading.language)
    return not any(reading.words[mention.end].folded in _OTHERWISE_BEFORE.get(key, ()) for key in keys)


def _is_common(reading: Reading, mention: Mention) -> bool:
    one = mention.end - mention.first == 1 and reading.language == "ar"
    return one and bool(name_keys(reading.words[mention.first].folded, "ar") & _COMMON)
