"""The plan of a season: within all limits, the best on small cases, never behind greedy, the same when asked again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.season import Pair, Season, costs_of, greedy, solve
from tests.exchanges.season.seasons import best_total, breaks, large, small

FEW = settings(max_examples=25, deadline=None)


@FEW
@given(small())
def test_plan_of_a_small_season_is_the_best_there_is(season):
    solution = solve(season)

    assert breaks(season, solution.plan) == []
    assert solution.plan.total == best_total(season)
    assert solution.is_best


@FEW
@given(small())
def test_greedy_plan_keeps_the_limits_too(season):
    assert breaks(season, greedy(season)) == []


@FEW
@given(small(), st.randoms(use_true_random=False))
def test_season_in_another_order_has_the_same_plan(season, random):
    shuffled = random.sample(season.pairs, len(season.pairs))
    offers = dict(random.sample(list(season.capacity.items()), len(season.capacity)))

    again = Season(tuple(shuffled), offers, season.busy, season.received)

    assert solve(again).plan == solve(season).plan


@FEW
@given(small())
def test_other_choice_costs_what_its_plan_loses(season):
    plan = solve(season).plan
    for row in costs_of(season, plan):
        assert row.given_up >= 0
        for swap in row.others:
            assert breaks(season, swap.plan) == []
            assert plan.total - swap.plan.total == swap.loss >= 0
            assert swap.choice in swap.plan.assignments
            assert set(swap.left) == plan.by_request().keys() - swap.plan.by_request().keys()


def test_plan_of_a_large_season_is_no_worse_than_greedy():
    season = large(7, requests=60, offers=20, slots=4, states=10)

    solution = solve(season, seconds=1)

    assert breaks(season, solution.plan) == []
    assert greedy(season).total <= solution.plan.total <= solution.bound


def test_season_without_any_pair_is_an_empty_plan():
    season = Season((), {"O-1": 1})

    assert solve(season).plan.assignments == () and costs_of(season, solve(season).plan) == []


def pair(request, offer, guest, host, score, *slots):
    return Pair(request, offer, guest, host, score, frozenset(slots))


LIMITS = {
    "a request is answered once": (
        [pair("R1", "O1", "AA", "BB", 50, 0), pair("R1", "O2", "AA", "CC", 60, 1)], {"O1": 1, "O2": 1}, {("R1", "O2")},
    ),
    "an offer has its capacity": (
        [pair("R1", "O1", "AA", "BB", 50, 0), pair("R2", "O1", "CC", "BB", 60, 1)], {"O1": 1}, {("R2", "O1")},
    ),
    "a state is in one exchange at a time": (
        [pair("R1", "O1", "AA", "BB", 50, 0), pair("R2", "O2", "BB", "CC", 60, 0)], {"O1": 1, "O2": 1}, {("R2", "O2")},
    ),
    "everyone receives before anyone receives twice": (
        [
            pair("R1", "O1", "AA", "BB", 90, 0, 1, 2),
            pair("R2", "O1", "AA", "BB", 80, 0, 1, 2),
            pair("R3", "O1", "CC", "BB", 10, 0, 1, 2),
        ],
        {"O1": 2},
        {("R1", "O1"), ("R3", "O1")},
    ),
    "then some receive twice": (
        [
            pair("R1", "O1", "AA", "BB", 90, 0, 1, 2),
            pair("R2", "O1", "AA", "BB", 80, 0, 1, 2),
            pair("R3", "O1", "CC", "BB", 10, 0, 1, 2),
        ],
        {"O1": 3},
        {("R1", "O1"), ("R2", "O1"), ("R3", "O1")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pairs", "capacity", "wanted"), LIMITS.values(), ids=LIMITS)
def test_limit_is_kept(pairs, capacity, wanted):
    plan = solve(Season(tuple(pairs), capacity)).plan

    assert {one.pair.key for one in plan.assignments} == wanted


def test_state_that_received_in_this_season_waits_for_the_others():
    pairs = (pair("R1", "O1", "AA", "BB", 90, 0), pair("R2", "O1", "CC", "BB", 10, 0))

    plan = solve(Season(pairs, {"O1": 1}, received={"AA": 1})).plan

    assert [one.pair.request for one in plan.assignments] == ["R2"]


def test_plan_meets_as_early_as_it_can():
    pairs = (pair("R1", "O1", "AA", "BB", 90, 0, 1, 2), pair("R2", "O1", "CC", "BB", 80, 0, 1, 2))

    plan = solve(Season(pairs, {"O1": 2}, busy=frozenset({("BB", 0)}))).plan

    assert [one.slot for one in plan.assignments] == [1, 2]


def test_what_a_request_gives_up_is_told():
    pairs = (
        pair("R1", "O1", "AA", "BB", 90, 0),
        pair("R1", "O2", "AA", "DD", 70, 0),
        pair("R2", "O1", "CC", "BB", 80, 0),
    )
    season = Season(pairs, {"O1": 1, "O2": 1})

    first, second = costs_of(season, solve(season).plan)

    assert (first.request, first.given_up, first.best) == ("R1", 20, 90)
    assert (second.request, second.given_up) == ("R2", 0)
    assert [(swap.choice.pair.offer, swap.loss, swap.left) for swap in first.others] == [("O1", 60, ("R2",))]
