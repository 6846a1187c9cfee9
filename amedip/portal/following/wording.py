"""What somebody follows, in words of the reader's language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import ngettext_lazy

from amedip.core import languages
from amedip.portal.following.choice import Choice, kind_names
from amedip.portal.following.links import Wish
from amedip.portal.models import Subscription
from registry.listing import Vocabulary


class Names:
    """What can be followed, as (value, label) in the reader's order; with ``parts`` also what stands on other pages."""

    def __init__(self, *, parts: bool = False):
        vocabulary = Vocabulary()
        self.states = [(row["code"], languages.text_of(row)) for row in vocabulary.states.values()]
        self.themes = [(row["ref"], languages.text_of(row)) for row in vocabulary.themes.values()]
        self.kinds = [(kind, str(capfirst(name))) for kind, name in kind_names(parts=parts).items()]

    def of(self, choice: Choice) -> dict[str, list[str]]:
        """The names of what is chosen; a value that is gone since is left out."""
        return {
            part: [label for value, label in getattr(self, part) if value in getattr(choice, part)]
            for part in ("states", "themes", "kinds")
        }


@dataclass(frozen=True)
class Described:
    """A wish in words; empty lists where nothing is left out."""

    states: list[str]
    themes: list[str]
    kinds: list[str]
    pace: str
    language: str


def describe(wish: Wish) -> Described:
    return Described(
        **Names().of(wish.choice),
        pace=str(Subscription.Pace(wish.pace).label),
        language=languages.NAMES[wish.language],
    )


def written_passages(count: int) -> Promise | str:
    """What a change of a workshop was about, if it was about its summary; in the language of who reads it."""
    if not count:
        return ""
    return ngettext_lazy(
        "Of its summary, %(count)d paragraph is new or was corrected.",
        "Of its summary, %(count)d paragraphs are new or were corrected.",
        count,
    ) % {"count": count}
