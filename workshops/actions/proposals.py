"""From an uploaded summary to the workshop's page: read by the worker, corrected by people, written as a whole."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.core import folders, jobs, languages
from amedip.core.bulk import Draft, write_records
from amedip.core.documents import examine
from amedip.core.models import Job, Reference
from amedip.core.records import Stale, delete_record, touch, write_record
from amedip.core.rules import require
from workshops.models import NamedResource, Passage, Proposal, Recommendation, Session, Workshop
from workshops.outcome import FORMS, Outcome, Part, Point
from workshops.reader import SECTIONS, Block, Kind, Named, Summary, align, read
from workshops.rules import may_propose
from workshops.settling import Addresses, Row, corrected, settled

# The job that reads a summary, or writes one that was published.
PROPOSAL = "workshops.proposal"
_READ = (".md", ".txt", ".docx", ".pdf")
State = Proposal.State


class Folder(folders.Folder):
    """A summary as it was sent."""

    AREA = "summaries"


def send_summary(workshop: Workshop, file: File, language: str, *, actor) -> Proposal:
    """Keep the file and queue its reading; nothing of it is public before somebody publishes it.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` for a file that is none of the kinds that are
    read, or while another summary in the language is being worked on.
    """
    require(may_propose(actor))
    examined = examine(file)
    if examined.suffix not in _READ:
        raise ValidationError(_("Summaries are read from Markdown, plain text, DOCX and PDF files."), "kind")
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
        data = Folder(proposal.folder).sent.read_bytes()
    except FileNotFoundError:
        _close(proposal, State.FAILED, _("This file is no longer kept. Upload it again."))
        return
    try:
        summary = read(data, proposal.file_name, language=proposal.language)
    except ValidationError as refusal:
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


def standing_blocks(workshop: Workshop, language: str) -> tuple[str, list[Block]]:
    """What the workshop's page says, as the reader would give it, and in which language; nothing where it says nothing.

    It is that in the language itself, else in the language of which the page has most.
    """
    rows = list(workshop.passages.order_by("session__number", "position", "pk").select_related("session"))
    held = {code: sum(1 for row in rows if getattr(row, f"text_{code}")) for code in languages.CODES}
    code = language if held[language] else max(held, key=held.get)
    if not held[code]:
        return code, []
    return code, [*_sessions_as_blocks(workshop, rows, code), *_recommendations_as_blocks(workshop, code)]


_KINDS = {form: kind for kind, form in FORMS.items()}
_SECTIONS = {
    Session.Kind.OPENING: Kind.OPENING,
    Session.Kind.SESSION: Kind.SESSION,
    Session.Kind.CLOSING: Kind.CLOSING,
}


def _sessions_as_blocks(workshop, rows, code) -> Iterator[Block]:
    for session in workshop.sessions.all():
        title = getattr(session, f"title_{code}") or ""
        yield Block(_SECTIONS[session.kind], session.anchor, title, 0, str(session.number), title)
        for row in rows:
            text = getattr(row, f"text_{code}")
            if row.session_id == session.pk and text:
                yield Block(_KINDS[row.form], row.anchor, text, row.level if row.form != Passage.Form.PARAGRAPH else 0)


def _recommendations_as_blocks(workshop, code) -> Iterator[Block]:
    rows = workshop.recommendations.order_by("position", "pk")
    if rows:
        yield Block(Kind.RECOMMENDATIONS, "recommendations", "")
    for row in rows:
        depth = row.number.count(".")
        title, text = (getattr(row, f"{field}_{code}") or "" for field in ("title", "text"))
        kind = Kind.POINT if depth else Kind.RECOMMENDATION
        yield Block(kind, row.anchor, text or title, depth, row.number, title)


def given_in(workshop: Workshop) -> Addresses:
    """The addresses of passages that stand in the workshop, and those that once stood there."""
    standing = frozenset(workshop.passages.values_list("anchor", flat=True))
    prefix = f"{workshop.ref}-"
    known = Reference.objects.filter(kind=Passage.KIND, ref__startswith=prefix).values_list("ref", flat=True)
    return Addresses(standing, frozenset(ref.removeprefix(prefix) for ref in known) - standing)


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
            _Writing(proposal, job).do()
            _close(proposal, State.PUBLISHED)
    except (PermissionDenied, ValidationError) as refusal:
        messages = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        Proposal.objects.filter(pk=proposal.pk).update(state=State.READY, problem=" ".join(messages[:3]))


class _Writing:
    """One publication: sessions, passages, recommendations and named resources, in this order."""

    def __init__(self, proposal: Proposal, job: Job):
        self.job = job
        self.actor = proposal.actor
        self.language = proposal.language
        self.outcome = Outcome(proposal)
        # In other languages it is the same object: each write moves its version.
        self.workshop = proposal.workshop

    def do(self) -> None:
        steps = [self.write_sessions, self.write_passages, self.empty_passages, self.write_points, self.write_resources]
        for done, step in enumerate(steps):
            jobs.advance(self.job, done, len(steps))
            step()
        touch(self.workshop)

    def part_of(self) -> dict:
        return {"actor": self.actor, "part_of": self.workshop, "tell": False, "rule": may_propose}

    def write_sessions(self) -> None:
        for part in self.outcome.parts:
            title = part.block.title or part.block.text or ("" if part.session else _name_of(part, self.language))
            session = part.session or Session(workshop=self.workshop)
            columns = {} if part.session else {"number": part.number, "kind": part.kind, "workshop": self.workshop}
            texts = {self.language: {"title": title[:250]}} if title else {}
            part.session = write_record(session, columns=columns, texts=texts, **self.part_of())

    def write_passages(self) -> None:
        drafts: dict[str, Draft] = {}
        for part in self.outcome.parts:
            for block in part.blocks:
                drafts[block.anchor] = self._draft(part, block)
        for part in self.outcome.parts:
            for place, anchor in enumerate(self.outcome.order_in(part), 1):
                stored = self.outcome.passages.get(anchor)
                if anchor not in drafts and stored.position != place:
                    drafts[anchor] = Draft(stored, {}, part_of=self.workshop)
                if anchor in drafts:
                    drafts[anchor].columns = {**drafts[anchor].columns, "position": place}
        write_records(list(drafts.values()), actor=self.actor, rule=may_propose, action="workshop.summary")

    def _draft(self, part: Part, block: Block) -> Draft:
        stored = self.outcome.passages.get(block.anchor)
        columns = {"session": part.session, "form": FORMS[block.kind], "level": max(block.level, 1)}
        if stored is None:
            columns |= {"workshop": self.workshop, "anchor": block.anchor}
        texts = {self.language: {"text": block.text}}
        return Draft(stored or Passage(workshop=self.workshop), columns, texts, part_of=self.workshop)

    def empty_passages(self) -> None:
        """What the summary no longer says in the language; what it says in none goes, with its address."""
        others = [code for code in languages.CODES if code != self.language]
        for passage in self.outcome.emptied():
            if any(getattr(passage, f"text_{code}") for code in others):
                write_record(passage, texts={self.language: {"text": None}}, **self.part_of())
            else:
                delete_record(passage, actor=self.actor, rule=may_propose, part_of=self.workshop)

    def write_points(self) -> None:
        """Level by level: what a point stands under is there before it."""
        for depth in sorted({point.block.number.count(".") for point in self.outcome.points}):
            level = [point for point in self.outcome.points if point.block.number.count(".") == depth]
            drafts = [self._point(point) for point in level]
            write_records(drafts, actor=self.actor, rule=may_propose, action="workshop.summary")
            for point, draft in zip(level, drafts, strict=True):
                self.outcome.recommendations[point.block.number] = draft.obj

    def _point(self, point: Point) -> Draft:
        number = point.block.number
        columns = {"position": self.outcome.points.index(point) + 1}
        if point.stored is None:
            above = self.outcome.recommendations.get(number.rpartition(".")[0])
            columns |= {"workshop": self.workshop, "number": number, "parent": above}
        texts = {self.language: {"title": (point.block.title or point.block.text)[:250], "text": point.text}}
        return Draft(point.stored or Recommendation(), columns, texts, part_of=self.workshop)

    def write_resources(self) -> None:
        sessions = {part.block.anchor: part.session for part in self.outcome.parts}
        for named in self.outcome.summary.resources:
            session = sessions.get(named.anchor.partition(".")[0])
            stored = self._stored_as(named, session)
            marks = sorted({*named.languages, *(stored.languages if stored else ())}, key=languages.CODES.index)
            columns = {"languages": marks}
            if stored is None:
                columns |= {"workshop": self.workshop, "session": session}
                columns["position"] = len(self.outcome.resources) + 1
            texts = {self.language: {"name": named.name[:200]}}
            resource = write_record(
                stored or NamedResource(workshop=self.workshop), columns=columns, texts=texts, **self.part_of()
            )
            if stored is None:
                self.outcome.resources.append(resource)

    def _stored_as(self, named: Named, session: Session | None) -> NamedResource | None:
        """The stored one of that name; else the next that has none in the language, of that session and those marks."""
        stored = self.outcome.resources
        wanted = named.name.casefold()
        found = (one for one in stored if wanted in {name.casefold() for name in _names_of(one)})
        unnamed = (
            one
            for one in stored
            if session
            and one.session_id == session.pk
            and not getattr(one, f"name_{self.language}")
            and set(one.languages) == set(named.languages)
        )
        return next(found, None) or next(unnamed, None)


def _name_of(part: Part, language: str) -> str:
    """What a part is called that has no heading in the file."""
    with translation.override(language):
        if part.kind == Session.Kind.OPENING:
            return _("Opening")
        if part.kind == Session.Kind.CLOSING:
            return _("Closing")
        return _("Session %(number)s") % {"number": part.number}


def _names_of(resource: NamedResource) -> Iterator[str]:
    return filter(None, (getattr(resource, f"name_{code}") for code in languages.CODES))
