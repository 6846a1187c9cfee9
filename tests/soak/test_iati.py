"""The whole proof: four completed pilots and 200 by chance, other ones at every run."""

import random

import pytest

from tests.pilots.iati.test_proof import prove

pytestmark = [pytest.mark.soak, pytest.mark.django_db]


def test_two_hundred_and_four_pilots_are_told_validly_and_bring_nothing_twice(content):
    seed = random.randrange(10**9)
    print(f"seed {seed}")

    prove(200, seed)
