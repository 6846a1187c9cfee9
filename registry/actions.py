"""Deeds of the registry: who is given, and invited to, a state's mandate; how a consultation becomes an edition."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.accounts.actions import Sent, invite_person
from amedip.accounts.rules import may_invite
from amedip.core import jobs, languages
from amedip.core.deeds import deed
from amedip.core.models import Job
from amedip.core.records import touch, write_record
from amedip.core.rules import require
from registry.editions import content_of
from registry.models import ConsultationRound, Country, Edition, EditionFile, FocalPoint
from registry.rules import may_appoint, may_close_round, may_close_round_of

# The job that makes an edition's files.
EDITION_FILES = "registry.edition"
# The job that makes one file of today's Registry.
TODAYS_FILE = "registry.today"


def appoint_focal_point(
    user,
    country: Country,
    *,
    actor,
    position: str = FocalPoint.Position.LEAD,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> FocalPoint:
    """Give the user a term of office, from ``since`` (today by default) to ``until`` inclusive, and return it.

    Who holds just that position already keeps the term they have. Raises ``PermissionDenied`` with the reason, or
    ``ValidationError`` if the state has another lead in these days; nothing is written then.
    """
    require(may_appoint(actor))
    since = since or timezone.localdate()
    if country.is_group:
        raise ValidationError(_("A group of states has no focal point: name one of its states."))
    with transaction.atomic():
        # Two appointments at once to one state come one after the other, so that the second sees the first.
        Country.objects.select_for_update().get(pk=country.pk)
        held = FocalPoint.objects.serving(since).filter(user=user, country=country, position=position).first()
        if held:
            return held
        mandate = FocalPoint(user=user, country=country, position=position, since=since, until=until)
        mandate.full_clean()
        with deed("focal-point.appoint", actor=actor, about=country.reference):
            mandate.save()
    return mandate


def invite_focal_point(
    email: str,
    country: Country,
    *,
    actor,
    language: str,
    full_name: str = "",
    position: str = FocalPoint.Position.LEAD,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Sent:
    """Invite the person and give them the mandate, both or neither; the same refusals as those two deeds."""
    require(may_invite(actor))
    with transaction.atomic():
        sent = invite_person(email, actor=actor, language=language, full_name=full_name)
        appoint_focal_point(sent.user, country, actor=actor, position=position, since=since, until=until)
    return sent


def close_round(consultation: ConsultationRound, *, actor) -> Edition:
    """Close the consultation for good and make the Registry of this moment the next edition, which is returned.

    The edition's files follow by a job. What is not published yet stays as it is and where it is. Raises
    ``PermissionDenied`` with the reason, or ``ValidationError`` before the consultation opens and once it is closed;
    nothing is written then.
    """
    with transaction.atomic():
        consultation = (
            ConsultationRound.objects.select_for_update(of=("self",))
            .select_related("reference")
            .get(pk=consultation.pk)
        )
        require(may_close_round(actor, consultation))
        check_closable(consultation)
        # Two consultations that close at once wait for one another here, so that the later edition holds the earlier's.
        reference = Edition().next_reference()
        number, now = int(reference.ref), timezone.now()
        write_record(consultation, actor=actor, columns={"closed_at": now}, rule=may_close_round, action="round.close")
        edition = write_record(
            Edition(reference=reference, round=consultation),
            actor=actor,
            columns={"number": number, "closed_at": now, "content": content_of()},
            texts=_edition_titles(number, consultation),
            rule=may_close_round_of,
            action="edition.make",
        )
        jobs.enqueue(EDITION_FILES, {"edition": edition.pk}, actor=actor, key=f"{EDITION_FILES}:{number}")
    return edition


def check_closable(consultation: ConsultationRound) -> None:
    """Raise ``ValidationError`` unless the consultation has opened and is not closed yet."""
    if consultation.closed_at:
        raise ValidationError(_("This consultation is closed already, and has its edition."), "closed")
    if consultation.opens > timezone.localdate():
        raise ValidationError(_("This consultation has not opened yet. Change its dates, or close it later."), "early")


def _edition_titles(number, consultation) -> dict[str, dict[str, str]]:
    """The edition's title in each language, with that of the consultation where it has one."""
    titles = {}
    for code in languages.CODES:
        with translation.override(code):
            title = _("Edition %(number)d") % {"number": number}
            of = getattr(consultation, f"title_{code}")
            if of:
                title = _("%(edition)s: %(consultation)s") % {"edition": title, "consultation": of}
        titles[code] = {"title": title[:200]}
    return titles


def keep_edition_files(edition: Edition, files: Sequence[EditionFile], *, actor) -> list[EditionFile]:
    """Note the files, all of them, of an edition that has none; return those that it has then."""
    with transaction.atomic():
        # Whoever made them at the same time may have come first: an edition's files never change.
        edition = Edition.objects.select_for_update(of=("self",)).select_related("reference").get(pk=edition.pk)
        kept = list(edition.files.all())
        if kept:
            return kept
        with deed("edition.make", actor=actor, about=edition.reference):
            kept = EditionFile.objects.bulk_create(files)
            touch(edition)
    return kept


def make_edition_files_again(edition: Edition, *, actor) -> Job:
    """Queue the job anew for an edition whose files could not be made."""
    require(may_close_round_of(actor, edition))
    if edition.files.exists():
        raise ValidationError(_("The files of this edition are there already, and never change."), "made")
    job = files_job(edition)
    if job and job.state in (Job.State.QUEUED, Job.State.RUNNING):
        raise ValidationError(_("The files of this edition are being made already."), "running")
    return jobs.enqueue(EDITION_FILES, {"edition": edition.pk}, actor=actor)


def files_job(edition: Edition) -> Job | None:
    """The latest job that makes, or made, the edition's files."""
    return Job.objects.filter(kind=EDITION_FILES, payload__edition=edition.pk).order_by("-pk").first()


def ask_for_todays_file(place: dict, *, key: str) -> Job:
    """Queue the job for one file of today's Registry, once for each ``key``; return the job, whatever became of it."""
    return jobs.enqueue(TODAYS_FILE, place, actor=None, key=f"{TODAYS_FILE}:{key}")
