"""What the portal reminds focal points of: milestones, values and quarterly reports, in the stages of consultations."""

import datetime

from django.conf import settings
from django.utils import timezone, translation

from amedip.core import languages
from amedip.core.mail import queue_mail
from amedip.core.models import Job
from pilots.due import Due, dues_of
from pilots.models import PilotProject, quarter_of, span_of
from registry.reminders import GIVEN_UP, serving_by_person, stage_of


def remind_of_dues(today: datetime.date | None = None) -> int:
    """Queue the reminders due today, each once for a person, a pilot and a day; return how many were new.

    Of examples nobody is reminded.
    """
    today = today or timezone.localdate()
    pilots = PilotProject.objects.live().filter(reference__example=False).select_related("reference", "country")
    queued = 0
    for due in dues_of(pilots, today):
        stage = stage_of(due.day, today)
        if stage and due.day >= today - GIVEN_UP:
            for person in serving_by_person([due.pilot.country], today):
                queued += _remind(due, stage, person, today)
    return queued


def _remind(due: Due, stage: str, person, today: datetime.date) -> bool:
    key = f"pilot-due:{due.pilot.pk}:{due.day:%Y-%m-%d}:{stage}:{person.pk}"
    if Job.objects.filter(key=key).exists():
        return False
    with translation.override(person.language):
        context = {
            "person": person,
            "pilot": languages.text_of(due.pilot, "title"),
            "day": due.day,
            "stage": stage,
            "quarter": due.span,
            "milestones": [languages.text_of(milestone, "title") for milestone in due.milestones],
            "values": [languages.text_of(period.indicator, "title") for period in due.periods],
            "pages": f"{settings.SITE_URL}/{person.language}/",
            "path": f"workspace/pilots/{due.pilot.number}/{due.span or span_of(quarter_of(today))}/",
        }
        queue_mail("pilot_due", person.email, context, actor=None, language=person.language, key=key)
    return True
