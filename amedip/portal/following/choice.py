"""What somebody follows: everything, or what belongs to some states, themes and kinds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from amedip.portal import glance

# Told of with the page they stand on, and by themselves only to who asks for just them: each alone would drown it.
PARTS = frozenset({"passage"})


def kind_names(*, parts: bool = False) -> dict[str, str]:
    """What each kind that can be followed is called in the reader's language, by its kind."""
    return {kind: name for kind, name in glance.kind_names().items() if parts or kind not in PARTS}


@dataclass(frozen=True)
class Choice:
    """Codes of states, slugs of themes, kinds; one that is empty leaves nothing out."""

    states: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, source) -> "Choice":
        """What a subscription, or anything else with these three, has chosen."""
        return cls(*(tuple(sorted(set(values))) for values in (source.states, source.themes, source.kinds)))

    @property
    def query(self) -> str:
        """The parameters of an address that say the same: ``state=ML&state=TN&kind=practice``."""
        named: Iterable = {"state": self.states, "theme": self.themes, "kind": self.kinds}.items()
        return urlencode([(name, value) for name, values in named for value in values])

    def takes(self, kind: str, state: str, themes: Collection[str]) -> bool:
        """Does something of this kind, state and themes belong to it?"""
        return (
            (kind in self.kinds if self.kinds else kind not in PARTS)
            and (not self.states or state in self.states)
            and (not self.themes or not set(themes).isdisjoint(self.themes))
        )
