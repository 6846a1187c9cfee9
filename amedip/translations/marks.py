"""What a translator must give back untouched: placeholders, links and marks, made into tags and out of them again."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from amedip.translations.formats.inline import EMPHASIS, END, LINK, START, STRONG, TEXT, WHOLE, Code, Piece, pieces

# What stands before the words of a line: the mark of a list or of a heading.
LEAD = re.compile(r"\s*(?:(?:[-*•]|\d+[.)])\s+|#{1,6}\s+)?")
# The service's answer is not escaped: a < of ours could not be told from that of a tag.
SIGNS = re.compile(r"((?<!\S)[^\s<>&]*[<>&]\S*)")
TAGS = {LINK: "a", STRONG: "b", EMPHASIS: "i"}
KEPT = "code"  # the tag of all that holds no words to be translated


@dataclass
class Protected:
    """A line made ready: ``html`` to be sent, and what stands behind the numbers of its tags."""

    lead: str
    html: str
    tags: dict[str, Code] = field(default_factory=dict)
    trail: str = ""
    has_words: bool = False


def protect(line: str) -> Protected:
    """Make a line's links, emphasis, placeholders and addresses into numbered tags that a translator moves or leaves.

    ``<a>``, ``<b>`` and ``<i>`` hold words to be translated, ``<code>`` what stays as it is.
    """
    lead = LEAD.match(line).group()
    body = line[len(lead) :].rstrip()
    made = Protected(lead, "", trail=line[len(lead) + len(body) :])
    made.html = "".join(_tagged(body, made))
    return made


def restore(made: Protected, answer: str) -> str | None:
    """The translated line with its marks, or None if a mark was lost, doubled, broken or added."""
    reader = _Reader(made.tags)
    reader.feed(" ".join(answer.split()))
    reader.close()
    if not reader.whole():
        return None
    body = "".join(reader.parts).strip()
    if not body or Counter(protect(body).tags.values()) != Counter(made.tags.values()):
        return None
    return made.lead + body + made.trail


def _tagged(body: str, made: Protected) -> Iterator[str]:
    for piece in _pieces(body):
        if piece.part == TEXT:
            made.has_words = made.has_words or any(char.isalpha() for char in piece.text)
            yield piece.text
            continue
        tag = _tag(piece.code)
        if piece.part == END:
            yield f"</{tag}>"
            continue
        number = str(len(made.tags) + 1)
        made.tags[number] = piece.code
        if piece.part == START:
            yield f'<{tag} id="{number}">'
        else:
            yield f'<{tag} id="{number}" translate="no">{number if SIGNS.search(piece.text) else piece.text}</{tag}>'


def _pieces(body: str) -> Iterator[Piece]:
    """The pieces of a line, its words with signs of HTML among what is kept."""
    for piece in pieces(body):
        if piece.part != TEXT:
            yield piece
            continue
        for place, text in enumerate(SIGNS.split(piece.text)):
            if place % 2:
                yield Piece(text, WHOLE, Code(KEPT, text))
            elif text:
                yield Piece(text)


def _tag(code: Code) -> str:
    return TAGS[code.kind] if code.end else KEPT


class _Reader(HTMLParser):
    """Turns tags back into marks; notes whatever is no tag of ours."""

    def __init__(self, tags: dict[str, Code]):
        super().__init__(convert_charrefs=True)
        self.tags = tags
        self.parts: list[str] = []
        self.open: list[tuple[str, Code, int]] = []  # the tag, what it stands for, and the place of its first part
        self.seen: Counter[str] = Counter()
        self.damaged = False

    def whole(self) -> bool:
        return not self.damaged and not self.open and self.seen == Counter(dict.fromkeys(self.tags, 1))

    def handle_starttag(self, tag, attrs):
        number = dict(attrs).get("id") or ""
        code = self.tags.get(number)
        if code is None or _tag(code) != tag or self._inside_kept():
            self.damaged = True
            return
        self.seen[number] += 1
        self.open.append((tag, code, len(self.parts)))
        if tag == KEPT:
            self.parts.append(code.start)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.damaged = True
            return
        _, code, begun = self.open.pop()
        if tag != KEPT:
            self._enclose(begun, code)

    def handle_data(self, data):
        if not self._inside_kept():
            self.damaged = self.damaged or "<" in data or ">" in data
            self.parts.append(data)

    def handle_comment(self, data):
        self.damaged = True

    def handle_decl(self, decl):
        self.damaged = True

    def handle_pi(self, data):
        self.damaged = True

    def unknown_decl(self, data):
        self.damaged = True

    def _inside_kept(self) -> bool:
        return bool(self.open) and self.open[-1][0] == KEPT

    def _enclose(self, begun: int, code: Code) -> None:
        """Marks bind to their words: a space inside them goes outside."""
        inside = "".join(self.parts[begun:])
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        self.parts[begun:] = [before + code.start + inside.strip() + code.end + after]
