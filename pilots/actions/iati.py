"""IATI files handed in by staff: compared, and once that is confirmed written as a whole or not at all."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.deeds import deed
from amedip.core.models import Job, TextBeside
from amedip.core.records import announce, write_record
from amedip.core.rules import require
from pilots.iati.comparing import compare
from pilots.iati.keeping import ALIKE, CHANGES, COMPARE, DIFFERS, MOVED, WRITE, WRITTEN, Folder
from pilots.iati.reading import LARGEST, Read, Unreadable, read
from pilots.iati.steps import Comparison, Step, fingerprint
from pilots.models import PilotProject
from pilots.rules import leads_pilots

# The job that compares a file or writes it.
IATI = "pilots.iati"


class _Moved(Exception):
    """Somebody saved between the comparison and the writing."""


def send_iati(file: File, *, actor) -> Job:
    """Keep a file and queue its comparison; nothing of it is written before that is confirmed.

    Raises ``Unreadable`` for what is too large or empty.
    """
    require(leads_pilots(actor, None))
    if file.size > LARGEST:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Split it into several files.") % {"size": LARGEST // 1024 // 1024}
        )
    if not file.size:
        raise Unreadable(_("The file is empty."))
    folder = Folder.make()
    folder.keep(file)
    payload = {"step": COMPARE, "folder": folder.name, "file": (file.name or "")[-100:]}
    return jobs.enqueue(IATI, payload, actor=actor)


def confirm_iati(comparison: Job, *, actor) -> Job:
    """Queue the writing of what ``comparison`` showed.

    Whoever confirms twice gets the first job, unless that failed. Raises ``ValidationError`` if there is nothing to
    confirm, or the file is no longer kept.
    """
    require(leads_pilots(actor, None))
    with transaction.atomic():
        comparison = Job.objects.select_for_update().get(pk=comparison.pk, kind=IATI, actor=actor)
        under_way = following_iati(comparison)
        if under_way and under_way.state != Job.State.FAILED:
            return under_way
        if comparison.result.get("outcome") not in DIFFERS:
            raise ValidationError(_("There is nothing to confirm here. Hand in the file again."), "state")
        if not Folder(comparison.payload["folder"]).sent.exists():
            raise ValidationError(_("This file is no longer kept. Hand it in again."), "gone")
        payload = comparison.payload | {
            "step": WRITE,
            "of": comparison.pk,
            "print": comparison.result["print"],
        }
        return jobs.enqueue(IATI, payload, actor=actor)


def following_iati(comparison: Job) -> Job | None:
    """The latest job that writes what the comparison showed."""
    return Job.objects.filter(kind=IATI, payload__step=WRITE, payload__of=comparison.pk).order_by("-pk").first()


def do_with_iati(job: Job) -> dict:
    """Compare or write, as the job says; its result. The progress counts two halves: to read, and to keep or write.

    Raises ``jobs.Refused`` with the reason for what cannot be done however often it is tried.
    """
    if job.result.get("outcome") == WRITTEN:
        return job.result  # a worker died between the writing and the note that the job is done
    folder = Folder(job.payload["folder"])
    if not folder.sent.exists():
        raise jobs.Refused(_("This file is no longer kept. Hand it in again."))
    try:
        require(leads_pilots(job.actor, None))
        jobs.advance(job, 0, 2)
        told = read(folder.sent.read_bytes())
        jobs.advance(job, 1, 2)
        if job.payload["step"] == WRITE:
            try:
                return _written(job, folder, told)
            except _Moved:
                return _compared(job, folder, compare(told), moved=True)
        return _compared(job, folder, compare(told), moved=False)
    except ValidationError as refusal:
        raise jobs.Refused(" ".join(refusal.messages)) from refusal
    except PermissionDenied as refusal:
        raise jobs.Refused(str(refusal)) from refusal


def _compared(job: Job, folder: Folder, found: list[Comparison], *, moved: bool) -> dict:
    """Keep what a person must see."""
    folder.note(job.pk, map(_told, found))
    jobs.advance(job, 2, 2)
    result = _result(found)
    if not result["new"] and not result["changed"]:
        return result | {"outcome": ALIKE}
    return result | {"outcome": MOVED if moved else CHANGES}


def _result(found: list[Comparison]) -> dict:
    steps = [step for one in found for step in one.steps]
    new = sum(step.is_new for step in steps)
    return {"activities": len(found), "print": fingerprint(found), "new": new, "changed": len(steps) - new}


def _told(one: Comparison) -> dict:
    pilot = one.pilot
    return {
        "identifier": one.activity.identifier,
        "titles": dict(one.activity.title),
        "ref": f"P{pilot.number}" if pilot else "",
        "pilot": pilot.pk if pilot else None,
        "remarks": one.remarks,
        "steps": [step.told() for step in one.steps],
    }


def _written(job: Job, folder: Folder, told: list[Read]) -> dict:
    """Write all that was confirmed in one transaction, the job's result included: no worker does it twice."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.result.get("outcome") == WRITTEN:
            return locked.result
        # Whoever saves a pilot waits until this is done: what was compared is what is written.
        list(PilotProject.objects.select_for_update().order_by("pk").values_list("pk"))
        found = compare(told)
        result = _result(found)
        if result["print"] != job.payload["print"]:
            raise _Moved
        folder.note(job.pk, map(_told, found))
        why = _("From the IATI file “%(name)s”") % {"name": job.payload["file"]}
        with deed("pilot.iati", actor=job.actor, why=why):
            for one in found:
                for step in one.steps:
                    _write(step, one.pilot, actor=job.actor, why=why)
            announce([one.pilot for one in found if one.steps])
        result |= {"outcome": WRITTEN}
        Job.objects.filter(pk=job.pk).update(result=result)
        jobs.advance(job, 2, 2)
    return result


def _write(step: Step, pilot: PilotProject, *, actor, why: str) -> None:
    write_record(
        step.row,
        actor=actor,
        columns=step.columns | step.parents,
        texts=step.texts,
        origin=TextBeside.Origin.FILE,
        rule=leads_pilots,
        part_of=None if step.row is pilot else pilot,
        tell=False,
        why=why,
    )
