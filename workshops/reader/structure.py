"""From the pieces of a file to the proposal: blocks with addresses, resources and remarks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from amedip.core.documents import refusal
from amedip.core.reading.numbers import Marker, marker_of
from amedip.core.reading.pieces import ENDED, Piece, Raw, tidy, written
from workshops.reader.language import language_of
from workshops.reader.recommendations import anchors, tree_of
from workshops.reader.resources import named_in, once_each
from workshops.reader.sections import Part, Section, divide
from workshops.reader.shapes import MOST_IN_TITLE, Block, Kind, Named, Remark, Summary

# A shorter line may well be whole without a full stop.
_LEAST_TO_GO_ON = 80
_SENTENCE = re.compile(r"^.{20,}?[.!?؟:؛;](?=\s|$)")
_BASES = {Kind.OPENING: "opening", Kind.CLOSING: "closing", Kind.RECOMMENDATIONS: "recommendations"}


def propose(raw: Raw, language: str = "") -> Summary:
    """The structure of what was read; raises ``ValidationError`` when no word is in it."""
    pieces = _whole([piece for piece in raw.pieces if piece.plain])
    if not any(char.isalpha() for piece in pieces for char in piece.plain):
        raise refusal("empty")
    building = _Building()
    divided = divide(pieces)
    building.front(divided.front, divided.title)
    for section in _numbered(divided.sections):
        building.section(section)
    remarks = [Remark(code) for code in divided.codes] + building.remarks
    remarks += [Remark(code, "", text) for code, text in raw.beside if text.strip()]
    title = next((block.title for block in building.blocks if block.kind == Kind.TITLE), "")
    return Summary(
        title=title,
        language=language or language_of(piece.plain for piece in pieces),
        blocks=tuple(building.blocks),
        resources=once_each(building.resources),
        remarks=tuple(remarks),
    )


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that a page or a stray empty line parted: the first has no end, the second begins small."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and _goes_on(whole[-1], piece):
            whole[-1] = replace(whole[-1].and_then(piece), flags=tuple(dict.fromkeys((*whole[-1].flags, "joined"))))
        else:
            whole.append(piece)
    return whole


def _goes_on(piece: Piece, after: Piece) -> bool:
    if any(each.heading or each.document_title or each.depth or each.marker for each in (piece, after)):
        return False
    if len(piece.plain) < _LEAST_TO_GO_ON or ENDED.search(piece.plain) or "|" in piece.plain:
        return False
    return after.plain[:1].islower() and marker_of(after.plain) is None


def _numbered(sections: Sequence[Section]) -> Iterator[Section]:
    """Sessions with numbers that rise: the file's where they do, else the next."""
    last = 0
    for section in sections:
        if section.kind == Kind.SESSION:
            fits = section.number > last
            if not fits and section.heading is not None:
                section.codes += ("renumbered",)
            section.number = section.number if fits else last + 1
            last = section.number
        yield section


