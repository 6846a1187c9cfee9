"""Where opening, sessions, closing and recommendations begin, by what headings say and how they look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amedip.core.reading.pieces import ENDED, Piece, Run, tidy
from workshops.reader.shapes import Kind
from workshops.reader.wording import MOST_IN_HEADING, dated, names_itself, section_named, session_heading

# A line of at most so many letters without a full stop may be a heading of a text without styles.
_MOST_IN_PLAIN_HEADING = 100
_MOST_IN_STRONG_HEADING = 200
# From this on a paragraph that has an end is prose, and no line of a title page.
_LEAST_IN_PROSE = 60
_SURELY_PROSE = 220
_SENTENCE_END = re.compile(r"\w{3,}[.!?؟]\s+\S")


@dataclass
class Section:
    """A part of the text; ``heading`` is None where the file has none. ``number`` is a session's, as in the file."""

    kind: Kind
    heading: Piece | None = None
    number: int = 0
    title_at: int = 0
    body: list["Part"] = field(default_factory=list)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A piece of a section; ``heading`` is its level below the section (1 and more) if it heads what follows."""

    piece: Piece
    heading: int = 0
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sign:
    """What a piece may begin: a section, or with ``HEADING`` something within one."""

    kind: Kind
    number: int = 0
    title_at: int = 0


@dataclass
class Divided:
    """``codes`` are remarks on the whole file."""

    front: list[Part]
    title: int | None
    sections: list[Section]
    codes: list[str]


def divide(pieces: Sequence[Piece]) -> Divided:
    """The pieces in sections, each piece in exactly one place and in the file's order."""
    pieces = _with_titles(pieces)
    signs = [_sign(pieces, place) for place in range(len(pieces))]
    contents = _contents(pieces, signs)
    signs = [None if place in contents else sign for place, sign in enumerate(signs)]
    codes: list[str] = []
    starts = _starts(pieces, signs)
    if not any(sign.kind == Kind.SESSION for sign in starts.values()):
        starts, code = _proposed(pieces, signs, starts)
        codes.append(code)
    body = _body_start(pieces, signs, starts)
    front = [Part(piece, codes=("contents",) if place in contents else ()) for place, piece in enumerate(pieces[:body])]
    sections = _sections(pieces, signs, starts, body, contents)
    kinds = {section.kind for section in sections}
    codes += [f"no-{kind}" for kind in (Kind.OPENING, Kind.CLOSING, Kind.RECOMMENDATIONS) if kind not in kinds]
    return Divided(front, title_of([part.piece for part in front]), sections, codes)


def _with_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """A heading that is nothing but “Session III” takes the line below as its title."""
    joined: list[Piece] = []
    for place, piece in enumerate(pieces):
        if joined and _is_label(joined[-1]) and _is_title_line(joined[-1], pieces, place):
            between = " " if joined[-1].plain.endswith((":", "-", "–", "—")) else ": "
            joined[-1] = replace(joined[-1], runs=tidy((*joined[-1].runs, Run(between), *piece.runs)))
        else:
            joined.append(piece)
    return joined


def _is_label(piece: Piece) -> bool:
    found = session_heading(piece.plain)
    return bool(found and found.title_at >= len(piece.plain) and not piece.depth)


def _is_title_line(label: Piece, pieces: Sequence[Piece], place: int) -> bool:
    piece = pieces[place]
    if piece.depth or piece.marker or ENDED.search(piece.plain) or len(piece.plain) > MOST_IN_HEADING:
        return False
    if section_named(piece.plain) or session_heading(piece.plain):
        return False
    follows = place + 1 < len(pieces) and is_prose(pieces[place + 1])
    return piece.heading == label.heading if piece.heading else follows


def is_prose(piece: Piece) -> bool:
    """Is it a sentence or more, or an item of a list, and no line of a title page?"""
    length = len(piece.plain)
    if piece.heading or piece.document_title:
        return False
    return bool(piece.depth) or length > _SURELY_PROSE or (length > _LEAST_IN_PROSE and bool(ENDED.search(piece.plain)))


