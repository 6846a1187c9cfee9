"""How a machine is asked for suggestions; they lie beside the texts until a person takes them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.deeds import deed
from amedip.core.models import Job, Record, Standing, TextBeside
from amedip.core.records import announce, lock
from amedip.core.rules import require
from amedip.core.texts import set_texts
from amedip.translations import machine
from amedip.translations.rules import may_translate
from amedip.translations.units import lines_of

# The job that asks the machine for the texts that one record owes in one language.
MACHINE = "translations.machine"


def ask_machine(record: Record, code: str, *, actor) -> Job:
    """Queue the question; while one is under way for the record and language, that job is returned.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` where no service is set.
    """
    require(may_translate(actor, record, code))
    if machine.configured() is None:
        raise ValidationError(_("No translation service is set up on this portal."), "none")
    under_way = machine_job(record, code)
    if under_way and under_way.state in (Job.State.QUEUED, Job.State.RUNNING):
        return under_way
    return jobs.enqueue(MACHINE, {"reference": record.reference_id, "language": code}, actor=actor)


def machine_job(record: Record, code: str) -> Job | None:
    """The latest job that asks, or asked, for this record and language."""
    asked = {"payload__reference": record.reference_id, "payload__language": code}
    return Job.objects.filter(kind=MACHINE, **asked).order_by("-pk").first()


def keep_suggestions(record: Record, code: str, texts: dict[str, tuple[str, str]], *, actor) -> int:
    """Keep the machine's ``texts`` (by line: source language and text) and return how many there are.

    Nothing that a person wrote is touched: what is missing in a record that nobody reads yet is filled in as a machine
    translation, everything else lies beside its text. What does not fit its column is left out.
    """
    require(may_translate(actor, record, code))
    with transaction.atomic():
        lock(record, None)
        lines = {line.key: line for line in lines_of(record)}
        changed, kept = False, 0
        with deed(f"{record.KIND}.suggest", actor=actor, about=record.reference):
            for key, (source, text) in texts.items():
                line = lines.get(key)
                if line is None or not line.owes(code):
                    continue  # taken away, or translated, while the machine was at it
                try:
                    changed |= bool(
                        set_texts(
                            line.obj,
                            {code: {line.field: text}},
                            actor=actor,
                            state=Standing.MACHINE,
                            source=source,
                            origin=TextBeside.Origin.MACHINE,
                        )
                    )
                except ValidationError:
                    continue  # longer than the text may be
                kept += 1
            if changed:
                announce([record])
    return kept
