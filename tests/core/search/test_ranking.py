"""Which entry comes first, by what it holds of the query."""

import pytest

from amedip.core.search.candidates import Evidence
from amedip.core.search.ranking import rank


def entry(reference, *, language="en", typed=0, said=0, near=0, title=0, closeness=0.0):
    said |= typed
    near |= said
    titles = {"typed_in_title": title & typed, "said_in_title": title & said, "near_in_title": title & near}
    filed = {"kind": "priority", "state": "", "themes": [], "year": None}
    held = {"typed": typed, "said": said, "near": near, "closeness": closeness}
    return Evidence(reference=reference, language=language, **filed, **titles, **held)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (entry(1, typed=1), entry(2, said=1)),
        (entry(1, said=1), entry(2, near=1)),
        (entry(1, typed=1, title=1), entry(2, typed=1)),
        (entry(1, typed=1), entry(2, typed=1, language="fr")),
        (entry(1, typed=1, closeness=0.9), entry(2, typed=1, closeness=0.1)),
        (entry(1, said=1, title=1), entry(2, said=1)),
    ],
)
def test_rank_when_one_holds_more_than_the_other_then_it_comes_first(better, worse):
    assert [one.reference for one in rank([worse, better], 1, "en", whole=True)] == [1, 2]


def test_rank_when_a_part_is_rare_then_what_holds_it_comes_before_what_holds_a_common_one():
    common = [entry(number, typed=1) for number in range(3, 20)]

    ranked = rank([*common, entry(1, typed=2)], 2, "en", whole=False)

    assert ranked[0].reference == 1


def test_rank_when_an_object_is_found_in_two_languages_then_it_stands_there_once_with_both():
    (one,) = rank([entry(1, language="fr", said=1), entry(1, language="ar", typed=1)], 1, "fr", whole=True)

    assert (one.matched, one.languages) == ("ar", {"ar", "fr"})
