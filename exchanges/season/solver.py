"""The best plan of a season, by the mixed-integer solver of SciPy (HiGHS).

A choice (a pair in a slot) is a variable of 0 or 1. That everyone receives before anyone receives twice holds in two
ways: either nobody receives twice, or everyone receives. Each is a problem of its own; the better plan of the two is
the best of all. Both bounds are kept: together they say how far any plan can be from the best.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from exchanges.season.facts import Plan, Season, earliest
from exchanges.season.greedy import greedy
from exchanges.season.swaps import Swaps

SECONDS = 3.0  # for a search; what is found by then is proposed, with the most that could be had
SHARES = (0.7, 0.3)  # of the time: for the most promising choices, for all
CORE = 800  # choices that are the most promising
_OPTIMAL, _INFEASIBLE = 0, 2  # as SciPy's answers call them
_HALF = 0.5
# Scores are whole: what lies so near to a whole number is that number.
_NEARLY = 1e-4


@dataclass(frozen=True)
class Solution:
    """The plan proposed, and the most that any plan could be worth; the two are equal when the plan is the best."""

    plan: Plan
    bound: int

    @property
    def is_best(self) -> bool:
        return self.plan.total >= self.bound


@dataclass(frozen=True)
class _Relaxed:
    """A problem without the demand for whole numbers: ``parts`` is how much of each choice its answer takes.

    No plan is worth more than ``bound``; one that takes choice number n no more than ``bound - reduced[n]``.
    """

    bound: float
    parts: np.ndarray
    reduced: np.ndarray


@dataclass(frozen=True)
class _Problem:
    """Maximise ``scores · x`` for ``lower <= matrix · x <= upper``."""

    scores: np.ndarray
    matrix: csr_array
    lower: np.ndarray
    upper: np.ndarray


def solve(season: Season, *, seconds: float = SECONDS) -> Solution:
    """The best plan, or the best found in ``seconds`` of searching; never one worse than ``greedy``'s.

    The same season gives the same plan, in whatever order its pairs come, unless time runs out.
    """
    best, bounds = greedy(season), [0]
    if not season.choices:
        return Solution(best, 0)
    # Mostly everyone can receive, and then the other problem is done as soon as its bound is known.
    for everyone in (True, False) if season.waiting else (True,):
        problem = _problem(season, everyone=everyone)
        loose = _relax(problem)
        if loose is not None:
            best, bound = _search(season, problem, loose, best, seconds)
            bounds.append(bound)
    bound = max(best.total, *bounds)
    if best.total < bound:
        best = Swaps(season, best).polish()
    return Solution(earliest(season, best.assignments), bound)


def _search(season: Season, problem: _Problem, loose: _Relaxed, best: Plan, seconds: float) -> tuple[Plan, int]:
    """The best plan known after the search, and the most that any plan for this problem could be worth.

    First among the choices that the relaxed problem finds best, where most good plans lie; then, if that proves
    nothing, among all that could still lead to a better plan.
    """
    best = max(best, greedy(season, loose.parts.round(6)), key=_total)
    columns = np.sort(np.argsort(loose.reduced, kind="stable")[:CORE])
    bound = np.floor(loose.bound + _NEARLY)
    for share in SHARES:
        if bound <= best.total:
            break
        found, within = _whole(season, problem, columns, seconds * share)
        best = max(best, found, key=_total)
        outside = np.delete(loose.reduced, columns)
        beyond = loose.bound - outside.min() if outside.size else 0
        bound = min(bound, np.floor(max(within, beyond) + _NEARLY))
        columns = np.flatnonzero(np.floor(loose.bound - loose.reduced + _NEARLY) > best.total)
    return best, int(bound)


def _total(plan: Plan) -> int:
    return plan.total


def _whole(season: Season, problem: _Problem, columns: np.ndarray, seconds: float) -> tuple[Plan, float]:
    """The best plan found among the choices at ``columns``, empty if none was, and the most that one can be worth."""
    if not columns.size:
        return Plan(), 0
    answer = milp(
        -problem.scores[columns],
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(problem.matrix[:, columns], problem.lower, problem.upper),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    if answer.status == _INFEASIBLE:
        return Plan(), 0
    chosen = () if answer.x is None else columns[answer.x > _HALF]
    plan = Plan(tuple(season.choices[place] for place in chosen))
    if answer.status == _OPTIMAL:
        return plan, plan.total
    return plan, np.inf if answer.mip_dual_bound is None else -answer.mip_dual_bound


def _relax(problem: _Problem) -> _Relaxed | None:
    """The problem with parts of choices allowed; None if even so it has no answer."""
    # linprog knows upper limits only: a lower one is an upper one the other way round.
    below, above = np.isfinite(problem.lower), np.isfinite(problem.upper)
    rows = vstack([problem.matrix[above], -problem.matrix[below]], format="csr")
    limits = np.concatenate([problem.upper[above], -problem.lower[below]])
    answer = linprog(-problem.scores, A_ub=rows, b_ub=limits, bounds=(0, None), method="highs")
    if answer.status == _INFEASIBLE:
        return None
    prices = answer.ineqlin.marginals  # none above zero
    reduced = -problem.scores - rows.T @ prices
    return _Relaxed(-answer.fun, answer.x, np.maximum(reduced, 0))


def _problem(season: Season, *, everyone: bool) -> _Problem:
    """The limits as rows; with ``everyone`` each waiting state receives, without it nobody receives again."""
    rows = _Rows(season)
    rows.at_most(lambda one: [("request", one.pair.request)], lambda _key: 1)
    rows.at_most(lambda one: [("offer", one.pair.offer)], lambda key: season.capacity[key[1]])
    rows.at_most(lambda one: [(one.pair.guest, one.slot), (one.pair.host, one.slot)], lambda _key: 1)
    if everyone:
        waiting = set(season.waiting)
        rows.at_least_one(lambda one: [one.pair.guest] if one.pair.guest in waiting else [])
    else:
        rows.at_most(lambda one: [one.pair.guest], season.first_round_room)
    return rows.problem()


class _Rows:
    """Gathers the rows of the matrix: in which of them each choice counts, and their limits."""

    def __init__(self, season: Season):
        self.choices = season.choices
        self.places: list[tuple[int, int]] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def at_most(self, keys_of, limit_of) -> None:
        """A row for each key that choices have, with its limit."""
        for key, columns in self._columns(keys_of).items():
            self._add(columns, -np.inf, limit_of(key))

    def at_least_one(self, keys_of) -> None:
        for columns in self._columns(keys_of).values():
            self._add(columns, 1, np.inf)

    def _columns(self, keys_of) -> dict:
        columns: dict = {}
        for column, choice in enumerate(self.choices):
            for key in keys_of(choice):
                columns.setdefault(key, []).append(column)
        return columns

    def _add(self, columns: list[int], lower: float, upper: float) -> None:
        row = len(self.lower)
        self.places += [(row, column) for column in columns]
        self.lower.append(lower)
        self.upper.append(upper)

    def problem(self) -> _Problem:
        rows, columns = zip(*self.places, strict=True)
        shape = len(self.lower), len(self.choices)
        matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        scores = np.array([choice.pair.score for choice in self.choices], dtype=float)
        return _Problem(scores, matrix, np.array(self.lower), np.array(self.upper))
