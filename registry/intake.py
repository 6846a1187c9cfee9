"""A workbook on its way: made, or compared, and once it is confirmed written as a whole or not at all."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.bulk import Refusals
from amedip.core.models import Job
from amedip.core.records import Stale
from amedip.core.resources.formats import Unreadable
from amedip.core.rules import require
from registry.actions import PriorityChange, save_priorities, was_written
from registry.drafts import COLUMNS, LINKS, POINTS_AT
from registry.models import Country, Priority
from registry.rules import may_use_workbook, speaks_for_many
from registry.workbook.columns import REF, STATUS, submitted_from
from registry.workbook.comparing import Comparison
from registry.workbook.findings import Fault, Found, chosen
from registry.workbook.keeping import CHANGES, FAULTY, MADE, MOVED, SAME, WRITTEN, Folder
from registry.workbook.making import make_workbook
from registry.workbook.reading import Sent
from registry.workbook.sheets import Line, write_workbook
from registry.workflow import PRIORITY, REVISION

MOST_SHOWN = 500  # faults on a page and in the marked workbook
MOST_CONFLICTS = 1_000  # cells about which a person can be asked on one page


class _Faulty(Exception):
    """Some rows cannot be written, so none is."""

    def __init__(self, faults: list[Fault]):
        super().__init__()
        self.faults = faults


def take_workbook(job: Job) -> dict:
    """Make the job's workbook, or compare it with what is stored and write it if just that was confirmed; the result.

    Raises ``jobs.Refused`` with the reason for a file that cannot be compared at all.
    """
    if job.result.get("outcome") == WRITTEN:
        return job.result  # a worker died between the writing and the note that the job is done
    folder = Folder(job.payload["folder"])
    if "states" in job.payload:
        return _made(job, folder)
    if not folder.sent.exists():
        raise jobs.Refused(_("This workbook is no longer kept. Upload it again."))
    try:
        require(may_use_workbook(job.actor))
        with Sent(folder.sent) as sent:
            return _taken(job, folder, sent)
    except Unreadable as error:
        raise jobs.Refused(error.messages[0]) from error
    except PermissionDenied as refusal:
        raise jobs.Refused(str(refusal)) from refusal


def _made(job, folder) -> dict:
    """Make the workbook that was asked for; the progress counts priorities."""
    countries = list(Country.objects.filter(pk__in=job.payload["states"]).select_related("reference").in_order())
    rule = speaks_for_many(job.actor)
    for country in countries:
        if not (answer := rule(job.actor, Priority(country=country))):
            raise jobs.Refused(str(answer.reason))
    total = Priority.objects.filter(country__in=countries).count() + 1
    folder.path.mkdir(parents=True, exist_ok=True)
    folder.give(
        lambda file: make_workbook(countries, file, lambda done: jobs.advance(job, min(done, total - 1), total))
    )
    jobs.advance(job, total, total)
    return {"outcome": MADE, "states": [country.pk for country in countries]}


def _taken(job, folder, sent) -> dict:
    comparison = _compared(job, sent)
    if comparison.faults:
        return _faulty(job, folder, sent, comparison.faults)
    if not comparison.found:
        return _result(SAME, comparison)
    confirmed = job.payload["confirmed"]
    if confirmed and confirmed["print"] == comparison.print():
        try:
            return _written(job, comparison, confirmed["choices"])
        except Stale:
            comparison = _compared(job, sent)  # somebody saved between the comparison and the writing
        except _Faulty as error:
            return _faulty(job, folder, sent, error.faults)
        if not comparison.found:
            return _result(SAME, comparison)
    if sum(len(found.conflicts) for found in comparison.found) > MOST_CONFLICTS:
        raise jobs.Refused(
            _(
                "Too much has been changed by others since this workbook was made. Download it anew and copy your "
                "changes into it."
            )
        )
    # First those about which the person is asked.
    rows = sorted(comparison.found, key=lambda found: (not found.conflicts, found.number))
    folder.note(job.pk, (found.told() for found in rows))
    return _result(MOVED if confirmed else CHANGES, comparison)


def _compared(job, sent) -> Comparison:
    rule = speaks_for_many(job.actor)

    @cache
    def may(country: int) -> bool:
        return bool(rule(job.actor, Priority(country_id=country)))

    if not any(may(country) for country in sent.ticket.states):
        raise jobs.Refused(_("This is the workbook of another state. You are not its focal point today."))
    comparison = Comparison(sent, may=may, entered=was_written(sent.ticket.nonce))
    # Writing, which comes last and as a whole, counts as much as comparing.
    rows = len(sent.ticket.rows) + 1
    total = 2 * rows if job.payload["confirmed"] else rows
    jobs.advance(job, 0, total)
    comparison.run(lambda done: jobs.advance(job, min(done, rows - 1), total))
    jobs.advance(job, rows, total)
    return comparison


def _result(outcome: str, comparison: Comparison, **more) -> dict:
    found = comparison.found
    return {
        "outcome": outcome,
        "print": comparison.print(),
        "rows": comparison.rows,
        "changed": sum(1 for one in found if one.priority),
        "entered": sum(1 for one in found if not one.priority),
        "submitted": sum(1 for one in found if STATUS in one.after),
        "conflicts": sum(len(one.conflicts) for one in found),
        "asked": sum(1 for one in found if one.conflicts),
        "again": sorted(comparison.again)[:MOST_SHOWN],
        "states": sorted({one.country for one in found}),
        **more,
    }


# --- writing -------------------------------------------------------------------------------------------------------


def _written(job, comparison, choices) -> dict:
    """Write all that was confirmed in one transaction, the job's result included: no worker does it twice."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.result.get("outcome") == WRITTEN:
            return locked.result
        found = [one for one in comparison.found if any(chosen(one, choices))]
        changes = _changes(found, choices)
        try:
            save_priorities(
                changes, actor=job.actor, why=_("From the workbook “%(name)s”") % {"name": job.payload["file"]}
            )
        except Refusals as error:
            if any(isinstance(reason, Stale) for reason in error.by_place.values()):
                raise Stale(None) from error
            faults = [
                _fault(found[place], name, cause)
                for place, reason in error.by_place.items()
                for name, cause in _causes(reason)
            ]
            raise _Faulty(faults) from error
        _submit(found, changes, choices, job.actor)
        new = {one.print: change.priority.ref for one, change in zip(found, changes, strict=True) if not one.priority}
        result = _result(WRITTEN, comparison, nonce=comparison.ticket.nonce, new=new)
        Job.objects.filter(pk=job.pk).update(result=result)
        jobs.advance(job, job.total, job.total)
    return result


