"""How translators' files are asked for and handed in, and how what they would change is confirmed and approved."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.rules import require
from amedip.translations.exchange.keeping import (
    APPROVE,
    ASK,
    COMPARE,
    DIFFERS,
    WRITE,
    WRITTEN,
    Folder,
)
from amedip.translations.exchange.outgoing import Selection
from amedip.translations.formats import FORMATS, LARGEST, Unreadable
from amedip.translations.rules import may_order, may_use_files

# The job that makes a file, compares one that came back, writes what was confirmed of it, or approves that.
FILE = "translations.file"


def ask_for_file(
    selection: Selection,
    format: str,  # noqa: A002 (the word for it, as in ``write_file``)
    *,
    actor,
    agency: str = "",
    due: datetime.date | None = None,
) -> Job:
    """Queue the making of a file with the selected texts; with ``agency`` its records lie there until the day ``due``.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` keyed by field; nothing is queued then.
    """
    require(may_use_files(actor, selection.target))
    agency = agency.strip()
    errors = {}
    if selection.source == selection.target:
        errors["target"] = _("Choose two different languages.")
    if not selection.standings:
        errors["standings"] = _("Choose what is to be translated.")
    if agency:
        require(may_order(actor))
        if due is None or due < timezone.localdate():
            errors["due"] = _("Choose a day that is still to come.")
    elif due:
        errors["agency"] = _("Name the agency that is to be done by this day, or leave the day empty.")
    if errors:
        raise ValidationError(errors)
    name = f"AMEDIP {selection.source}-{selection.target} {timezone.localdate().isoformat()}{FORMATS[format].extension}"
    payload = {
        "step": ASK,
        "folder": Folder.make().name,
        "file": name,
        "source": selection.source,
        "target": selection.target,
        "selection": dataclasses.asdict(selection),
        "format": format,
        "agency": agency,
        "due": due.isoformat() if agency and due else "",
    }
    return jobs.enqueue(FILE, payload, actor=actor)


def send_file(file: File, *, actor) -> Job:
    """Keep a file that came back and queue its comparison; nothing of it is written before it is confirmed.

    Raises ``Unreadable`` for what is too large or empty.
    """
    require(may_use_files(actor))
    if file.size > LARGEST:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Split the order, and send one file after the other.")
            % {"size": LARGEST // 1024 // 1024},
            "large",
        )
    if not file.size:
        raise Unreadable(_("The file is empty."), "empty")
    folder = Folder.make()
    folder.keep(file)
    payload = {"step": COMPARE, "folder": folder.name, "file": (file.name or "")[-100:]}
    return jobs.enqueue(FILE, payload, actor=actor)


def confirm_file(comparison: Job, choices: Iterable[str], *, actor) -> Job:
    """Queue the writing of what ``comparison`` showed; ``choices`` are the keys, of those asked about, to be taken.

    Whoever confirms twice gets the first job, unless that failed. Raises ``ValidationError`` if there is nothing to
    confirm, or the file is no longer kept.
    """
    require(may_use_files(actor))
    with transaction.atomic():
        comparison = Job.objects.select_for_update().get(pk=comparison.pk, kind=FILE, actor=actor)
        under_way = following(comparison)
        if under_way and under_way.state != Job.State.FAILED:
            return under_way
        result = comparison.result
        if result.get("outcome") not in DIFFERS:
            raise ValidationError(_("There is nothing to confirm here. Upload the file again."), "state")
        if not Folder(comparison.payload["folder"]).sent.exists():
            raise ValidationError(_("This file is no longer kept. Upload it again."), "gone")
        payload = {
            "step": WRITE,
            "folder": comparison.payload["folder"],
            "file": comparison.payload["file"],
            "of": comparison.pk,
            "print": result["print"],
            "choices": sorted(set(choices)),
        }
        return jobs.enqueue(FILE, payload, actor=actor)


def approve_file(written: Job, *, actor) -> Job:
    """Queue the approval of all that ``written`` brought and in which the consistency check finds nothing.

    May be asked again, when more has been corrected. Raises ``ValidationError`` if nothing was written.
    """
    require(may_use_files(actor, written.result.get("target", "")))
    with transaction.atomic():
        written = Job.objects.select_for_update().get(pk=written.pk, kind=FILE)
        if written.result.get("outcome") != WRITTEN:
            raise ValidationError(_("There is nothing to approve here."), "state")
        under_way = Job.objects.filter(
            kind=FILE, payload__step=APPROVE, payload__of=written.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]
        ).first()
        if under_way:
            return under_way
        payload = {
            "step": APPROVE,
            "folder": written.payload["folder"],
            "file": written.payload["file"],
            "of": written.pk,
        }
        return jobs.enqueue(FILE, payload, actor=actor)


def following(job: Job) -> Job | None:
    """The latest job that writes what the comparison ``job`` showed."""
    return Job.objects.filter(kind=FILE, payload__step=WRITE, payload__of=job.pk).order_by("-pk").first()
