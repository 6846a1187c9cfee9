"""A season's plan as it is kept and shown: JSON of references, days and points; staff decide about each line."""

import datetime
from collections.abc import Callable

from exchanges.matching.standing import Hindrance
from exchanges.season.costs import Costs, costs_of
from exchanges.season.facts import Assignment
from exchanges.season.greedy import greedy
from exchanges.season.reading import Reading, read_season
from exchanges.season.solver import solve
from exchanges.season.swaps import Swap

# The scoring of requests is counted one by one; solving and weighing up count as one step each.
STEPS_AFTER = 2


def propose(first: datetime.date, last: datetime.date, *, examples: bool, advance: Callable[[int, int], None]) -> dict:
    """The plan for the open requests from ``first`` to ``last``; ``advance`` hears how many steps of how many are done.

    ``{"total", "bound", "greedy", "slots": [[first, last]], "rows": [row], "unanswered": [{"request", "why",
    "offers"}]}`` in tenths of a point, with ``row`` = ``{"request", "offer", "slot", "score", "best", "given_up",
    "others"}``, where ``offer`` and ``slot`` are null for a request that is left, and each of the ``others`` is
    ``{"offer", "slot", "score", "loss", "left": [request]}``; ``offers`` is how many are open.
    """
    reading = read_season(
        first, last, examples=examples, advance=lambda done, total: advance(done, total + STEPS_AFTER)
    )
    steps = len(reading.needs) + STEPS_AFTER
    solution = solve(reading.season)
    advance(steps - 1, steps)
    rows = [_row(costs) for costs in costs_of(reading.season, solution.plan)]
    advance(steps, steps)
    return {
        "total": solution.plan.total,
        "bound": solution.bound,
        "greedy": greedy(reading.season).total,
        "slots": [[slot.first.isoformat(), slot.last.isoformat()] for slot in reading.slots],
        "rows": rows,
        "unanswered": _unanswered(reading, {row["request"] for row in rows}),
    }


def _row(costs: Costs) -> dict:
    return {
        "request": costs.request,
        **_met(costs.assignment),
        "best": costs.best,
        "given_up": costs.given_up,
        "others": [_other(swap) for swap in costs.others],
    }


def _met(assignment: Assignment | None) -> dict:
    if assignment is None:
        return {"offer": None, "slot": None, "score": 0}
    return {"offer": assignment.pair.offer, "slot": assignment.slot, "score": assignment.pair.score}


def _other(swap: Swap) -> dict:
    return _met(swap.choice) | {"loss": swap.loss, "left": list(swap.left)}


def _unanswered(reading: Reading, answerable: set[str]) -> list[dict]:
    """The requests that no offer can answer, what hinders the offers that come nearest, and how many are open."""
    found = []
    for need in reading.needs:
        if need.ref not in answerable:
            hindered = reading.hindered[need.ref].values()
            fewest = min(map(len, hindered), default=0)
            nearest = {one for few in hindered if len(few) == fewest for one in few}
            why = [one.value for one in Hindrance if one in nearest]
            found.append({"request": need.ref, "why": why, "offers": len(hindered)})
    return found
