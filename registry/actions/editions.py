"""How a consultation becomes an edition, and how its files are made."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.core import jobs, languages, references
from amedip.core.deeds import deed
from amedip.core.models import Deed, Job, Standing
from amedip.core.notices import tell
from amedip.core.records import touch, write_record
from amedip.core.rules import require
from amedip.translations.gate import Lacking, asks_all, lacking_in, require_nothing_lacking
from amedip.translations.models import Gate
from registry.editions import content_of, references_held
from registry.models import ConsultationRound, Edition, EditionFile
from registry.notices import hearers
from registry.rules import may_close_round, may_close_round_of

# The job that makes an edition's files.
EDITION_FILES = "registry.edition"
# The job that makes one file of today's Registry.
TODAYS_FILE = "registry.today"


def close_round(consultation: ConsultationRound, *, actor) -> Edition:
    """Close the consultation for good and make the Registry of this moment the next edition, which is returned.

    The edition's files follow by a job. What is not published yet stays as it is and where it is. Raises
    ``PermissionDenied`` with the reason, ``Withheld`` while the gate of editions asks for more than is approved, or
    ``ValidationError`` before the consultation opens and once it is closed; nothing is written then.
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
        reference = references.next_for(Edition())
        require_nothing_lacking(lacking_for(consultation))
        number, now = int(reference.ref), timezone.now()
        write_record(consultation, actor=actor, columns={"closed_at": now}, rule=may_close_round, action="round.close")
        edition = write_record(
            Edition(reference=reference, round=consultation),
            actor=actor,
            columns={"number": number, "closed_at": now, "content": content_of()},
            texts=_edition_titles(number, consultation),
            # The portal's own words around a title that has passed the gate.
            text_state=Standing.APPROVED if asks_all(Gate.Kind.EDITION) else Standing.DRAFT,
            rule=may_close_round_of,
            action="edition.make",
        )
        tell(Deed.objects.filter(action="round.close").latest("pk"), hearers("round.close", consultation))
        jobs.enqueue(EDITION_FILES, {"edition": edition.pk}, actor=actor, key=f"{EDITION_FILES}:{number}")
    return edition


def check_closable(consultation: ConsultationRound) -> None:
    """Raise ``ValidationError`` unless the consultation has opened and is not closed yet."""
    if consultation.closed_at:
        raise ValidationError(_("This consultation is closed already, and has its edition."), "closed")
    if consultation.opens > timezone.localdate():
        raise ValidationError(_("This consultation has not opened yet. Change its dates, or close it later."), "early")


def lacking_for(consultation: ConsultationRound) -> list[Lacking]:
    """What texts of the edition that the consultation would make now must be approved before, in two queries."""
    return lacking_in(references_held(consultation), Gate.Kind.EDITION)


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
