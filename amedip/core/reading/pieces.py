"""What the readers of the file forms hand on: paragraphs of runs, with what the file says of their look and place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from urllib.parse import quote

from amedip.core.reading import limits
from amedip.core.reading.verdicts import Refused

# What ends a sentence, in the three languages; marks that close it may follow.
ENDED = re.compile(r"[.!?…؟۔:;؛][\"'”’»)\]*\s]*$")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
# Soft hyphens and marks of direction carry no word.
_INVISIBLE = re.compile(r"[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\ufffe\uffff]")
# A star that touches a letter would be read as emphasis; a bracket before a parenthesis as a link.
_STAR = re.compile(r"(?<=\S)\*|\*(?=\S)")
_LINK = re.compile(r"\]\((?=https?:)")


@dataclass(frozen=True)
class Run:
    """Letters of one look; ``link`` is the address they lead to, ``"#"`` where it is lost, None without one."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None

    @property
    def look(self):
        return self.strong, self.emphasis, self.link


@dataclass(frozen=True)
class Piece:
    """A paragraph of the file.

    ``heading`` is its level as a heading by style (1 is the strongest, 0 none), ``document_title`` the style of a
    title. ``depth`` is that of the list it stands in (0 none), ``marker`` the mark or number before it as the file has
    it. ``notes`` are the footnotes that hang on it, ``flags`` codes of remarks. ``loose`` marks a paragraph that lines
    were joined to by guess, ``page_break`` one that ends or begins at the edge of a page.
    """

    runs: tuple[Run, ...]
    heading: int = 0
    document_title: bool = False
    depth: int = 0
    marker: str = ""
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The words without marks."""
        return plain(self.runs)

    @property
    def strong(self) -> bool:
        """Is all of it strong?"""
        return all(run.strong for run in self.runs if run.text.strip()) and bool(self.plain)

    def without(self, letters: int) -> "Piece":
        """Without its first ``letters`` of ``plain``, and the blanks after them."""
        return replace(self, runs=cut(self.runs, letters))

    def and_then(self, other: "Piece", between: str = " ") -> "Piece":
        """Both as one paragraph of this one's place."""
        return replace(
            self,
            runs=tidy((*self.runs, Run(between), *other.runs)),
            notes=self.notes + other.notes,
            flags=tuple(dict.fromkeys(self.flags + other.flags)),
        )

    @classmethod
    def from_json(cls, data: dict) -> "Piece":
        runs = tuple(Run(**run) for run in data["runs"])
        return cls(**(data | {"runs": runs, "notes": tuple(data["notes"]), "flags": tuple(data["flags"])}))


@dataclass
class Raw:
    """A file's pieces, and what it has beside them as (what it is, text).

    What it is: ``running`` heads and feet, an ``aside`` at a margin, a ``footnote`` that nothing calls.
    """

    pieces: list[Piece] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict:
        """Lists, dicts, strings and numbers only; ``from_json`` gives the same back."""
        return {"pieces": [asdict(piece) for piece in self.pieces], "beside": self.beside}

    @classmethod
    def from_json(cls, data: dict) -> "Raw":
        return cls(list(map(Piece.from_json, data["pieces"])), list(map(tuple, data["beside"])))


def gathered(pieces: Iterable[Piece], longest: int | None = None) -> list[Piece]:
    """The pieces that have letters, as many whole ones as ``longest`` letters hold.

    Without ``longest`` all of them, or ``Refused`` where they are more than anybody reads at once.
    """
    kept, letters = [], 0
    for piece in pieces:
        letters += len(piece.plain) + 2
        if longest is not None and letters > longest:
            break
        if len(kept) == limits.MOST_PARAGRAPHS:
            raise Refused("too_long")
        kept += [piece] if piece.runs else []
    return kept


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Blanks as single spaces, none at either end; neighbours of one look as one run; empty ones gone."""
    cleaned: list[Run] = []
    for run in runs:
        text = _BLANKS.sub(" ", _INVISIBLE.sub("", run.text))
        if text.startswith(" ") and (not cleaned or cleaned[-1].text.endswith(" ")):
            text = text[1:]
        if text:
            cleaned.append(replace(run, text=text))
    if cleaned and cleaned[-1].text.endswith(" "):
        cleaned[-1] = replace(cleaned[-1], text=cleaned[-1].text[:-1])
    return tuple(_merged(run for run in cleaned if run.text))


def _merged(runs: Iterable[Run]):
    """A blank between two runs of one look has their look."""
    runs = list(runs)
    for place in range(1, len(runs) - 1):
        before, here, after = runs[place - 1 : place + 2]
        if not here.text.strip() and before.look == after.look:
            runs[place] = replace(before, text=here.text)
    for _, group in groupby(runs, key=lambda run: run.look):
        same = list(group)
        yield replace(same[0], text=plain(same)) if len(same) > 1 else same[0]


def cut(runs: Sequence[Run], letters: int) -> tuple[Run, ...]:
    """The runs without their first letters."""
    left = []
    for run in runs:
        if letters < len(run.text):
            left.append(replace(run, text=run.text[letters:]))
        letters = max(0, letters - len(run.text))
    return tidy(left)


def written(runs: Iterable[Run]) -> str:
    """The house's grammar: ``**strong**``, ``*emphasis*``, ``[name](https://…)``; other links are their names alone."""
    return "".join(_written(run) for run in runs)


def _written(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    core = _LINK.sub("] (", _STAR.sub("∗", core))
    if live(run.link):
        name = core.replace("[", "(").replace("]", ")")
        core = f"[{name}]({quote(run.link, safe=_IN_ADDRESS)})"
    stars = "*" * (2 * run.strong + run.emphasis)
    return f"{before}{stars}{core}{stars}{after}"


_IN_ADDRESS = "/:?#[]@!$&'+,;=%-._~"


def live(link: str | None) -> bool:
    """Can the link stand in a text of ours? What is not ``https`` is a name with an address at best."""
    return bool(link) and link.startswith("https://") and len(link) > len("https://")
