"""What the choices of a plan cost: each request against its own best offer, and the whole against each other choice."""

from dataclasses import dataclass

from exchanges.season.facts import Assignment, Plan, Season
from exchanges.season.swaps import Swap, Swaps

SHOWN = 3  # other choices for each request


@dataclass(frozen=True)
class Costs:
    """One request: what the plan gives it, the score of its own best offer, and other choices, the cheapest first.

    ``given_up`` is what it gives up, for the good of the whole, against its best offer; all of that when it is left.
    """

    request: str
    assignment: Assignment | None
    best: int
    others: tuple[Swap, ...]

    @property
    def given_up(self) -> int:
        return self.best - (self.assignment.pair.score if self.assignment else 0)


def costs_of(season: Season, plan: Plan) -> list[Costs]:
    """A row for each request that could be answered, those answered first, then by reference."""
    swaps, planned = Swaps(season, plan), plan.by_request()
    rows = [
        Costs(request, planned.get(request), ways[0].pair.score, tuple(swaps.others(request)[:SHOWN]))
        for request, ways in swaps.ways.items()
    ]
    return sorted(rows, key=lambda row: (row.assignment is None, row.request))
