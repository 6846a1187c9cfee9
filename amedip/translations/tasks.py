"""What the worker does for translation work."""

from collections import defaultdict

from celery import shared_task
from django.core.exceptions import PermissionDenied

from amedip.core import jobs
from amedip.core.models import Reference
from amedip.translations import machine, reminders
from amedip.translations.actions import FILE, MACHINE, keep_suggestions
from amedip.translations.intake import do_with_file
from amedip.translations.units import lines_of, record_of


@jobs.handler(MACHINE)
def ask_machine(job) -> dict:
    """Ask the machine for what one record owes in one language; the progress counts texts."""
    code = job.payload["language"]
    translator = machine.configured()
    record = record_of(Reference.objects.get(pk=job.payload["reference"]))
    if translator is None or record is None:
        return {"suggestions": 0}
    by_source = defaultdict(list)
    for line in lines_of(record):
        if line.owes(code) and (source := line.source_for(code)):
            by_source[source].append(line)
    total = sum(len(lines) for lines in by_source.values())
    texts: dict[str, tuple[str, str]] = {}
    for source, lines in by_source.items():
        answers = translator.translate([line.text(source) for line in lines], source, code)
        texts |= {line.key: (source, text) for line, text in zip(lines, answers, strict=True) if text}
        jobs.advance(job, len(texts), total)
    try:
        return {"suggestions": keep_suggestions(record, code, texts, actor=job.actor)}
    except PermissionDenied as refusal:  # the person's term has ended meanwhile
        raise jobs.Refused(str(refusal)) from refusal


@shared_task(ignore_result=True)
def remind_of_missing() -> None:
    """Remind of languages that were announced for a day and are still missing."""
    reminders.remind_of_missing()


@shared_task(ignore_result=True)
def remind_of_orders() -> None:
    """Remind of translations that are due soon, or late."""
    reminders.remind_of_orders()


@jobs.handler(FILE)
def do_with_a_file(job) -> dict:
    """Make a translators' file, compare one that came back, write what was confirmed of it, or approve that."""
    return do_with_file(job)
