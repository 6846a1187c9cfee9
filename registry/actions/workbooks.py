"""How a workbook of priorities is asked for and handed in, and how what it would change is confirmed."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.rules import require
from registry.models import Country
from registry.rules import may_use_workbook
from registry.workbook.keeping import DIFFERS, WRITTEN, Folder

# The job that makes a workbook, compares one with what is stored, or writes what the person has confirmed of it.
WORKBOOK = "registry.workbook"


def send_workbook(file: File, *, actor) -> Job:
    """Keep the file, which was examined, and queue the comparison; nothing of it is written before it is confirmed."""
    require(may_use_workbook(actor))
    folder = Folder.make()
    folder.keep(file)
    name = (file.name or "")[-100:]
    return jobs.enqueue(WORKBOOK, {"folder": folder.name, "file": name, "confirmed": None}, actor=actor)


def ask_for_workbook(countries: Sequence[Country], name: str, *, actor) -> Job:
    """Queue the making of the states' workbook, which becomes the file ``name``.

    While one is being made for the person, that job is returned. The mandate is looked at again when it is made.
    """
    require(may_use_workbook(actor))
    states = sorted(country.pk for country in countries)
    asked = Job.objects.filter(kind=WORKBOOK, actor=actor, payload__states=states)
    under_way = asked.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).first()
    if under_way:
        return under_way
    payload = {"folder": Folder.make().name, "file": name, "confirmed": None, "states": states}
    return jobs.enqueue(WORKBOOK, payload, actor=actor)


def confirm_workbook(comparison: Job, choices: Mapping[str, str], *, actor) -> Job:
    """Queue the writing of what ``comparison`` showed; ``choices`` says of each conflict whose side stays.

    Whoever confirms twice gets the first job, unless that failed. Raises ``ValidationError`` if there is nothing to
    confirm, or the file is no longer kept.
    """
    require(may_use_workbook(actor))
    with transaction.atomic():
        comparison = Job.objects.select_for_update().get(pk=comparison.pk, kind=WORKBOOK, actor=actor)
        under_way = confirmation_of(comparison)
        if under_way and under_way.state != Job.State.FAILED:
            return under_way
        if comparison.result.get("outcome") not in DIFFERS:
            raise ValidationError(_("There is nothing to confirm here. Upload the workbook again."), "state")
        if not Folder(comparison.payload["folder"]).sent.exists():
            raise ValidationError(_("This workbook is no longer kept. Upload it again."), "gone")
        confirmed = {"of": comparison.pk, "print": comparison.result["print"], "choices": dict(choices)}
        return jobs.enqueue(WORKBOOK, comparison.payload | {"confirmed": confirmed}, actor=actor)


def confirmation_of(comparison: Job) -> Job | None:
    """The latest job that writes what the comparison showed."""
    return Job.objects.filter(kind=WORKBOOK, payload__confirmed__of=comparison.pk).order_by("-pk").first()


def was_written(nonce: str) -> dict[str, str]:
    """What copies of one workbook have entered so far: the print of each new row, and the reference it was given."""
    found: dict[str, str] = {}
    for result in Job.objects.filter(kind=WORKBOOK, result__nonce=nonce).values_list("result", flat=True):
        if result.get("outcome") == WRITTEN:
            found |= result["new"]
    return found
