"""What a report's publication writes to its pilot: news, milestones reached, values verified, pictures, documents."""

from django.db import models
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Standing
from amedip.core.records import check, lock, touch
from amedip.core.texts import forget_texts, set_texts, states_of
from amedip.translations.gate import require_read, require_whole
from amedip.translations.models import Gate
from pilots.models import Period, Picture, PilotDocument, Report, ReportFile, Update


def publish_report(report: Report, *, actor) -> Update:
    """Write what the report says to its pilot, as part of the deed under way, and return the news it makes.

    Who publishes has read what the state wrote, and stands by it; a translation stands as its translator left it.
    Raises ``Withheld`` where the gate of updates keeps the news back; the caller holds the transaction and the rule.
    """
    pilot = report.pilot
    lock(pilot, None)
    require_read(report)
    update = Update(pilot=pilot, report=report, day=timezone.localdate())
    carry_texts(report, update, {"title": "title", "text": "text"}, actor=actor)
    for entry in report.milestone_entries.select_related("milestone__pilot"):
        if entry.done is not None:
            _set(entry.milestone, done=entry.done)
        carry_texts(entry, entry.milestone, {"note": "note"}, actor=actor)
    for entry in report.value_entries.select_related("period__pilot"):
        if entry.actual is not None:
            verify(entry.period, actor=actor, actual=entry.actual, measured_on=entry.measured_on)
        carry_texts(entry, entry.period, {"comment": "comment"}, actor=actor)
    for file in report.files.all():
        _show(file, update, actor=actor)
    require_whole(update, Gate.Kind.UPDATE, languages.columns(["title", "text"]))
    # From now on the project's page says it: the report's own words wait for no translator any more.
    forget_texts(Report, [report.pk])
    for entries in (report.milestone_entries, report.value_entries, report.files):
        forget_texts(entries.model, entries.values_list("pk", flat=True))
    touch(pilot)
    return update


def verify(period: Period, *, actor, **columns) -> None:
    """Give the period a value that staff have vouched for, as part of the deed under way."""
    _set(period, **columns, verified_by=actor, verified_at=timezone.now())


def _set(obj: models.Model, **columns) -> None:
    for name, value in columns.items():
        setattr(obj, name, value)
    check(obj)
    type(obj)._base_manager.filter(pk=obj.pk).update(**columns)


def carry_texts(source: models.Model, target: models.Model, fields: dict[str, str], *, actor) -> None:
    """Give texts of ``source`` to ``target`` (``{field there: field here}``), with where each stands.

    What stands in the state's own words is approved by this. A new ``target`` is inserted.
    """
    states = states_of(source)
    originals: dict[str, dict[str, str]] = {}
    translated = []
    for field, other in fields.items():
        for code in languages.CODES:
            text, row = getattr(source, f"{field}_{code}"), states.get((field, code))
            if not text:
                continue
            if row is not None and row.source_language:
                translated.append((code, other, text, row))
            else:
                originals.setdefault(code, {})[other] = text
    if target._state.adding:
        if not originals:
            # Nobody's own words are left of it: then the translation is what the report says.
            for code, field, text, _row in translated:
                originals.setdefault(code, {})[field] = text
            translated = []
        check(target, originals)
    if originals or target._state.adding:
        set_texts(target, originals, actor=actor, state=Standing.APPROVED)
    for code, field, text, row in translated:
        state = Standing.DRAFT if row.state in (Standing.OUTDATED, Standing.MISSING) else row.state
        set_texts(target, {code: {field: text}}, actor=row.by, state=state, source=row.source_language)


def _show(file: ReportFile, update: Update, *, actor) -> None:
    """Put a file of the report on the pilot's page."""
    held = {"pilot": update.pilot, "update": update, "file": file.file.name, "bytes": file.bytes, "sha256": file.sha256}
    if file.is_picture:
        shown = Picture(**held, width=file.width, height=file.height)
        carry_texts(file, shown, {"title": "alt"}, actor=actor)
    else:
        category = PilotDocument.Category.RESULTS
        shown = PilotDocument(**held, category=category, language=file.language, date=update.day)
        carry_texts(file, shown, {"title": "title"}, actor=actor)
