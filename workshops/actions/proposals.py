"""From an uploaded summary to the workshop's page: read by the worker, corrected by people, written as a whole."""

from collections.abc import Sequence
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import folders, jobs
from amedip.core.documents import examine, read_pieces
from amedip.core.models import Job
from amedip.core.records import Stale
from amedip.core.rules import require
from workshops.actions.publishing import Writing
from workshops.models import Proposal, Workshop
from workshops.reader import SECTIONS, Summary, align, heads_section, propose
from workshops.rules import may_propose
from workshops.settling import Row, corrected, settled
from workshops.standing import given_in, standing_blocks

# The job that reads a summary, or writes one that was published.
PROPOSAL = "workshops.proposal"
State = Proposal.State


class Folder(folders.Folder):
    """A summary as it was sent."""

    AREA = "summaries"


def send_summary(workshop: Workshop, file: File, language: str, *, actor) -> Proposal:
    """Keep the file and queue its reading; nothing of it is public before somebody publishes it.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` for a file that is not taken, or while another
    summary in the language is being worked on.
    """
    require(may_propose(actor))
    examined = examine(file)
    name = f"{PurePath(file.name or '').stem[:120]}{examined.suffix}"
    proposal = Proposal(workshop=workshop, language=language, file_name=name, actor=actor)
    try:
        with transaction.atomic():
            proposal.folder = Folder.make().name
            proposal.save()
            Folder(proposal.folder).keep(file)
            _queue(proposal)
    except IntegrityError:
        proposal.validate_constraints()
        raise
    return proposal


def _queue(proposal: Proposal) -> None:
    proposal.job = jobs.enqueue(PROPOSAL, {"proposal": proposal.pk, "state": proposal.state}, actor=proposal.actor)
    proposal.save(update_fields=["job"])


# --- reading -------------------------------------------------------------------------------------------------------


def keep_reading(proposal: Proposal) -> None:
    """Read the file and keep what is proposed, under the addresses of what stands; idempotent, for the worker."""
    try:
        with Folder(proposal.folder).sent.open("rb") as file:
            pieces = read_pieces(file, PurePath(proposal.file_name).suffix, heads_section)
        summary = propose(pieces, proposal.language)
    except FileNotFoundError:
        _close(proposal, State.FAILED, _("This file is no longer kept. Upload it again."))
        return
    except ValidationError as refusal:
        if refusal.code == "busy":
            raise  # the job is tried again
        _close(proposal, State.FAILED, refusal.messages[0])
        return
    language, reference = standing_blocks(proposal.workshop, proposal.language)
    if reference:
        alignment = align(reference, summary.blocks, same_language=language == proposal.language)
        proposal.pairs = alignment.as_json()["pairs"]
        summary = alignment.apply(summary)
    blocks = settled(summary.blocks, given_in(proposal.workshop))
    proposal.summary = Summary.from_json(
        summary.as_json() | {"blocks": [block.as_json() for block in blocks]}
    ).as_json()
    proposal.state = State.READY
    proposal.save(update_fields=["pairs", "summary", "state"])


# --- correcting ----------------------------------------------------------------------------------------------------


def correct_proposal(
    proposal: Proposal, begin: int, end: int, rows: Sequence[Row], *, actor, expected: int
) -> Proposal:
    """Put what ``rows`` say in the place of the blocks from ``begin`` until before ``end``.

    ``expected`` is the version the person saw. Raises ``Stale``, ``PermissionDenied`` with the reason, or
    ``ValidationError``; nothing is changed then.
    """
    require(may_propose(actor))
    with transaction.atomic():
        proposal = _locked(proposal, expected)
        summary = Summary.from_json(proposal.summary)
        blocks = corrected(summary.blocks, begin, end, rows, given_in(proposal.workshop))
        proposal.summary = proposal.summary | {"blocks": [block.as_json() for block in blocks]}
        proposal.version += 1
        proposal.save(update_fields=["summary", "version"])
    return proposal


def drop_proposal(proposal: Proposal, *, actor) -> None:
    """Leave it: the workshop stays as it is. One that is being published, or was, cannot be dropped."""
    require(may_propose(actor))
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state not in (State.READING, State.READY, State.FAILED):
            raise ValidationError(_("This summary is published, or is just being: there is nothing to drop."), "state")
        _close(proposal, State.DROPPED)


def _locked(proposal, expected: int) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != State.READY:
        raise ValidationError(_("This summary is no longer being corrected."), "state")
    if locked.version != expected:
        raise Stale(locked)
    return locked


def _close(proposal, state: str, problem: str = "") -> None:
    proposal.state, proposal.problem, proposal.closed_at = state, problem, timezone.now()
    proposal.save(update_fields=["state", "problem", "closed_at"])


# --- publishing ----------------------------------------------------------------------------------------------------


def publish_proposal(proposal: Proposal, *, actor, expected: int) -> Proposal:
    """Queue the writing of the proposal as the person saw it. Raises as ``correct_proposal``."""
    require(may_propose(actor))
    with transaction.atomic():
        proposal = _locked(proposal, expected)
        if not any(block.kind in SECTIONS for block in Summary.from_json(proposal.summary).blocks):
            raise ValidationError(
                _("There is no session yet in which anything could stand. Say first where one begins.")
            )
        proposal.state, proposal.actor, proposal.problem = State.WRITING, actor, ""
        proposal.save(update_fields=["state", "actor", "problem"])
        _queue(proposal)
    return proposal


def write_proposal(proposal: Proposal, job: Job) -> None:
    """Write the whole proposal to its workshop, or say on it why not; for the worker, who may come twice."""
    try:
        with transaction.atomic():
            proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
            if proposal.state != State.WRITING:
                return
            require(may_propose(proposal.actor))
            Writing(proposal, job).do()
            _close(proposal, State.PUBLISHED)
    except (PermissionDenied, ValidationError) as refusal:
        messages = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        Proposal.objects.filter(pk=proposal.pk).update(state=State.READY, problem=" ".join(messages[:3]))
