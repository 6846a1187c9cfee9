"""Markdown, and plain text in that manner, as paragraphs of runs."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from amedip.core.reading import limits
from amedip.core.reading.numbers import fold, marker_of
from amedip.core.reading.pieces import ENDED, Piece, Raw, Run, gathered, tidy, written

# HTML and indented code are plain words here: people indent paragraphs, and no tag of a file shall ever be one of ours.
# Inlines are read paragraph by paragraph, below: a hostile one stays whole.
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 200, "html": False})
    .enable("table")
    .disable(["code", "fence", "html_block", "html_inline", "inline"])
)
_INLINES = MarkdownIt("commonmark", {"maxNesting": 40, "html": False}).disable("html_inline")
# Deeper nesting is flattened before it is read: what the parser finds beyond its own bound it would leave out.
_DEEPEST = 12
_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]{1,40})\]:[ \t]*(?P<text>.*)$")
_NOTE_CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")
_PREFIX_PART = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))")
# Marks of lists that Markdown does not know: a line that begins with one is a paragraph of its own.
_FOREIGN_MARK = re.compile(
    r"^\s*[\[(]?(?:[^\W\d_]\s*\)|[٠-٩۰-۹]{1,3}\s*[.)\-–—:]|[^\w\s\[\](){}*+\-#>_`~!<|\\\"'“”«»&=.,/:;@$%^])"
)
_MOST_MARKS = (("[", 400), ("<", 400), ("`", 400), ("*", 4_000), ("_", 4_000))
_DASHES = ("–", "—")


def read_markdown(text: str, heads: Callable[[str], bool], longest: int | None = None) -> Raw:
    """The paragraphs of a text; a line of which ``heads`` is true is one of its own, wherever it stands.

    Raises ``Refused`` when there are too many.
    """
    lines, notes = _without_notes(_flattened(line) for line in text.expandtabs(4).splitlines())
    environment: dict = {}
    lines = list(_parted(lines, heads))
    tree = SyntaxTreeNode(_PARSER.parse("\n".join(lines), environment))
    walk = _Walk(environment, notes)
    raw = Raw(gathered(walk.blocks(tree, 0), longest))
    raw.beside += [("footnote", note) for name, note in notes.items() if name not in walk.called and note]
    raw.beside += [("aside", aside) for aside in [*walk.asides, *_unused(environment, walk.followed, lines)]]
    return raw


def _flattened(line: str) -> str:
    """The line at a depth that texts have, at the most."""
    indent = len(line) - len(line.lstrip(" "))
    if indent > 4 * _DEEPEST:
        line = " " * (4 * _DEEPEST) + line.lstrip(" ")
    at, depth = 0, 0
    while found := _PREFIX_PART.match(line, at):
        at, depth = found.end(), depth + 1
        if depth == _DEEPEST:
            inner = at
    return line if depth <= _DEEPEST else f"{line[:inner]} {line[at:].lstrip()}"


def _without_notes(lines: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The lines without footnotes (``[^1]: …``, indented lines go on), and the footnotes by their names."""
    kept, notes, current = [], {}, ""
    for line in lines:
        if found := _NOTE.match(line):
            # A name used twice keeps both texts.
            current = found["name"]
            notes[current] = f"{notes.get(current, '')} {found['text']}".strip()
        elif current and line.startswith("  ") and line.strip():
            notes[current] = f"{notes[current]} {line.strip()}".strip()
        else:
            current = current if not line.strip() else ""
            kept.append(line)
    return kept, notes


def _parted(lines: list[str], heads: Callable[[str], bool]) -> Iterator[str]:
    """With an empty line where a paragraph begins or ends that Markdown would not see."""
    before = ""
    for line in lines:
        if before.strip() and (_begins(line, before) or heads(before)):
            yield ""
        yield line
        before = line


def _overloaded(content: str) -> bool:
    """Has a paragraph more letters or marks than any that people write? To look for their ends would take long."""
    return len(content) > limits.MOST_IN_PARAGRAPH or any(content.count(mark) > most for mark, most in _MOST_MARKS)


