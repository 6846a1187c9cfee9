"""How a proposal is written to its workshop: sessions, passages, recommendations and named resources."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from amedip.core import jobs, languages
from amedip.core.bulk import Draft, write_records
from amedip.core.models import Job
from amedip.core.records import delete_record, touch, write_record
from workshops.models import NamedResource, Passage, Proposal, Recommendation, Session
from workshops.outcome import FORMS, Outcome, Part, Point
from workshops.reader import Block, Named
from workshops.rules import may_propose


class Writing:
    """One publication: sessions, passages, recommendations and named resources, in this order."""

    def __init__(self, proposal: Proposal, job: Job):
        self.job = job
        self.actor = proposal.actor
        self.language = proposal.language
        self.outcome = Outcome(proposal)
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
            title = part.block.title or part.block.text or self._name_of(part)
            session = part.session or Session(workshop=self.workshop)
            columns = {} if part.session else {"number": part.number, "kind": part.kind, "workshop": self.workshop}
            texts = {self.language: {"title": title[:250]}} if title else {}
            part.session = write_record(session, columns=columns, texts=texts, **self.part_of())

    def _name_of(self, part: Part) -> str:
        """What a session is called that has no heading in the file; nothing where it has a name in the language."""
        named = part.session is not None and getattr(part.session, f"title_{self.language}")
        return "" if named else _name_of(part, self.language)

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