def _sign(pieces: Sequence[Piece], place: int) -> Sign | None:
    """What the piece may begin."""
    piece = pieces[place]
    text = piece.plain
    styled = bool(piece.heading) or (piece.strong and not piece.depth and len(text) <= _MOST_IN_STRONG_HEADING)
    if (piece.depth or piece.marker) and not piece.heading:
        return None
    if session := _session(piece, styled=styled):
        return session
    ended = ENDED.search(text.rstrip(" :："))
    called = None if piece.document_title or names_itself(text) else section_named(text)
    if called and (styled or not ended):
        return Sign(called)
    if piece.heading or (styled and not ended):
        return Sign(Kind.HEADING)
    if _heads_by_place(pieces, place):
        return Sign(Kind.HEADING)
    return None


def _session(piece: Piece, *, styled: bool) -> Sign | None:
    text = piece.plain
    found = session_heading(text)
    if not found or len(text) > 2 * MOST_IN_HEADING or (len(text) > MOST_IN_HEADING and not piece.heading):
        return None
    sign = Sign(Kind.SESSION, found.number, found.title_at)
    if piece.heading:
        return sign
    # “Session II was introduced by…” goes on without a mark; “Session I: They met. They spoke.” is prose.
    title = text[found.title_at :]
    ended = bool(title) and text.rstrip().endswith((".", "؛", ";"))
    if _SENTENCE_END.search(title) or (ended and not styled):
        return None
    if found.separated or styled:
        return sign
    return sign if len(text) <= _MOST_IN_PLAIN_HEADING and not ENDED.search(text) else None


def _heads_by_place(pieces: Sequence[Piece], place: int) -> bool:
    """A short line without an end between two paragraphs heads the second, in a file without styles."""
    text = pieces[place].plain
    if len(text) > _MOST_IN_PLAIN_HEADING or ENDED.search(text) or text[:1].islower() or "|" in text:
        return False
    if not 0 < place < len(pieces) - 1 or not any(char.isalpha() for char in text):
        return False
    before, after = pieces[place - 1], pieces[place + 1]
    return (
        is_prose(before) and not before.plain.rstrip().endswith((":", "،", ",")) and is_prose(after) and not after.depth
    )


def _contents(pieces: Sequence[Piece], signs: Sequence[Sign | None]) -> set[int]:
    """Lines of a table of contents: they begin nothing, and the same begins again further down."""
    found = set()
    places = [place for place, sign in enumerate(signs) if sign and sign.kind != Kind.HEADING]
    later: set[tuple[Kind, int]] = set()
    for index in range(len(places) - 1, -1, -1):
        place, sign = places[index], signs[places[index]]
        end = places[index + 1] if index + 1 < len(places) else len(pieces)
        key = (sign.kind, sign.number)
        if key in later and not any(is_prose(piece) for piece in pieces[place + 1 : end]):
            found.add(place)
        later.add(key)
    return found


def _starts(pieces: Sequence[Piece], signs: Sequence[Sign | None]) -> dict[int, Sign]:
    """Where sections begin: an opening before the sessions, a closing after them, recommendations after or before."""
    sessions = [place for place, sign in enumerate(signs) if sign and sign.kind == Kind.SESSION]
    starts: dict[int, Sign] = {}
    seen: dict[int, int] = {}
    for place in sessions:
        number = signs[place].number
        # “Session II (continued)” goes on with the same session.
        if seen and number == list(seen.values())[-1]:
            continue
        seen[place] = number
        starts[place] = signs[place]
    first, last = (sessions[0], sessions[-1]) if sessions else (len(pieces), -1)
    named = {
        kind: [place for place, sign in enumerate(signs) if sign and sign.kind == kind]
        for kind in (Kind.OPENING, Kind.CLOSING, Kind.RECOMMENDATIONS)
    }
    closing = [place for place in named[Kind.CLOSING] if place > last]
    recommendations = [place for place in named[Kind.RECOMMENDATIONS] if place > last] or [
        place for place in named[Kind.RECOMMENDATIONS] if place < first and sessions
    ]
    ends = [*closing, *recommendations, first]
    opening = [place for place in named[Kind.OPENING] if place < min(ends)]
    for places in (opening, closing, recommendations):
        if places:
            chosen = min(places, key=lambda place: (pieces[place].heading or 9, place))
            starts[chosen] = signs[chosen]
    return starts


