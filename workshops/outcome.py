"""What the publication of a proposal would do to the workshop as it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from workshops.models import NamedResource, Passage, Proposal, Recommendation, Session
from workshops.reader import Block, Kind, Summary
from workshops.settling import sections_of

SESSIONS = {
    Kind.OPENING: Session.Kind.OPENING,
    Kind.SESSION: Session.Kind.SESSION,
    Kind.CLOSING: Session.Kind.CLOSING,
}
FORMS = {
    Kind.HEADING: Passage.Form.HEADING,
    Kind.PARAGRAPH: Passage.Form.PARAGRAPH,
    Kind.ITEM: Passage.Form.ITEM,
}


@dataclass
class Part:
    """A session of the proposal with its passages' blocks; ``session`` is the stored one, if there is one."""

    block: Block
    kind: str
    number: int
    session: Session | None
    blocks: list[Block] = field(default_factory=list)


# A strong lead, and what follows it.
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+)\*\*[\s:–—-]*(?P<rest>\S.*)", re.DOTALL)
_ENDS = ".:؛; "


@dataclass
class Point:
    """A recommendation, or a point of one, with all said under it: its ``text`` goes on where its title ends."""

    block: Block
    stored: Recommendation | None
    more: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, [_after_title(self.block), *self.more]))


def _after_title(block: Block) -> str:
    """What the block says beyond its title; all of it where that is no lead of its own."""
    inner = block.text.removeprefix("**").removesuffix("**")
    if inner.strip(_ENDS) == block.title:
        return ""
    found = _LEAD.fullmatch(block.text)
    return found["rest"] if found and found["lead"].strip(_ENDS) == block.title else block.text


class Outcome:
    """The proposal beside what stands; every question to the database is asked once.

    ``parts`` are the sessions in order, ``points`` the recommendations, ``left_out`` what has no place on the
    workshop's page: titles, what stands before the first section and after the last recommendation.
    """

    def __init__(self, proposal: Proposal):
        self.proposal = proposal
        self.workshop = proposal.workshop
        self.summary = Summary.from_json(proposal.summary)
        self.parts: list[Part] = []
        self.points: list[Point] = []
        self.left_out: list[Block] = []
        for blocks in sections_of(self.summary.blocks).values():
            self._sort(blocks)

    @cached_property
    def sessions(self) -> dict[str, Session]:
        return {session.anchor: session for session in self.workshop.sessions.all()}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        rows = self.workshop.passages.for_listing().order_by("session__number", "position", "pk")
        return {passage.anchor: passage for passage in rows}

    @cached_property
    def recommendations(self) -> dict[str, Recommendation]:
        rows = self.workshop.recommendations.select_related("reference", "workshop__reference")
        return {recommendation.number: recommendation for recommendation in rows}

    @cached_property
    def resources(self) -> list[NamedResource]:
        return list(self.workshop.resources.all())

    def _sort(self, blocks: list[Block]) -> None:
        head = blocks[0]
        if head.kind in SESSIONS:
            self.parts.append(self._part(head))
            for block in blocks[1:]:
                (self.parts[-1].blocks if block.kind in FORMS else self.left_out).append(block)
        elif head.kind == Kind.RECOMMENDATIONS:
            begun = len(self.points)
            for block in blocks[1:]:
                if block.kind in (Kind.RECOMMENDATION, Kind.POINT):
                    self.points.append(Point(block, self.recommendations.get(block.number)))
                elif block.kind != Kind.END and len(self.points) > begun:
                    self.points[-1].more.append(f"- {block.text}" if block.kind == Kind.ITEM else block.text)
                else:
                    self.left_out.append(block)
        else:
            self.left_out += blocks

    def _part(self, head: Block) -> Part:
        stored = self.sessions.get(head.anchor)
        if stored:
            number = stored.number
        elif head.kind == Kind.SESSION:
            number = int(head.number)
        else:
            number = 0 if head.kind == Kind.OPENING else self._after_all()
        return Part(head, SESSIONS[head.kind], number, stored)

    def _after_all(self) -> int:
        """The number of a closing session: it comes after all that are there and all that come with it."""
        coming = (int(block.number) for block in self.summary.blocks if block.kind == Kind.SESSION)
        return max([*(session.number for session in self.sessions.values()), *coming, 0]) + 1

    # --- in numbers, for the page ---------------------------------------------------------------------------------

    def told(self) -> dict[str, int]:
        """How many passages are ``new``, ``changed``, ``same`` or lose their text in the language (``emptied``)."""
        column = f"text_{self.proposal.language}"
        counts = dict.fromkeys(("new", "changed", "same"), 0)
        for block in self.passage_blocks():
            stored = self.passages.get(block.anchor)
            text = getattr(stored, column, None)
            counts["new" if not text else "same" if text == block.text else "changed"] += 1
        return counts | {"emptied": len(self.emptied()), "recommendations": len(self.points)}

    def passage_blocks(self) -> Iterator[Block]:
        for part in self.parts:
            yield from part.blocks

    def emptied(self) -> list[Passage]:
        """The passages that have a text in the language and none in the proposal."""
        kept = {block.anchor for block in self.passage_blocks()}
        column = f"text_{self.proposal.language}"
        return [one for anchor, one in self.passages.items() if getattr(one, column) and anchor not in kept]

    def order_in(self, part: Part) -> list[str]:
        """The addresses of a session's passages as they will stand; what goes in this language comes last."""
        order = [anchor for anchor, one in self.passages.items() if part.session and one.session_id == part.session.pk]
        coming = [block.anchor for block in part.blocks]
        gone = {one.anchor for one in self.emptied()}
        stay = [anchor for anchor in order if anchor not in coming and anchor not in gone]
        if not stay:
            return coming + [anchor for anchor in order if anchor in gone]
        merged = [anchor for anchor in order if anchor in coming or anchor in stay]
        before = ""
        for anchor in coming:
            if anchor not in merged:
                merged.insert(merged.index(before) + 1 if before else 0, anchor)
            before = anchor
        return merged + [anchor for anchor in order if anchor in gone]
