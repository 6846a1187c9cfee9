"""How a state's quarterly reports are kept: their texts, what they say of milestones and values, comments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amedip.core import languages
from amedip.core.deeds import deed
from amedip.core.records import lock, write_record
from amedip.core.rules import require
from amedip.core.texts import Texts, clean
from pilots.due import may_be_reported
from pilots.models import Milestone, MilestoneEntry, Period, Report, ReportComment, ValueEntry
from pilots.rules import speaks_for_pilot

EDIT = "pilot-report.edit"
# Of the entries, what is no text: a refusal of one stands beside its input.
COLUMNS = ("done", "actual", "measured_on")


@dataclass(frozen=True)
class Said:
    """What a report says of one milestone or period: plain columns of its entry, and texts by language."""

    columns: Mapping[str, object] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        texts = (text for fields in self.texts.values() for text in fields.values())
        return not any(text and text.strip() for text in texts) and all(
            value is None for value in self.columns.values()
        )


@dataclass(frozen=True)
class Remark:
    """A comment to be: about ``field`` (see ``ReportComment``), or the whole."""

    text: str
    field: str = ""


def save_report(
    report: Report,
    *,
    actor,
    expected: int | None = None,
    texts: Texts | None = None,
    milestones: Mapping[int, Said] | None = None,
    values: Mapping[int, Said] | None = None,
    why: str = "",
) -> Report:
    """Begin a report (its ``pilot`` and ``quarter`` set) or change one; return it.

    ``milestones`` and ``values`` are what it says of milestones and periods of its pilot, by their keys. Raises
    ``Stale`` on another version than ``expected``, ``PermissionDenied`` with the reason, or ``ValidationError`` keyed
    by field (``milestone-7-done``, ``value-7-actual``), also where the status takes no change; nothing is written then.
    """
    require(speaks_for_pilot(actor, report))
    with transaction.atomic():
        creating = report._state.adding
        if creating:
            if not may_be_reported(report.pilot, report.quarter):
                raise ValidationError(_("No report is asked for this quarter."), "quarter")
            _refuse_second(report)
        else:
            lock(report, expected)
            require_open(report)
        manner = {"actor": actor, "rule": speaks_for_pilot, "why": why}
        columns = {"pilot": report.pilot, "quarter": report.quarter} if creating else None
        write_record(report, columns=columns, texts=texts, action="" if creating else EDIT, **manner)
        entries = _Entries(report, manner)
        entries.write(MilestoneEntry, "milestone", Milestone, milestones or {})
        entries.write(ValueEntry, "period", Period, values or {})
        entries.finish()
    return report


def _refuse_second(report: Report) -> None:
    """There is one report of a pilot for a quarter: who begins it again is told which."""
    there = Report.objects.filter(pilot=report.pilot, quarter=report.quarter).select_related("reference").first()
    if there is not None:
        reason = _("This quarter has its report already, %(ref)s. Change that one.")
        raise ValidationError(reason, "taken", {"ref": there.ref})


class _Entries:
    """What a report says of milestones and periods, written as it is asked; errors are gathered by field."""

    def __init__(self, report: Report, manner: dict):
        self.report = report
        self.manner = manner | {"part_of": report, "tell": False, "action": EDIT}
        self.errors: dict[str, list] = {}

    def write(self, model: type[models.Model], relation: str, target: type[models.Model], said: Mapping[int, Said]):
        prefix = "milestone" if model is MilestoneEntry else "value"
        known = target.objects.filter(pilot=self.report.pilot_id).in_bulk(list(said))
        there = {
            getattr(entry, f"{relation}_id"): entry
            for entry in model.objects.filter(report=self.report, **{f"{relation}__in": list(said)})
        }
        for key, what in said.items():
            entry, name = there.get(key), f"{prefix}-{key}"
            try:
                thing = self._known(target, known, key)
                if entry is None and what.is_empty:
                    continue
                check_days(_columns_of(entry) | dict(what.columns))
                entry = entry or model(report=self.report, **{relation: thing})
                write_record(entry, columns=what.columns, texts=what.texts, **(self.manner | {"rule": _let}))
            except ValidationError as refusal:
                by_column = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
                for column, reasons in by_column.items():
                    place = f"{name}-{column}" if column in COLUMNS else name
                    self.errors.setdefault(place, []).extend(reasons)

    @staticmethod
    def _known(target, known: dict, key: int) -> models.Model:
        """The milestone or period of the report's pilot with this key."""
        if key not in known:
            raise ValidationError(
                _("The project has no such %(thing)s any more. Open the page anew.")
                % {"thing": target._meta.verbose_name}
            )
        return known[key]

    def finish(self) -> None:
        """Raise what was gathered."""
        if self.errors:
            raise ValidationError(self.errors)


