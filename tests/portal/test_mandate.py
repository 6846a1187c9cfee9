"""What a focal point finds in the workspace."""

import datetime

import pytest
from django.utils import timezone

from amedip.core.records import write_record
from amedip.portal import mandate as workspace
from registry.models import Priority, RoundState
from registry.standing import add_languages
from tests.factories import CountryFactory, FocalPointFactory, PriorityFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db

Status = Priority.Status


def test_mandates_of_a_user_are_those_of_today():
    mandate = FocalPointFactory()
    FocalPointFactory(user=mandate.user, until=timezone.localdate() - datetime.timedelta(days=1))

    assert workspace.mandates_of(mandate.user) == [mandate]


def test_colleagues_speak_for_the_same_states_today():
    mandate = FocalPointFactory()
    deputy = FocalPointFactory(country=mandate.country, position="deputy")
    FocalPointFactory()
    FocalPointFactory(country=mandate.country, position="deputy", until=datetime.date(2021, 1, 1))

    assert workspace.colleagues_of(mandate.user, [mandate.country_id]) == [deputy]


def test_open_rounds_are_those_whose_last_day_is_known_and_not_over():
    country, today = CountryFactory(), timezone.localdate()
    last_day = RoundFactory(opens=today, closes=today)
    for opens, closes in (
        (today - datetime.timedelta(days=9), today - datetime.timedelta(days=1)),
        (today + datetime.timedelta(days=1), today + datetime.timedelta(days=9)),
        (today, None),
    ):
        RoundState.objects.create(round=RoundFactory(opens=opens, closes=closes), country=country)
    RoundState.objects.create(round=last_day, country=country)
    RoundState.objects.create(round=RoundFactory(opens=today, closes=today), country=CountryFactory())

    assert workspace.open_rounds([country.pk]) == [last_day]


def test_priorities_of_a_state_show_what_is_due_first_and_nothing_of_others():
    country = CountryFactory()
    published = PriorityFactory(country=country)
    draft = PriorityFactory(country=country, status=Status.DRAFT)
    back = PriorityFactory(country=country, status=Status.SENT_BACK)
    PriorityFactory(status=Status.DRAFT)

    assert list(workspace.priorities_of([country.pk])) == [back, draft, published]


def states_of(priority):
    add_languages([priority])
    return {tongue["code"]: tongue["state"] for tongue in priority.tongues}


def test_add_languages_tells_missing_from_partial_and_complete():
    priority = PriorityFactory(title_en="Need", description_en="More", title_fr="Besoin")

    assert states_of(priority) == {"ar": "missing", "en": "draft", "fr": "partial"}


def test_add_languages_when_the_meaning_changed_then_the_others_are_outdated():
    priority = PriorityFactory(title_en="Need", title_fr="Besoin", title_ar="حاجة")
    write_record(priority, actor=None, texts={"en": {"title": "Another need"}}, rule=None)

    assert states_of(priority) == {"ar": "outdated", "en": "draft", "fr": "outdated"}


def test_add_languages_costs_the_same_for_one_and_for_six(django_assert_num_queries):
    user = UserFactory()
    country = FocalPointFactory(user=user).country
    priorities = [PriorityFactory(country=country) for _ in range(6)]
    add_languages(priorities[:1])  # the content type is read once for all

    for some in (priorities[:1], priorities):
        with django_assert_num_queries(1):
            add_languages(some)
