"""How the day of a change of phase is put right."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.records import check, lock, touch
from amedip.core.rules import require
from amedip.core.texts import clean
from pilots.models import PhaseChange, PilotProject
from pilots.rules import leads_pilots

CORRECT = "pilot.correct-day"
# The days of the pilot itself that were taken from a change of phase.
TAKEN = {PilotProject.Phase.IMPLEMENTATION: "began", PilotProject.Phase.COMPLETED: "ended"}


def correct_phase_day(
    change: PhaseChange, day: datetime.date | None, *, actor, why: str, expected: int | None = None
) -> PhaseChange:
    """Put the day of a change of phase right, and the pilot's own day that was taken from it; ``why`` is asked.

    The day stays between those of the changes before and after. Raises ``Stale`` if the pilot has another version than
    ``expected``, ``PermissionDenied`` with the reason, or ``ValidationError`` (``day``, ``note``).
    """
    pilot = change.pilot
    require(leads_pilots(actor, pilot))
    why = clean(why) or ""
    if not why:
        raise ValidationError({"note": _("Say why the day is changed.")})
    if day is None:
        raise ValidationError({"day": _("Say since when the project has been in this phase.")})
    with transaction.atomic():
        lock(pilot, expected)
        changes = list(PhaseChange.objects.filter(pilot=pilot).order_by("day", "pk"))
        # Its place among the others is that in which the workflow made them.
        place = next((number for number, row in enumerate(changes) if row.pk == change.pk), None)
        if place is None:
            raise ValidationError(_("There is no such change of phase any more. Open the page anew."))
        change = changes[place]
        before = change.day
        _check_day(day, changes[:place][-1:], changes[place + 1 :][:1])
        if day == before:
            return change
        change.day = day
        with deed(CORRECT, actor=actor, about=pilot.reference, why=why):
            PhaseChange.objects.filter(pk=change.pk).update(day=day)
            _follow(pilot, change.phase, before, day)
            touch(pilot)
    return change


def _check_day(day: datetime.date, earlier: list[PhaseChange], later: list[PhaseChange]) -> None:
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day has not come yet.")})
    if earlier and day < earlier[0].day:
        raise ValidationError({"day": _("The phase before began later than this day.")})
    if later and day > later[0].day:
        raise ValidationError({"day": _("The phase after it began before this day.")})


def _follow(pilot: PilotProject, phase: str, before: datetime.date, day: datetime.date) -> None:
    """The day on which the pilot began or ended moves along if it was the same."""
    name = TAKEN.get(phase)
    if name and getattr(pilot, name) == before:
        setattr(pilot, name, day)
        check(pilot)
        PilotProject.objects.filter(pk=pilot.pk).update(**{name: day})