def _begins(line: str, before: str) -> bool:
    """A dash begins an item after another or after a sentence; else it may stand within one."""
    if line.lstrip().startswith(_DASHES) and not (before.lstrip().startswith(_DASHES) or ENDED.search(before)):
        return False
    return bool(_FOREIGN_MARK.match(line)) and marker_of(line) is not None


def _unused(environment: dict, followed: set[str], lines: Sequence[str]) -> Iterator[str]:
    """Definitions of links that no link uses, which the parser takes out of the text, and words beside used ones."""
    for found in [*environment.get("references", {}).values(), *environment.get("duplicate_refs", [])]:
        if found["href"] not in followed:
            yield " ".join(line.strip() for line in lines[found["map"][0] : found["map"][1]])
        elif fold(found.get("title", "")):
            yield found["title"]


@dataclass
class _Walk:
    """Goes through what the parser found, and remembers which footnotes and addresses were used on the way."""

    environment: dict
    notes: dict[str, str]
    called: set[str] = field(default_factory=set)
    followed: set[str] = field(default_factory=set)
    asides: list[str] = field(default_factory=list)

    def blocks(self, node: SyntaxTreeNode, depth: int) -> Iterator[Piece]:
        """A piece for each paragraph, heading and row of a table below the node."""
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                for item in child.children:
                    yield from self._item(item, depth + 1, ordered=child.type == "ordered_list")
            elif child.type == "heading":
                yield self._piece(child, depth, heading=int(child.tag[1]))
            elif child.type in ("paragraph", "tr"):
                yield self._piece(child, depth)
            else:
                yield from self.blocks(child, depth)

    def _item(self, item: SyntaxTreeNode, depth: int, *, ordered: bool) -> Iterator[Piece]:
        """A list that begins its item at once is that item's mark, no deeper list: “- 1) To ensure…”."""
        mark = f"{item.info}{item.markup}" if ordered else item.markup
        begins_with_list = bool(item.children) and item.children[0].type in ("bullet_list", "ordered_list")
        if begins_with_list:
            yield from self.blocks(item, depth - 1)
            return
        for place, piece in enumerate(self.blocks(item, depth)):
            yield replace(piece, marker=mark) if place == 0 and not piece.marker else piece

    def _piece(self, node: SyntaxTreeNode, depth: int, heading: int = 0) -> Piece:
        contents = [inline.content for inline in node.walk() if inline.type == "inline"]
        runs: list[Run] = []
        for content in contents:
            runs += ([Run(" | ")] if runs else []) + list(self._runs(content))
        kept, notes = self._called(runs)
        long = any(map(_overloaded, contents))
        return Piece(tidy(kept), heading=heading, depth=depth, notes=notes, flags=("long",) if long else ())

    def _runs(self, content: str) -> Iterator[Run]:
        """The letters of a paragraph with their looks; escapes and entities are what they stand for."""
        if _overloaded(content):
            yield Run(content.replace("\n", " "))
            return
        strong = emphasis = 0
        link: list[str] = []
        for token in self._tokens(content):
            if token.type in ("strong_open", "strong_close"):
                strong += token.nesting
            elif token.type in ("em_open", "em_close"):
                emphasis += token.nesting
            elif token.type == "link_open":
                link.append(str(token.attrs["href"]) or "#")
                self.followed.add(str(token.attrs["href"]))
                self.asides += [str(token.attrs["title"])] if token.attrs.get("title") else []
            elif token.type == "link_close":
                link.pop()
            else:
                text = " " if token.type in ("softbreak", "hardbreak") else token.content
                yield Run(text, strong > 0, emphasis > 0, link[-1] if link else None)

    def _tokens(self, content: str) -> list:
        tokens: list = []
        _INLINES.inline.parse(content, _INLINES, self.environment, tokens)
        return tokens

    def _called(self, runs: Iterable[Run]) -> tuple[list[Run], tuple[str, ...]]:
        """The runs without calls of footnotes, and the footnotes called."""
        kept, found = [], []
        for run in runs:
            names = [name for name in _NOTE_CALL.findall(run.text) if name in self.notes]
            for name in names:
                run = replace(run, text=run.text.replace(f"[^{name}]", ""))
                if name not in self.called:
                    self.called.add(name)
                    found.append(written(tidy(self._runs(self.notes[name]))))
            kept.append(run)
        return kept, tuple(note for note in found if note)
