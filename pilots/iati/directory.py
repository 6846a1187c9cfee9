"""The states and institutions of the portal, as files name them."""

from amedip.core import languages
from pilots.iati.values import Organisation
from pilots.models import Participant
from registry.models import Country, Institution


class Directory:
    """Found by our own reference, by an identifier that a pilot gives, or by the name in any language."""

    def __init__(self):
        states = list(Country.objects.select_related("reference"))
        institutions = list(Institution.objects.select_related("reference"))
        self._states = {state.ref: state for state in states}
        self._institutions = {institution.ref: institution for institution in institutions}
        # Where two bear one name nobody can say which is meant: then neither.
        self._named: dict[str, Country | Institution | None] = {}
        for row in [*states, *institutions]:
            for name in {getattr(row, f"name_{code}") for code in languages.CODES} - {None, ""}:
                key = name.casefold()
                self._named[key] = row if self._named.get(key, row) == row else None
        rows = Participant.objects.exclude(identifier="").select_related("country__reference", "institution__reference")
        self._identified = {row.identifier: row.country or row.institution for row in rows}

    def state(self, ref: str) -> Country | None:
        return self._states.get(ref)

    def institution(self, ref: str) -> Institution | None:
        return self._institutions.get(ref)

    def find(self, told: Organisation) -> Country | Institution | None:
        """Whom a file means; None if the portal does not know them."""
        if told.state or told.institution:
            return self.state(told.state) or self.institution(told.institution)
        if told.ref in self._identified:
            return self._identified[told.ref]
        named = (self._named.get(name.casefold()) for name in told.names.values())
        return next(filter(None, named), None)

    @staticmethod
    def is_state(party: Country | Institution) -> bool:
        return isinstance(party, Country)
