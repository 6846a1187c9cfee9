"""What the portal reminds focal points of: consultations about to close or overdue, and the yearly “still true?”."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from amedip.accounts.models import User
from amedip.core import languages
from amedip.core.mail import queue_mail
from amedip.core.models import Job
from registry.models import ConsultationRound, Country, FocalPoint, Priority

# From how many days before the last day each reminder goes out; a day on which no scheduler ran is made up for.
STAGES = (("soon", 14), ("last-days", 3), ("overdue", -1))
# After so many days beyond the last one nobody is reminded any more: then staff write themselves.
GIVEN_UP = datetime.timedelta(days=14)
YEAR = datetime.timedelta(days=365)


def stage_of(closes: datetime.date, today: datetime.date) -> str:
    """Which reminder of a consultation is due today: the last of ``STAGES`` that has begun; empty before the first."""
    left = (closes - today).days
    return next((name for name, days in reversed(STAGES) if left <= days), "")


def remind_of_rounds(today: datetime.date | None = None) -> int:
    """Queue the reminders due today, each once for a person and a last day; return how many were new."""
    today = today or timezone.localdate()
    queued = 0
    for consultation in ConsultationRound.objects.unclosed(today - GIVEN_UP).select_related("reference"):
        stage = stage_of(consultation.closes, today)
        if stage:
            pending = consultation.invited.filter(completed_at=None).select_related("country")
            for person, states in serving_by_person([row.country for row in pending], today).items():
                queued += _remind(consultation, stage, person, states)
    return queued


def _remind(consultation, stage, person, states) -> bool:
    key = f"reminder:{consultation.pk}:{consultation.closes:%Y-%m-%d}:{stage}:{person.pk}"
    if Job.objects.filter(key=key).exists():
        return False
    with translation.override(person.language):
        context = {
            "person": person,
            "round": languages.text_of(consultation, "title"),
            "closes": consultation.closes,
            "stage": stage,
            "states": [languages.text_of(state, "name") for state in states],
            "pages": f"{settings.SITE_URL}/{person.language}/",
        }
        queue_mail("reminder", person.email, context, actor=None, language=person.language, key=key)
    return True


def unconfirmed(today: datetime.date):
    """Published priorities that no state has confirmed, and nobody has published, within a year."""
    year_ago = today - YEAR
    return Priority.objects.filter(status=Priority.Status.PUBLISHED).filter(
        Q(confirmed_on__lt=year_ago)
        | Q(confirmed_on=None) & (Q(published_at__date__lt=year_ago) | Q(published_at=None))
    )


def ask_whether_true(today: datetime.date | None = None) -> int:
    """Ask the focal points, once a year for each state, which priorities still stand; return how many mails went."""
    today = today or timezone.localdate()
    waiting = defaultdict(list)
    for priority in unconfirmed(today).select_related("reference", "country__reference").order_by("reference__ref"):
        waiting[priority.country].append(priority)
    return sum(_ask(state, priorities, today) for state, priorities in waiting.items())


@transaction.atomic
def _ask(state, priorities, today) -> int:
    Country.objects.select_for_update(of=("self",)).get(pk=state.pk)
    asked_before = Job.objects.filter(key__startswith=f"still-true:{state.pk}:", created_at__date__gt=today - YEAR)
    if asked_before.exists():
        return 0
    people = serving_by_person([state], today)
    for person in people:
        with translation.override(person.language):
            context = {
                "person": person,
                "state": languages.text_of(state, "name"),
                "priorities": [(priority.ref, languages.text_of(priority, "title")) for priority in priorities],
                "pages": f"{settings.SITE_URL}/{person.language}/",
            }
            key = f"still-true:{state.pk}:{today:%Y-%m-%d}:{person.pk}"
            queue_mail("still_true", person.email, context, actor=None, language=person.language, key=key)
    return len(people)


def serving_by_person(states: Iterable[Country], today: datetime.date) -> dict[User, list[Country]]:
    """For each serving focal point of the states: which of them they serve, by code."""
    mandates = FocalPoint.objects.serving(today).filter(
        country__in=[state.pk for state in states], user__is_active=True
    )
    found = defaultdict(list)
    for mandate in mandates.select_related("user", "country").order_by("country__code"):
        if mandate.country not in found[mandate.user]:
            found[mandate.user].append(mandate.country)
    return found
