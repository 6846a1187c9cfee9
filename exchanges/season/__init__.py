"""A season of exchanges: which offer answers which request, and when, so that the whole is best under the limits."""

from exchanges.season.costs import Costs, costs_of
from exchanges.season.facts import Assignment, Pair, Plan, Season
from exchanges.season.greedy import greedy
from exchanges.season.solver import Solution, solve
from exchanges.season.swaps import Swap

__all__ = [
    "Assignment",
    "Costs",
    "Pair",
    "Plan",
    "Season",
    "Solution",
    "Swap",
    "costs_of",
    "greedy",
    "solve",
]
