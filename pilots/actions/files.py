"""Pictures and documents of pilots: handed in with a report, or put on the page by staff."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext as _

from amedip.core.documents import CleanPicture, Examined, clean_picture, examine, looks_like_picture
from amedip.core.records import delete_record, lock, write_record
from amedip.core.rules import may_keep, require
from amedip.core.texts import Texts
from pilots.actions.reports import EDIT, require_open
from pilots.models import Picture, PilotDocument, PilotProject, Report, ReportFile
from pilots.rules import speaks_for_pilot
from pilots.shelf import SHELF

MOST = 12  # files of one report


@transaction.atomic
def hand_in_report_file(
    report: Report,
    *,
    file: File,
    texts: Texts,
    actor,
    language: str = "",
    expected: int | None = None,
) -> ReportFile:
    """Add a picture or a document to a report and return it: what it is, says its content.

    ``texts`` hold its ``title``: of a picture, what can be seen in it. Raises as ``save_report`` does, and
    ``ValidationError`` keyed by ``file`` for what is not taken; nothing is written then, and the ``SHELF`` takes the
    file away again.
    """
    require(speaks_for_pilot(actor, report))
    lock(report, expected)
    require_open(report)
    if report.files.count() >= MOST:
        raise ValidationError({"file": _("A report takes %(most)d files. Take one away first.") % {"most": MOST}})
    try:
        picture = clean_picture(file) if looks_like_picture(file) else None
        examined = picture.examined if picture else examine(file)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal}) from refusal
    if report.files.filter(sha256=examined.sha256).exists():
        raise ValidationError({"file": _("This file is there already.")})
    columns = _measures(report.ref, file, examined, picture)
    columns |= {"report": report, "language": "" if picture else language}
    return write_record(
        ReportFile(report=report),
        actor=actor,
        columns=columns,
        texts=texts,
        part_of=report,
        rule=lambda user, row: speaks_for_pilot(user, row.report),
        action=EDIT,
    )


@transaction.atomic
def withdraw_report_file(file: ReportFile, *, actor, expected: int | None = None) -> None:
    """Take a file away from a report that is not submitted. Raises as ``save_report`` does."""
    report = file.report
    require(speaks_for_pilot(actor, report))
    lock(report, expected)
    require_open(report)
    delete_record(file, actor=actor, rule=lambda user, row: speaks_for_pilot(user, row.report), part_of=report)


@transaction.atomic
def hand_in_picture(
    picture: Picture,
    *,
    pilot: PilotProject,
    clean: CleanPicture | None,
    actor,
    columns: Mapping,
    texts: Texts,
    **manner,
) -> Picture:
    """Write a picture of the pilot's page; ``clean`` is a new file for it. Raises as ``write_record`` does."""
    columns = dict(columns)
    _require(picture, actor)
    if clean is not None:
        columns |= _measures(pilot.ref, clean.file, clean.examined, clean)
    return write_record(picture, actor=actor, columns=columns, texts=texts, part_of=pilot, **manner)


@transaction.atomic
def hand_in_document(
    document: PilotDocument,
    *,
    pilot: PilotProject,
    file: File | None,
    examined: Examined | None,
    actor,
    columns: Mapping,
    texts: Texts,
    **manner,
) -> PilotDocument:
    """Write a document of the pilot's page; ``file`` is a new one that ``examine`` let through as ``examined``."""
    columns = dict(columns)
    _require(document, actor)
    if file is not None and examined is not None:
        columns |= _measures(pilot.ref, file, examined)
    return write_record(document, actor=actor, columns=columns, texts=texts, part_of=pilot, **manner)


def _require(obj: models.Model, actor) -> None:
    """Before anything is stored: may the person write this at all?"""
    require(may_keep("add" if obj._state.adding else "change")(actor, obj))


def _measures(name: str, file: File, examined: Examined, picture: CleanPicture | None = None) -> dict[str, object]:
    """The columns that tell of a file, which is on the shelf then."""
    columns: dict[str, object] = {
        "file": SHELF.put(name, picture.file if picture else file, examined),
        "bytes": examined.bytes,
        "sha256": examined.sha256,
    }
    return columns | ({"width": picture.width, "height": picture.height} if picture else {})
