"""What a page owes its readers: outdated texts, missing ones, and the day until which they are announced."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from amedip.translations.models import Gate
from amedip.translations.owing import Debt, debt_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def gates():
    Gate.objects.all().delete()
    for kind in Gate.Kind:
        languages = Gate.Languages.ALL if kind == Gate.Kind.EDITION else Gate.Languages.ONE
        Gate.objects.create(kind=kind, languages=languages, days=10)


def missing(days_ago: int) -> dict:
    return {"ar": {"missing": (TODAY - timedelta(days=days_ago)).isoformat()}}


def test_debt_when_nothing_is_owed_then_none_at_all(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert debt_of({}, "priority", "ar") == debt_of(missing(1), "priority", "fr") == Debt()


def test_debt_when_a_text_is_outdated_then_since_when_and_by_what(django_assert_num_queries):
    with django_assert_num_queries(0):
        debt = debt_of({"ar": {"outdated": "2026-11-03", "by": "fr"}}, "priority", "ar")

    assert debt == Debt(outdated=date(2026, 11, 3), by="fr")


@pytest.mark.parametrize(
    ("kind", "days_ago", "promised"),
    [
        ("priority", 0, TODAY + timedelta(days=10)),
        ("priority", 10, TODAY),  # the day itself still counts
        ("priority", 11, None),
        ("pilot", 3, TODAY + timedelta(days=7)),
        ("edition", 0, None),  # asks for all languages: none may come later
        ("workshop", 0, None),
    ],
)
def test_debt_when_a_text_is_missing_then_it_is_announced_as_the_gate_has_it(kind, days_ago, promised):
    assert debt_of(missing(days_ago), kind, "ar") == Debt(missing=True, promised=promised)


def test_debt_when_nobody_has_set_the_gate_then_what_is_asked_by_itself_counts():
    Gate.objects.all().delete()

    assert debt_of(missing(0), "priority", "ar").promised
    assert debt_of(missing(0), "edition", "ar") == Debt(missing=True)
