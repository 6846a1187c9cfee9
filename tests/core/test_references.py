"""References: given once, in order, also in parallel."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from amedip.core import references
from amedip.core.models import Reference


@pytest.mark.parametrize(
    ("ref", "parts"),
    [
        ("TN-2012-003", ("TN-2012", 3)),
        ("TN-I01", ("TN-I", 1)),
        ("P1", ("P", 1)),
        ("12", ("", 12)),
        ("remittances", ("remittances", None)),
    ],
)
def test_split_when_given_a_reference_then_prefix_and_number(ref, parts):
    assert references.split(ref) == parts


@pytest.mark.django_db
def test_allocate_when_a_higher_number_was_claimed_then_it_goes_on_above():
    references.claim("priority", "TN-2012-007")
    references.claim("priority", "TN-2012-002")

    assert references.allocate("priority", "TN-2012", width=3).ref == "TN-2012-008"


@pytest.mark.django_db
def test_claim_when_taken_then_refused_and_the_transaction_lives_on():
    references.claim("theme", "remittances")

    with pytest.raises(ValidationError, match="never given twice"):
        references.claim("theme", "remittances")

    assert Reference.objects.filter(kind="theme", ref="remittances").count() == 1


@pytest.mark.django_db(transaction=True)
def test_allocate_when_eight_ask_at_once_then_eight_different_numbers():
    barrier, given = threading.Barrier(8), []

    def ask():
        barrier.wait()
        given.append(references.allocate("practice", "ML", width=3).ref)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == [f"ML-{n:03d}" for n in range(1, 9)]
