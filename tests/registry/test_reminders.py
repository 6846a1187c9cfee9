"""Reminders: 14 and 3 days before, when overdue, each once; and once a year, “still true?”."""

import datetime

import pytest
from django.utils import timezone

from amedip.core.models import Job
from registry import reminders
from registry.models import ConsultationRound, Priority, RoundState
from tests.factories import CountryFactory, FocalPointFactory, PriorityFactory, RoundFactory

pytestmark = pytest.mark.django_db

CLOSES = datetime.date(2026, 6, 30)


def day(left: int) -> datetime.date:
    """The day on which so many days are left."""
    return CLOSES - datetime.timedelta(days=left)


@pytest.fixture
def mandate():
    return FocalPointFactory(user__language="fr", user__full_name="Amina", country__name_fr="Tunisie")


@pytest.fixture
def consultation(mandate):
    found = RoundFactory(closes=CLOSES, title_fr="Consultation d’été")
    RoundState.objects.create(round=found, country=mandate.country)
    return found


def subjects() -> list[str]:
    return [job.payload["subject"] for job in Job.objects.filter(kind="mail").order_by("pk")]


@pytest.mark.parametrize(
    ("left", "stage"),
    [(15, ""), (14, "soon"), (4, "soon"), (3, "last-days"), (0, "last-days"), (-1, "overdue"), (-9, "overdue")],
)
def test_stage_when_so_many_days_are_left(left, stage):
    assert reminders.stage_of(CLOSES, day(left)) == stage


def test_reminders_when_the_scheduler_runs_every_day_then_each_once(consultation):
    sent = {left: reminders.remind_of_rounds(day(left)) for left in range(20, -30, -1)}

    assert {left: number for left, number in sent.items() if number} == {14: 1, 3: 1, -1: 1}


def test_reminders_when_the_scheduler_rested_then_the_last_one_due_is_made_up_for(consultation):
    assert reminders.remind_of_rounds(day(1)) == 1
    assert reminders.remind_of_rounds(day(0)) == 0


def test_reminder_when_read_then_in_the_persons_language_with_day_state_and_link(consultation, settings):
    settings.SITE_URL = "https://amedip.example"

    reminders.remind_of_rounds(day(14))

    (job,) = Job.objects.all()
    assert job.language == "fr"
    for words in ("Consultation d’été", "30 juin 2026", "Tunisie", "https://amedip.example/fr/workspace/"):
        assert words in job.payload["subject"] + job.payload["body"]


def test_reminders_when_the_last_day_moves_then_they_begin_anew(consultation):
    reminders.remind_of_rounds(day(14))
    ConsultationRound.objects.update(closes=CLOSES + datetime.timedelta(days=30))

    assert reminders.remind_of_rounds(day(-16)) == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"opens_precision": "month"},
        {"closed_at": datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)},
        {"closes": None},
        {"opens": datetime.date(2999, 1, 1), "closes": datetime.date(2999, 1, 2)},
    ],
)
def test_reminders_when_the_round_is_closed_or_its_days_are_not_known_then_none(consultation, columns):
    ConsultationRound.objects.update(**columns)

    assert sum(reminders.remind_of_rounds(day(left)) for left in range(20, -20, -1)) == 0


def test_reminders_when_complete_or_out_of_office_or_not_invited_then_none(consultation, mandate):
    FocalPointFactory()  # of a state that is not invited
    FocalPointFactory(country=mandate.country, position="deputy", until="2026-01-31")
    FocalPointFactory(country=mandate.country, position="deputy", user__is_active=False)
    RoundState.objects.update(completed_at=timezone.now())
    assert reminders.remind_of_rounds(day(14)) == 0

    RoundState.objects.update(completed_at=None)
    assert reminders.remind_of_rounds(day(14)) == 1
    assert [job.payload["to"] for job in Job.objects.all()] == [mandate.user.email]


def test_reminder_when_somebody_serves_two_states_then_one_mail_names_both(consultation, mandate):
    other = FocalPointFactory(user=mandate.user, country__name_fr="Maroc").country
    RoundState.objects.create(round=consultation, country=other)

    assert reminders.remind_of_rounds(day(14)) == 1
    body = Job.objects.get().payload["body"]
    assert "Tunisie" in body and "Maroc" in body


def test_question_when_a_year_has_passed_then_each_focal_point_is_asked_once_a_year_for_the_state(mandate):
    FocalPointFactory(country=mandate.country, position="deputy")
    long_ago = timezone.now() - datetime.timedelta(days=400)
    due = PriorityFactory(country=mandate.country, published_at=long_ago, title_fr="Transferts")
    PriorityFactory(country=mandate.country, published_at=long_ago, confirmed_on=timezone.localdate())
    PriorityFactory(country=mandate.country, published_at=long_ago, status=Priority.Status.WITHDRAWN)
    PriorityFactory(country=mandate.country)
    PriorityFactory(country=CountryFactory(), published_at=long_ago)  # of a state that nobody serves

    assert reminders.ask_whether_true() == 2
    assert reminders.ask_whether_true() == 0
    assert reminders.ask_whether_true(timezone.localdate() + datetime.timedelta(days=364)) == 0
    body = Job.objects.get(payload__to=mandate.user.email).payload["body"]
    assert due.ref in body and "Transferts" in body
    assert body.count("/registry/") == 1

    Job.objects.update(created_at=timezone.now() - datetime.timedelta(days=366))
    assert reminders.ask_whether_true(timezone.localdate() + datetime.timedelta(days=1)) == 2
