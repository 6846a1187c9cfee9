"""The score of a candidate: its parts add up, it keeps its bounds, and it hangs on nothing but what is given."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.matching import PARTS, Candidate, Hindrance, Need, match, ranked
from tests.exchanges.matching.strategies import candidates, needs, weights

EQUAL = dict.fromkeys(PARTS, 10)
FEW = settings(max_examples=25, deadline=None)
NEED = Need("R-2026-001", "AA", ("skills",))


@FEW
@given(needs, candidates, weights)
def test_score_is_the_sum_of_the_parts_as_they_are_shown(need, candidate, weights):
    found = match(need, candidate, weights)

    assert [part.part.name for part in found.parts] == list(PARTS)
    assert Decimal(str(found.score)) == sum(Decimal(f"{part.points:.1f}") for part in found.parts)
    assert all(0 <= part.points <= part.most == weights[part.part.name] for part in found.parts)
    assert 0 <= found.score <= found.most == sum(weights.values())


@FEW
@given(needs, candidates, weights)
def test_points_are_the_degree_of_the_weight_to_a_decimal(need, candidate, weights):
    for part in match(need, candidate, weights).parts:
        assert abs(Fraction(part.points) - part.part.degree * part.most) <= Fraction(1, 20)


@FEW
@given(needs, st.lists(candidates, max_size=8), weights, st.randoms(use_true_random=False))
def test_ranking_when_asked_again_in_another_order_then_it_is_the_same(need, found, weights, random):
    by_key = list({candidate.key: candidate for candidate in found}.values())
    shuffled = random.sample(by_key, len(by_key))

    assert ranked(need, shuffled, weights) == ranked(need, by_key, weights)


@FEW
@given(needs, st.lists(candidates, max_size=8), weights)
def test_ranking_names_each_other_state_once_and_the_possible_first(need, found, weights):
    rows = ranked(need, found, weights)

    assert sorted(row.candidate.state for row in rows) == sorted({one.state for one in found} - {need.state})
    assert [row.is_possible for row in rows] == sorted((row.is_possible for row in rows), reverse=True)
    for group in (True, False):
        scores = [row.score for row in rows if row.is_possible is group]
        assert scores == sorted(scores, reverse=True)


@FEW
@given(needs, candidates)
def test_what_a_candidate_has_more_of_never_costs_it_points(need, candidate):
    more = Candidate(
        **vars(candidate)
        | {"themes": candidate.themes | set(need.themes), "languages": candidate.languages | need.languages}
    )

    if candidate.languages:
        assert match(need, more, EQUAL).score >= match(need, candidate, EQUAL).score


def test_state_with_two_offers_stands_with_the_better_one():
    near = Candidate("BB", "O-1", themes=frozenset({"skills"}))
    far = Candidate("BB", "O-2", themes=frozenset({"data"}))

    assert [row.candidate.offer for row in ranked(NEED, [far, near], EQUAL)] == ["O-1"]


def test_best_score_does_not_help_whom_something_hinders():
    weak = Candidate("BB", themes=frozenset({"skills"}), given=9)
    strong = Candidate("CC", formats=frozenset({"remote"}), themes=frozenset({"skills"}), marks=(5,) * 9)
    need = Need("R-2026-001", "AA", ("skills",), format="training")

    first, second = ranked(need, [strong, weak], EQUAL)

    assert first.candidate is weak and second.score > first.score
    assert second.hindrances == (Hindrance.FORMAT,)
