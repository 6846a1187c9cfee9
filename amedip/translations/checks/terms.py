"""Terms of the glossary that the source text uses and for which the translation has no accepted form."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from amedip.translations.checks.found import Finding, Term
from amedip.translations.checks.matching import Index, Mention, mentions
from amedip.translations.checks.reading import Reading


def compare(source: Reading, target: Reading, index: Index, terms: Sequence[Term]) -> list[Finding]:
    """One finding per term of the source text that the translation lacks."""
    usable = [term for term in terms if term.forms.get(source.language) and term.forms.get(target.language)]
    firsts: dict[frozenset[int], Mention] = {}
    for mention in mentions(source, usable, names=False):
        firsts.setdefault(mention.terms, mention)
    found = []
    for mention in firsts.values():
        if any(index.holds(usable[number]) for number in mention.terms):
            continue
        excerpt = source.text[source.words[mention.first].start : source.words[mention.end - 1].end]
        wanted = usable[min(mention.terms)].forms[target.language][0]
        message = _("“%(term)s” should be translated as “%(wanted)s”, the term set in the glossary. Use it here.")
        found.append(Finding("term", message % {"term": excerpt, "wanted": wanted}, excerpt, source.language))
    return found