def _proposed(pieces: Sequence[Piece], signs: Sequence[Sign | None], starts: dict[int, Sign]) -> tuple[dict, str]:
    """Sessions where no heading calls itself one: the strongest headings of the body, or one for the whole of it."""
    opening = next((place for place, sign in starts.items() if sign.kind == Kind.OPENING), -1)
    ends = [place for place, sign in starts.items() if sign.kind != Kind.OPENING]
    end = min(ends, default=len(pieces))
    prose = next((place for place in range(opening + 1, end) if is_prose(pieces[place])), end)
    # The last heading before the first prose may head it; what is above belongs to the title page.
    headings = [
        place
        for place in range(opening + 1, end)
        if signs[place]
        and signs[place].kind == Kind.HEADING
        and place >= prose - 1
        and not _is_of_front(pieces, signs, place, prose)
    ]
    if headings:
        levels = [pieces[place].heading or 9 for place in headings]
        strongest = min(levels)
        chosen = [place for place, level in zip(headings, levels, strict=True) if level == strongest]
        return starts | {
            place: Sign(Kind.SESSION, number) for number, place in enumerate(chosen, 1)
        }, "headings-as-sessions"
    if prose < end:
        return starts | {prose: Sign(Kind.SESSION, -1)}, "no-headings"
    return starts, "no-headings"


def _is_of_front(pieces: Sequence[Piece], signs: Sequence[Sign | None], place: int, prose: int) -> bool:
    """A heading above the first prose is of the title page unless headings of its level go on below."""
    if place > prose:
        return False
    piece = pieces[place]
    if piece.document_title or names_itself(piece.plain) or dated(piece.plain) or not piece.heading:
        return True
    return not any(other.heading == piece.heading for other in pieces[prose:])


def _body_start(pieces, signs, starts: dict[int, Sign]) -> int:
    """Where the title page ends: at the first section, or at the prose before it."""
    first = min(starts, default=len(pieces))
    if first in starts and starts[first].kind == Kind.OPENING:
        return first
    prose = next((place for place in range(first) if is_prose(pieces[place])), first)
    if prose and prose < first and signs[prose - 1] and not _is_of_front(pieces, signs, prose - 1, prose):
        return prose - 1
    return prose


def _sections(pieces, signs, starts: dict[int, Sign], body: int, contents: set[int]) -> list[Section]:
    sections: list[Section] = []
    base = min((pieces[place].heading for place in starts if pieces[place].heading), default=0)
    if body < len(pieces) and body not in starts:
        sections.append(Section(Kind.OPENING, codes=("unheaded",)))
    for place in range(body, len(pieces)):
        sign, piece = starts.get(place), pieces[place]
        if sign and sign.number < 0:
            sections.append(Section(Kind.SESSION))
        elif sign:
            sections.append(Section(sign.kind, piece, sign.number, sign.title_at))
            continue
        heading = 0
        if signs[place] is not None:
            heading = max(1, piece.heading - base) if piece.heading else 1
        codes = ("contents",) if place in contents else ()
        sections[-1].body.append(Part(piece, heading, codes))
    return sections


def title_of(front: Sequence[Piece]) -> int | None:
    """Which line of the title page is the subject.

    In this order: what has the style of a title, the largest heading, the line above place and date, the longest;
    a line that names the paper (“Final summary of discussions”) or a date only when there is no other.
    """
    if not front:
        return None
    lines = [place for place, piece in enumerate(front) if not names_itself(piece.plain) and not dated(piece.plain)]
    lines = (
        lines or [place for place, piece in enumerate(front) if names_itself(piece.plain)] or list(range(len(front)))
    )

    def length(place: int) -> int:
        return len(front[place].plain)

    if titled := [place for place in lines if front[place].document_title]:
        return max(titled, key=length)
    levels = [front[place].heading for place in lines if front[place].heading]
    if levels:
        return max((place for place in lines if front[place].heading == min(levels)), key=length)
    for place in lines:
        if place + 1 < len(front) and dated(front[place + 1].plain) and not is_prose(front[place]):
            return place
    return max((place for place in lines if not is_prose(front[place])), key=length, default=None)
