"""How far the states are in a consultation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.models import Priority, RoundState
from registry.progress import progress_of
from tests.factories import CountryFactory, FocalPointFactory, PriorityFactory, RoundFactory

pytestmark = pytest.mark.django_db

State = Priority.Status


@pytest.fixture
def consultation():
    return RoundFactory()


def invited(consultation, country):
    return RoundState.objects.create(round=consultation, country=country)


def test_progress_when_there_are_entries_then_by_status_without_the_withdrawn_and_others_rounds(consultation):
    country = FocalPointFactory().country
    invited(consultation, country)
    for status in (State.DRAFT, State.SENT_BACK, State.SUBMITTED, State.PUBLISHED, State.PUBLISHED, State.WITHDRAWN):
        last = PriorityFactory(country=country, round=consultation, status=status)
    PriorityFactory(country=country)
    PriorityFactory(country=country, round=RoundFactory())
    PriorityFactory(round=consultation)

    (progress,) = progress_of(consultation.invited.all())

    assert progress.by_status == [("draft", 1), ("sent back", 1), ("submitted", 1), ("published", 2)]
    assert (progress.handed_in, progress.total) == (3, 5)
    assert (progress.complete, progress.served) == (False, True)
    assert progress.last_activity < last.updated_at


def test_progress_when_nothing_is_there_then_it_says_so(consultation):
    invited(consultation, FocalPointFactory(until="2021-01-01").country)

    (progress,) = progress_of(consultation.invited.all())

    assert (progress.total, progress.last_activity, progress.served) == (0, None, False)


def test_progress_when_the_state_says_complete_then_that_is_its_last_activity(consultation):
    row = invited(consultation, CountryFactory())
    PriorityFactory(country=row.country, round=consultation)
    RoundState.objects.update(completed_at=timezone.now())

    (progress,) = progress_of(consultation.invited.all())

    assert progress.complete
    assert progress.last_activity == progress.invited.completed_at


def test_progress_when_there_are_more_states_then_no_more_queries(consultation):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            progress_of(consultation.invited.all())
        return len(captured)

    invited(consultation, CountryFactory())
    before = cost()
    for _number in range(5):
        row = invited(consultation, CountryFactory())
        PriorityFactory(country=row.country, round=consultation)

    assert cost() == before == 3
