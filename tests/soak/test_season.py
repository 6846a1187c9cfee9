"""The full size of a season: 200 requests and 60 offers, many times over."""

import time

import pytest

from exchanges.season import costs_of, greedy, solve
from tests.exchanges.season.seasons import breaks, large

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("density", [0.05, 0.3, 1.0])
@pytest.mark.parametrize("seed", range(5))
def test_plan_of_a_full_season_keeps_the_limits_and_is_no_worse_than_greedy(seed, density):
    season = large(seed, density=density)
    begun = time.process_time()

    solution = solve(season)
    costs_of(season, solution.plan)

    print(
        f"seed {seed}, density {density}: {len(season.choices)} choices, {time.process_time() - begun:.1f} s, "
        f"{solution.plan.total} of at most {solution.bound}, greedy {greedy(season).total}"
    )
    assert breaks(season, solution.plan) == []
    assert greedy(season).total <= solution.plan.total <= solution.bound
