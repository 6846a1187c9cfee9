"""What the portal knows of requests and of those who could answer them, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from exchanges.matching.facts import Candidate, Need, Practice, Window
from exchanges.matching.parts import PARTS
from exchanges.matching.scoring import Weights
from exchanges.models import (
    Evaluation,
    Exchange,
    ExchangePartner,
    ExchangeRequest,
    MatchingWeights,
    Offer,
    OfferTheme,
    RequestTheme,
)
from registry.models import CoordinationMechanism, Country, PracticeTheme
from registry.models import Practice as StoredPractice


def present_weights() -> Weights:
    """What staff have set, or the defaults."""
    stored = MatchingWeights.objects.first() or MatchingWeights()
    return {name: getattr(stored, name) for name in PARTS}


class Field:
    """Everybody who could answer, as things stand. Real requests are never met with examples; examples may be."""

    def __init__(self, *, examples: bool):
        self.examples = examples

    def needs(self, requests: QuerySet[ExchangeRequest]) -> list[Need]:
        """The requests as needs, by reference; a request without languages has those of its state."""
        rows = requests.order_by("reference__ref").values(
            "languages",
            "format",
            "wanted_from",
            "wanted_until",
            ref=F("reference__ref"),
            state=F("country__code"),
            spoken=F("country__languages"),
            theme_refs=_theme_refs(RequestTheme, "request"),
        )
        return [
            Need(
                row["ref"],
                row["state"],
                tuple(row["theme_refs"]),
                row["format"],
                frozenset(row["languages"] or row["spoken"]),
                Window(row["wanted_from"], row["wanted_until"]),
                self._models[row["state"]],
            )
            for row in rows
        ]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every open offer, and each state with published practices by these alone, by state and offer."""
        silent = [self._by_practices(state) for state in self._practices]
        return sorted([*self.offers, *silent], key=lambda candidate: candidate.key)

    @cached_property
    def offers(self) -> list[Candidate]:
        """The open offers."""
        rows = self._real(Offer.objects.filter(status=Offer.Status.OPEN)).values(
            "languages",
            "formats",
            "available_from",
            "available_until",
            ref=F("reference__ref"),
            state=F("country__code"),
            spoken=F("country__languages"),
            grown_from=F("practice__reference__ref"),
            theme_refs=_theme_refs(OfferTheme, "offer"),
        )
        return [
            Candidate(
                offer=row["ref"],
                themes=frozenset(row["theme_refs"]),
                formats=frozenset(row["formats"]),
                languages=frozenset(row["languages"] or row["spoken"]),
                window=Window(row["available_from"], row["available_until"]),
                grown_from=row["grown_from"] or "",
                **self._of_state(row["state"]),
            )
            for row in rows
        ]

    def _by_practices(self, state: str) -> Candidate:
        themes = frozenset().union(*(practice.themes for practice in self._practices[state]))
        return Candidate(themes=themes, languages=self._languages[state], **self._of_state(state))

    def _of_state(self, state: str) -> dict:
        return {
            "state": state,
            "models": self._models[state],
            "practices": tuple(self._practices[state]) if state in self._practices else (),
            "marks": tuple(self._marks[state]),
            "given": self._given[state],
            "received": self._received[state],
        }

    @cached_property
    def _practices(self) -> dict[str, list[Practice]]:
        rows = self._real(StoredPractice.objects.public()).order_by("reference__ref")
        found = defaultdict(list)
        for state, ref, themes in rows.values_list(
            "country__code", "reference__ref", _theme_refs(PracticeTheme, "practice")
        ):
            found[state].append(Practice(ref, frozenset(themes)))
        return dict(found)

    @cached_property
    def _languages(self) -> dict[str, frozenset[str]]:
        return {code: frozenset(spoken) for code, spoken in Country.objects.values_list("code", "languages")}

    @cached_property
    def _models(self) -> dict[str, frozenset[str]]:
        found = defaultdict(set)
        for state, model in CoordinationMechanism.objects.values_list("country__code", "model"):
            found[state].add(model)
        return defaultdict(frozenset, {state: frozenset(models) for state, models in found.items()})

    @cached_property
    def _marks(self) -> dict[str, list[int]]:
        """What guests gave their hosts."""
        rows = Evaluation.objects.exclude(country=F("exchange__host")).filter(handed_in_at__isnull=False)
        if not self.examples:
            rows = rows.filter(exchange__reference__example=False)
        found = defaultdict(list)
        for state, *marks in rows.order_by("pk").values_list("exchange__host__code", *Evaluation.MARKS):
            found[state] += marks
        return found

    @cached_property
    def _given(self) -> dict[str, int]:
        return _counted(self._agreed.values_list("host__code", flat=True))

    @cached_property
    def _received(self) -> dict[str, int]:
        guests = ExchangePartner.objects.filter(part=ExchangePartner.Part.RECEIVES, exchange__in=self._agreed)
        return _counted(guests.values_list("country__code", flat=True))

    @property
    def _agreed(self) -> QuerySet[Exchange]:
        """What was agreed counts, also before it is held: it has been promised."""
        return self._real(Exchange.objects.public()).order_by()

    def _real(self, records: QuerySet) -> QuerySet:
        return records if self.examples else records.filter(reference__example=False)


def _theme_refs(links, owner: str) -> ArraySubquery:
    """The references of the themes, the main one first."""
    rows = links.objects.filter(**{owner: OuterRef("pk")}).order_by("position", "pk")
    return ArraySubquery(rows.values("theme__reference__ref"))


def _counted(states: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for state in states:
        found[state] += 1
    return found