def _columns_of(entry: models.Model | None) -> dict[str, object]:
    """What an entry that is there holds and no text is."""
    return {name: getattr(entry, name) for name in COLUMNS if hasattr(entry, name)}


def _let(user, _entry):
    """Who may write a report, which was asked before, may write what it says of each thing."""
    return speaks_for_pilot(user, _entry.report)


def check_days(columns: Mapping[str, object]) -> None:
    """Raise ``ValidationError`` keyed by column for a day that has not come, or a value without its day."""
    today = timezone.localdate()
    for name in ("done", "measured_on"):
        day = columns.get(name)
        if day is not None and day > today:
            raise ValidationError({name: _("This day has not come yet.")})
    if columns.get("actual") is not None and columns.get("measured_on") is None:
        raise ValidationError({"measured_on": _("Say on which day the value was measured.")})


def closed_because(report: Report) -> str:
    """Why the state cannot change the report now, as a sentence; empty if it can."""
    if report.status == Report.Status.SUBMITTED:
        return _("This report is with ICMPD for review. To change it, take it back or ask for it to be sent back.")
    if report.status == Report.Status.PUBLISHED:
        return _("This report is published. What is new belongs into the next one.")
    return ""


def require_open(report: Report) -> None:
    """Raise ``ValidationError`` unless the report stands where its state may change it."""
    if reason := closed_because(report):
        raise ValidationError(reason, "state")


def comment_on_report(report: Report, remarks: Sequence[Remark], *, actor) -> list[ReportComment]:
    """Tell the other side something about the report, in the page's language.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` for a remark without words or about nothing.
    """
    require(speaks_for_pilot(actor, report))
    with deed("pilot-report.comment", actor=actor, about=report.reference):
        return write_remarks(report, remarks, actor=actor)


def write_remarks(report: Report, remarks: Iterable[Remark], *, actor) -> list[ReportComment]:
    """Add the remarks as part of the deed under way; the caller holds the transaction and the rule."""
    known = dict(parts_of(report))
    written = []
    for remark in remarks:
        if remark.field not in known:
            raise ValidationError(_("Choose what the comment is about from the list."), "field")
        comment = ReportComment(
            report=report,
            author=actor,
            field=remark.field,
            text=clean(remark.text) or "",
            text_language=languages.current(),
        )
        comment.full_clean()
        comment.save(force_insert=True)
        written.append(comment)
    return written


def parts_of(report: Report) -> list[tuple[str, str]]:
    """What a remark may be about, with the name people read: the whole, the texts, each milestone and value told."""
    milestones = report.milestone_entries.select_related("milestone")
    values = report.value_entries.select_related("period__indicator")
    return [
        ("", pgettext("of a report", "The whole")),
        ("title", _("Title")),
        ("text", _("Report")),
        *((f"milestone-{entry.milestone_id}", str(entry.milestone)) for entry in milestones),
        *((f"value-{entry.period_id}", f"{entry.period.indicator} · {entry.period}") for entry in values),
        *((f"file-{file.pk}", str(file)) for file in report.files.all()),
    ]


def settle_comment(comment: ReportComment, *, actor) -> ReportComment:
    """Mark a comment as done with; one that is so already stays as it is."""
    report = comment.report
    require(speaks_for_pilot(actor, report))
    if comment.settled_at is None:
        comment.settled_at = timezone.now()
        with deed("pilot-report.settle", actor=actor, about=report.reference):
            ReportComment.objects.filter(pk=comment.pk, settled_at=None).update(settled_at=comment.settled_at)
    return comment


def settle_comments(report: Report) -> None:
    """Mark all comments as done with, as part of the deed under way."""
    ReportComment.objects.filter(report=report, settled_at=None).update(settled_at=timezone.now())
