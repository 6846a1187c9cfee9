"""A proposal's blocks after people have corrected them: joined, divided, changed, with addresses where they stand."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.reader import SECTIONS, Block, Kind

# A form of more rows would be refused as too large.
ON_PAGE = 100
BEFORE = "front"  # what stands before the first section
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
# These stand once in a summary, and are their own address.
_ONCE = {Kind.OPENING: "opening", Kind.CLOSING: "closing", Kind.RECOMMENDATIONS: "recommendations"}


class Act(StrEnum):
    """What is to become of a block beside its own changes."""

    KEEP = ""
    JOIN = "join"
    DIVIDE = "divide"


@dataclass(frozen=True)
class Row:
    """One block as a person sent it; ``anchor`` is its address until now."""

    anchor: str
    kind: Kind
    text: str
    title: str = ""
    number: str = ""
    act: Act = Act.KEEP


@dataclass(frozen=True)
class Page:
    """So much of a proposal as is corrected at once: a section, or a stretch of it; ``head`` is its first block."""

    key: str
    head: Block
    begin: int
    end: int
    part: int = 1
    """1 for the first stretch of the section, 2 for the next."""


def pages_of(blocks: Sequence[Block]) -> list[Page]:
    """The blocks section by section, at most ``ON_PAGE`` at once."""
    pages: list[Page] = []
    place = 0
    for key, group in sections_of(blocks).items():
        for part, begun in enumerate(range(0, len(group), ON_PAGE), 1):
            length = len(group[begun : begun + ON_PAGE])
            pages.append(Page(key if part == 1 else f"{key}-{part}", group[0], place, place + length, part))
            place += length
    return pages


def sections_of(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """The blocks by the address of the section in which they stand, the section's own first; in their order."""
    found: dict[str, list[Block]] = {}
    here = BEFORE
    for block in blocks:
        if block.kind in SECTIONS:
            here = block.anchor
        found.setdefault(here, []).append(block)
    return found


@dataclass(frozen=True)
class Addresses:
    """Those of a workshop that are given: ``standing`` to passages that are there, ``gone`` to such as were."""

    standing: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def corrected(blocks: Sequence[Block], begin: int, end: int, rows: Sequence[Row], given: Addresses) -> list[Block]:
    """The blocks with those from place ``begin`` until before ``end`` as ``rows`` say; one without words goes.

    Raises ``ValidationError``.
    """
    levels = {block.anchor: block.level for block in blocks}
    return settled([*blocks[:begin], *_made_of(rows, levels), *blocks[end:]], given)


def _made_of(rows, levels) -> list[Block]:
    made: list[Block] = []
    for row in rows:
        text = "\n".join(line.rstrip() for line in row.text.strip().splitlines())
        if row.act == Act.JOIN and made and text:
            made[-1] = replace(made[-1], text=f"{made[-1].text} {text}".strip())
            continue
        pieces = re.split(r"\n{2,}", text) if row.act == Act.DIVIDE else [text]
        block = Block(row.kind, row.anchor, pieces[0], levels.get(row.anchor, 0), row.number.strip(), row.title.strip())
        if block.text or block.title or block.kind in SECTIONS:
            made.append(block)
        more = row.kind if row.kind == Kind.ITEM else Kind.PARAGRAPH
        made += [Block(more, "", piece, block.level if more == Kind.ITEM else 0) for piece in pieces[1:]]
    return made


def settled(blocks: Iterable[Block], given: Addresses) -> list[Block]:
    """The blocks, each with an address of the section in which it stands; who has such a one keeps it.

    A new address is none that was ever given. Raises ``ValidationError`` for numbers that are none, or stand twice.
    """
    blocks = list(blocks)
    settling = _Settling(given.standing | given.gone | {block.anchor for block in blocks}, given.gone)
    return [settling.place(block) for block in blocks]


class _Settling:
    def __init__(self, reserved: Collection[str], gone: Collection[str]):
        self.reserved = set(reserved)
        self.gone = gone
        self.used: set[str] = set()
        self.section = self.under = BEFORE
        self.path: tuple[str, ...] = ()

    def place(self, block: Block) -> Block:
        if block.kind in SECTIONS:
            placed = self._section(block)
            self.section = self.under = placed.anchor
            self.path = ()
        elif block.kind in (Kind.RECOMMENDATION, Kind.POINT):
            placed = self._numbered(block)
            self.under = placed.anchor
            self.path = tuple(placed.number.split("."))
        else:
            placed = self._paragraph(block)
        if placed.anchor in self.used:
            raise ValidationError(
                _("“%(address)s” stands twice. Give one of them another number.") % {"address": placed.anchor}
            )
        self.used.add(placed.anchor)
        return placed

    def _section(self, block: Block) -> Block:
        if block.kind in _ONCE:
            return replace(block, anchor=_ONCE[block.kind], level=0)
        number = block.number or self._next("s")
        if not _NUMBER.fullmatch(number):
            raise ValidationError(
                _("“%(number)s” is no number of a session. Sessions are numbered 1, 2, 3.") % {"number": number}
            )
        return replace(block, anchor=f"s{number}", number=number, level=0)

    def _numbered(self, block: Block) -> Block:
        if self.section != "recommendations":
            raise ValidationError(
                _("Recommendations stand below the heading of the recommendations. Enter that heading first.")
            )
        number = block.number
        if block.kind == Kind.RECOMMENDATION:
            if not _NUMBER.fullmatch(number):
                number = self._next("r")
        else:
            above = self.path[: max(block.level, 1)]
            if not above:
                raise ValidationError(_("A point stands below its recommendation. Enter the recommendation first."))
            base = ".".join(above[: len(above) if len(self.path) == len(above) else max(block.level, 1)])
            if not (number.startswith(f"{base}.") and _NUMBER.fullmatch(number.removeprefix(f"{base}."))):
                number = f"{base}.{self._next(f'r{base}.')}"
        return replace(block, anchor=f"r{number}", number=number, level=number.count("."))

    def _paragraph(self, block: Block) -> Block:
        if block.kind == Kind.TITLE and "title" not in self.used:
            return replace(block, anchor="title", number="")
        outside = {Kind.FRONT: BEFORE, Kind.END: "end"}
        base = f"{outside.get(block.kind, self.under)}.p"
        kept = block.anchor.startswith(base) and block.anchor.removeprefix(base).isdecimal()
        if kept and block.anchor not in self.used and block.anchor not in self.gone:
            return block
        return replace(block, anchor=f"{base}{self._next(base)}")

    def _next(self, base: str) -> str:
        """The next number that no address with this beginning has."""
        numbers = (anchor.removeprefix(base) for anchor in self.reserved | self.used if anchor.startswith(base))
        number = str(max((int(one) for one in numbers if one.isdecimal()), default=0) + 1)
        self.reserved.add(f"{base}{number}")
        return number
