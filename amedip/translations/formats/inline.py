"""Finds in a text what a translator moves but does not translate: emphasis, links, placeholders, addresses, code."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

STRONG, EMPHASIS, LINK, CODE, VARIABLE, ADDRESS = "strong", "emphasis", "link", "code", "variable", "address"
TEXT, START, END, WHOLE = "text", "start", "end", "whole"

_STARS = {"*": EMPHASIS, "**": STRONG, "***": STRONG}
# Each branch is bounded or stops at its first mismatch, so that a hostile text costs no more than its length.
_TOKEN = re.compile(
    r"""
      (?P<escape> \\[\\*`\[\]] )
    | (?P<blank> \n[ \t]*\n )
    | (?P<code> `[^`\n]+` )
    | (?P<variable> %\(\w{1,60}\)[a-z] | \{\{[ ]?[^{}\n]{1,60}\}\} | \{[A-Za-z_0-9][^{}\s]{0,59}\} )
    | (?P<closer> \]\((?:[^()\s]|\([^()\s]{0,500}\)){1,2000}+\) )
    | (?P<opener> \[ )
    | (?P<address>
        (?:https?://|www\.)[^\s<>"“”«»()\[\]{}*`]*[^\s<>"“”«»()\[\]{}*`.,;:!?،؛؟…'’]
      | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}
      )
    | (?P<stars> \*+ )
    """,
    re.VERBOSE,
)


class Code(NamedTuple):
    """Something to keep: what it is and its own text; ``end`` is empty unless it encloses text."""

    kind: str
    start: str
    end: str = ""

    def __str__(self):
        return f"{self.start}…{self.end}" if self.end else self.start


class Piece(NamedTuple):
    """A stretch of a text: translatable, or (a part of) the code with this number, counted from 1 within the text."""

    text: str
    part: str = TEXT
    code: Code | None = None
    number: int = 0


@dataclass
class _Token:
    text: str
    kind: str = ""  # "" is plain text
    opens: bool = False
    closes: bool = False
    whole: bool = False
    partner: int | None = None


def pieces(text: str) -> list[Piece]:
    """The text cut into pieces, which joined give it back; paired codes are properly nested."""
    tokens = _tokens(text)
    _pair(tokens)
    found: list[Piece] = []
    plain: list[str] = []
    numbers: dict[int, tuple[Code, int]] = {}
    for index, token in enumerate(tokens):
        if not token.whole and token.partner is None:
            plain.append(token.text)
            continue
        _add_text(found, plain)
        if token.whole:
            numbers[index] = Code(token.kind, token.text), len(numbers) + 1
            found.append(Piece(token.text, WHOLE, *numbers[index]))
        elif token.partner > index:
            numbers[index] = Code(token.kind, token.text, tokens[token.partner].text), len(numbers) + 1
            found.append(Piece(token.text, START, *numbers[index]))
        else:
            found.append(Piece(token.text, END, *numbers[token.partner]))
    _add_text(found, plain)
    return found


def codes(text: str) -> Counter[Code]:
    """How often each code stands in the text."""
    return Counter(piece.code for piece in pieces(text) if piece.part in {START, WHOLE})


def numbered_like(source: list[Piece], target: list[Piece]) -> list[Piece]:
    """The pieces of ``target``, whose codes take the numbers of those in ``source``, or new ones after them."""
    free: dict[Code, list[int]] = {}
    for piece in reversed(source):
        if piece.part in {START, WHOLE}:
            free.setdefault(piece.code, []).append(piece.number)
    last = max((piece.number for piece in source), default=0)
    numbers: dict[int, int] = {}
    for piece in target:
        if piece.part in {START, WHOLE}:
            if same := free.get(piece.code):
                numbers[piece.number] = same.pop()
            else:
                numbers[piece.number] = last = last + 1
    return [Piece(piece.text, piece.part, piece.code, numbers.get(piece.number, 0)) for piece in target]


def _tokens(text: str) -> list[_Token]:
    tokens, done = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() > done:
            tokens.append(_Token(text[done : match.start()]))
        tokens.append(_token(match, text))
        done = match.end()
    if done < len(text):
        tokens.append(_Token(text[done:]))
    return tokens


def _token(match: re.Match, text: str) -> _Token:
    name, found = match.lastgroup, match[0]
    if name in {CODE, VARIABLE, ADDRESS}:
        return _Token(found, name, whole=True)
    if name == "blank":
        return _Token(found, "blank")
    if name == "opener":
        return _Token(found, LINK, opens=True)
    if name == "closer":
        return _Token(found, LINK, closes=True)
    if name == "stars" and found in _STARS:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
        return _Token(found, _STARS[found], opens=opens, closes=closes)
    return _Token(found)


def _pair(tokens: list[_Token]) -> None:
    """Let openers and closers find one another, the nearest first; what lies open within a closed pair is text."""
    waiting: list[int] = []
    counts: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        mark = "[" if token.kind == LINK else token.text
        if token.kind == "blank":
            waiting.clear()
            counts.clear()
        elif token.closes and counts[mark]:
            opener = -1
            while opener < 0:
                candidate = waiting.pop()
                counts[tokens[candidate].text] -= 1
                if tokens[candidate].text == mark:
                    opener = candidate
            if opener + 1 < index:
                token.partner, tokens[opener].partner = opener, index
        elif token.opens:
            waiting.append(index)
            counts[mark] += 1


def _add_text(found: list[Piece], plain: list[str]) -> None:
    """Add what has gathered since the last code as one piece."""
    if plain:
        found.append(Piece("".join(plain)))
        plain.clear()