def _changes(found: list[Found], choices) -> list[PriorityChange]:
    """In the words of the action; records are read once for all rows."""
    records = {
        name: model.objects.select_related("reference").in_bulk(
            {key for one in found for key in _pointed(one.after.get(name))}
        )
        for name, model in [*POINTS_AT.items(), *((name, model) for name, (_t, _c, model) in LINKS.items())]
    }
    countries = Country.objects.select_related("reference").in_bulk({one.country for one in found})
    changes = []
    for one in found:
        names = set(chosen(one, choices))
        texts: dict[str, dict[str, str]] = {}
        columns: dict[str, object] = {}
        links = {}
        for name in names - {STATUS}:
            value = one.after[name]
            if name in LINKS:
                links[name] = [records[name][key] for key in value]
            elif name in POINTS_AT:
                columns[name] = records[name][value] if value else None
            elif name in COLUMNS:
                columns[name] = value
            else:
                field, _underline, code = name.rpartition("_")
                texts.setdefault(code, {})[field] = value
        if one.priority is None:
            columns |= {"country": countries[one.country], "year": one.year}
        changes.append(
            PriorityChange(
                one.priority or Priority(),
                expected=one.priority.version if one.priority else None,
                columns=columns,
                texts=texts,
                links=links,
            )
        )
    return changes


def _pointed(value) -> list[int]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, int) else []


def _submit(found, changes, choices, actor) -> None:
    """Take those that were to be submitted through the workflow; what it refuses stops the whole."""
    faults = []
    for one, change in zip(found, changes, strict=True):
        if STATUS not in set(chosen(one, choices)):
            continue
        workflow = REVISION if "+" in one.after[STATUS] else PRIORITY
        try:
            workflow.move(change.priority, "submit", actor=actor, expected=change.priority.version)
        except PermissionDenied as refusal:
            faults.append(Fault(one.number, STATUS, str(refusal)))
        except ValidationError as error:
            faults.append(Fault(one.number, STATUS, error.messages[0]))
    if faults:
        raise _Faulty(faults)


def _causes(reason: ValidationError) -> Iterator[tuple[str, str]]:
    if hasattr(reason, "error_dict"):
        for name, errors in reason.error_dict.items():
            for error in errors:
                yield name, error.messages[0]
    else:
        for message in reason.messages:
            yield "", message


def _fault(found: Found, name: str, cause: str) -> Fault:
    key = f"{name}.1" if name in LINKS else name
    return Fault(found.number, key if name in found.after else "", cause)


# --- what is wrong -------------------------------------------------------------------------------------------------


def _faulty(job, folder, sent, faults: list[Fault]) -> dict:
    """Keep the workbook with its bad cells marked; the result tells of each sheet, row, column and cause."""
    shown = faults[:MOST_SHOWN]
    headings = {column.key: column.heading for column in sent.ticket.columns}
    with translation.override(sent.ticket.language):
        title = _("Corrections")
        folder.give(lambda file: write_workbook(sent.ticket, _marked(sent, shown), file, title=title))
    return {
        "outcome": FAULTY,
        "sheet": sent.ticket.sheet,
        "faults": [
            [fault.row, sent.letters.get(fault.key, ""), headings.get(fault.key, ""), fault.cause] for fault in shown
        ],
        "more": len(faults) - len(shown),
        "states": [],
    }


def _marked(sent: Sent, faults: list[Fault]) -> Iterator[Line | None]:
    """The rows as they were sent, in their places, as far as a cell can hold them."""
    marks: dict[int, dict[str, str]] = {}
    for fault in faults:
        here = marks.setdefault(fault.row, {})
        key = fault.key or REF
        here[key] = f"{here[key]}\n{fault.cause}" if key in here else fault.cause
    last = 1
    for row in sent.rows():
        for _gap in range(last + 1, min(row.number, last + MOST_SHOWN)):
            yield None
        last = row.number
        ref = row.cells.get(REF, "").strip().upper()
        known = sent.ticket.rows.get(ref)
        status = known[1] if known else Priority.Status.DRAFT
        cells = {key: _fitting(text) for key, text in row.cells.items()}
        stored = known is not None
        yield Line(cells, status, stored=stored, open=bool(submitted_from(status)), marks=marks.get(row.number, {}))


def _fitting(text: str) -> str:
    """The text as a cell can hold it."""
    return "".join(islice((char for char in text if char not in "\ufffe\uffff"), 30_000))