@dataclass
class _Building:
    """Blocks in order, and what was found on the way."""

    blocks: list[Block] = field(default_factory=list)
    resources: list[Named] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def front(self, parts: Sequence[Part], title: int | None) -> None:
        count = 0
        for place, part in enumerate(parts):
            if place == title:
                self._add(
                    Kind.TITLE, "title", _unstrong(part.piece), title=_shortened(part.piece.plain), codes=part.codes
                )
                continue
            count += 1
            self._add(Kind.FRONT, f"front.p{count}", part.piece, codes=part.codes)

    def section(self, section: Section) -> None:
        base = _BASES.get(section.kind, f"s{section.number}")
        number = {Kind.OPENING: "0", Kind.SESSION: str(section.number)}.get(section.kind, "")
        heading = section.heading or Piece(())
        title = heading.plain[section.title_at :] if section.title_at < len(heading.plain) else heading.plain
        self._add(
            section.kind, base, _unstrong(heading), number=number, title=_shortened(title), codes=section.codes
        )  # fmt: skip
        if section.kind == Kind.RECOMMENDATIONS:
            self._recommendations(section.body)
        else:
            self._discussions(section.body, base)

    def _discussions(self, parts: Sequence[Part], base: str) -> None:
        marks = [_mark(part) for part in parts]
        beside = zip([None, *marks], [*marks[1:], None], strict=False)
        for count, (part, mark, (before, after)) in enumerate(zip(parts, marks, beside, strict=False), 1):
            anchor, piece = f"{base}.p{count}", part.piece
            if part.heading:
                self._add(Kind.HEADING, anchor, _unstrong(piece), level=part.heading, codes=part.codes)
            elif mark and (piece.marker or _is_item(mark[0], before, after)):
                marker, letters = mark
                number = str(marker.numbers[-1]) if marker.numbers else ""
                item = piece if piece.marker else piece.without(letters)
                self._add(Kind.ITEM, anchor, item, level=piece.depth or 1, number=number, codes=part.codes)
            else:
                self._add(Kind.PARAGRAPH, anchor, piece, codes=part.codes)

    def _recommendations(self, parts: Sequence[Part]) -> None:
        placed = tree_of(parts)
        known: set[tuple[int, ...]] = set()
        for each, anchor in zip(placed, anchors(placed), strict=True):
            if each.kind in (Kind.RECOMMENDATION, Kind.POINT):
                # A point whose recommendation the file does not have stands under one without words.
                for depth in range(1, len(each.path)):
                    self._missing(each.path[:depth], known)
                known.add(each.path)
                self._add(
                    each.kind,
                    anchor,
                    each.piece,
                    level=len(each.path) - 1,
                    number=".".join(map(str, each.path)),
                    title=_lead(each.piece),
                    codes=each.codes,
                )
            else:
                piece = _unstrong(each.piece) if each.kind == Kind.HEADING else each.piece
                self._add(each.kind, anchor, piece, level=each.heading, codes=each.codes)

    def _missing(self, path: tuple[int, ...], known: set[tuple[int, ...]]) -> None:
        if path in known:
            return
        known.add(path)
        number = ".".join(map(str, path))
        kind = Kind.RECOMMENDATION if len(path) == 1 else Kind.POINT
        self._add(kind, f"r{number}", Piece(()), level=len(path) - 1, number=number, codes=("unheaded",))

    def _add(self, kind, anchor, piece: Piece, *, level=0, number="", title="", codes=()) -> None:
        self.blocks.append(Block(kind, anchor, written(piece.runs), level, number, title))
        found, remarks = named_in(piece.runs, anchor)
        self.resources += found
        self.remarks += remarks
        opening = " ".join(piece.plain.split()[:8])
        self.remarks += [Remark(code, anchor, opening) for code in (*codes, *piece.flags)]
        self.remarks += [Remark("footnote", anchor, note) for note in piece.notes]


def _mark(part: Part) -> tuple[Marker, int] | None:
    """The mark of a list, given by the file or found in the text with the letters it takes."""
    piece = part.piece
    if piece.marker:
        found = marker_of(f"{piece.marker.strip()} x") or marker_of(f"{piece.marker.strip()}) x")
        return (found[0] if found else Marker("bullet")), 0
    found = marker_of(piece.plain)
    return found if found and found[1] < len(piece.plain) else None


def _is_item(mark: Marker, before: tuple | None, after: tuple | None) -> bool:
    """Bullets and numbers are marks; letters and number words only beside another of their sort: “A. Diop said…”."""
    if mark.sort in ("bullet", "number"):
        return True
    return mark.sort in ("letter", "roman", "word") and any(
        other and other[0].sort in ("letter", "roman", "word") for other in (before, after)
    )


def _unstrong(piece: Piece) -> Piece:
    """A heading that is strong as a whole is not emphasised."""
    if not piece.strong:
        return piece
    return replace(piece, runs=tidy(replace(run, strong=False) for run in piece.runs))


def _lead(piece: Piece) -> str:
    """A title for a recommendation: its strong lead, or all of it if that is short, or its first sentence."""
    runs, text = piece.runs, piece.plain
    if runs and runs[0].strong and len(runs) > 1 and re.search(r"[.:]\s*$", runs[0].text):
        return _shortened(runs[0].text)
    if len(text) > MOST_IN_TITLE and (first := _SENTENCE.match(text)):
        return _shortened(first[0])
    return _shortened(text)


def _shortened(text: str) -> str:
    text = text.strip().rstrip(".:؛; ").strip()
    if len(text) <= MOST_IN_TITLE:
        return text
    return f"{text[: MOST_IN_TITLE - 1].rsplit(' ', 1)[0]}…"
