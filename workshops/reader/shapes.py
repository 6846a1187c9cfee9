"""What a reading gives: blocks with addresses, named resources, remarks; frozen, and JSON both ways."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MOST_IN_TITLE = 250


class Kind(StrEnum):
    """What a block is. Those in ``SECTIONS`` begin a section and may be without text: then the file has no heading."""

    TITLE = "title"
    FRONT = "front"
    OPENING = "opening"
    SESSION = "session"
    CLOSING = "closing"
    RECOMMENDATIONS = "recommendations"
    RECOMMENDATION = "recommendation"
    POINT = "point"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    END = "end"


SECTIONS = frozenset({Kind.OPENING, Kind.SESSION, Kind.CLOSING, Kind.RECOMMENDATIONS})


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or item of a list.

    ``level`` is the depth: of a heading below its session, of an item in its list, of a point below its recommendation
    (1 for the first); 0 elsewhere. ``number`` is ``"0"`` for the opening, ``"3"`` for a session or a recommendation,
    ``"3.2.1"`` for a point, for an item that of a numbered list, else empty. ``anchor`` is the address: ``title``,
    ``front.p1``, ``opening``, ``opening.p1``, ``s1``, ``s1.p4``, ``closing.p1``, ``recommendations``,
    ``recommendations.p1``, ``r3``, ``r3.p1`` (what is said under it), ``r3.2``, ``r3.2.p1``, ``end.p1``. ``text`` is
    in the house's grammar. ``title`` is a proposal in plain words for sessions, recommendations and points, of at most
    ``MOST_IN_TITLE`` letters; what it says is in ``text`` too.
    """

    kind: Kind
    anchor: str
    text: str
    level: int = 0
    number: str = ""
    title: str = ""

    def as_json(self) -> dict:
        return asdict(self) | {"kind": self.kind.value}

    @classmethod
    def from_json(cls, data: dict) -> "Block":
        return cls(**(data | {"kind": Kind(data["kind"])}))


@dataclass(frozen=True)
class Named:
    """A programme, site or paper the text names.

    ``languages`` are the codes of its marks in the house's order, ``address`` is empty where it is lost, ``anchor`` is
    the paragraph that names it first.
    """

    name: str
    languages: tuple[str, ...] = ()
    address: str = ""
    anchor: str = ""

    @classmethod
    def from_json(cls, data: dict) -> "Named":
        return cls(**(data | {"languages": tuple(data["languages"])}))


# What each remark says to those who correct the proposal.
_SAYINGS = {
    "no-headings": _("No headings were found: everything stands in one session. Divide it where it should be divided."),
    "headings-as-sessions": _("No heading calls itself a session: the strongest headings are taken for sessions."),
    "no-opening": _("No opening was found."),
    "no-closing": _("No closing was found."),
    "no-recommendations": _("No recommendations were found."),
    "unheaded": _("This part has no heading of its own: where it begins is a guess."),
    "contents": _("This looks like a line of the contents and stands among the first lines."),
    "renumbered": _("The number in the file is taken or missing: this one was given by us."),
    "unnumbered": _("The recommendations have no numbers in the file: these were given by us."),
    "joined": _("This paragraph stood in two pieces and was joined."),
    "hyphen": _("A word broken at the end of a line was joined without its hyphen."),
    "footnote": _("A footnote of the file."),
    "running": _("A line that stands on every page was left out."),
    "aside": _("This stands beside the text in the file and was left out."),
    "guessed-resource": _("The name before the language mark is a guess: nothing shows where it begins."),
    "end": _("This follows the last recommendation: it may belong to it."),
    "long": _("This paragraph is very long: its marks of emphasis and links were not read."),
}
CODES = tuple(_SAYINGS)


@dataclass(frozen=True)
class Remark:
    """Something to look at: ``code`` says what (``message`` in words), ``anchor`` where, ``text`` on which words.

    What the blocks leave out of the file stands in ``text``; ``anchor`` is empty where the remark is on the whole file.
    """

    code: str
    anchor: str = ""
    text: str = ""

    @property
    def message(self) -> str:
        """The remark in the reader's language."""
        return str(_SAYINGS[self.code])

    @classmethod
    def from_json(cls, data: dict) -> "Remark":
        return cls(**data)


@dataclass(frozen=True)
class Summary:
    """The proposal for one language version of a workshop's summary; ``title`` is its subject in plain words."""

    title: str
    language: str
    blocks: tuple[Block, ...] = ()
    resources: tuple[Named, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def as_json(self) -> dict:
        """Lists, dicts, strings and numbers only; ``from_json`` gives the same summary back."""
        return {
            "title": self.title,
            "language": self.language,
            "blocks": [block.as_json() for block in self.blocks],
            "resources": [asdict(named) | {"languages": list(named.languages)} for named in self.resources],
            "remarks": [asdict(remark) for remark in self.remarks],
        }

    @classmethod
    def from_json(cls, data: dict) -> "Summary":
        return cls(
            title=data["title"],
            language=data["language"],
            blocks=tuple(Block.from_json(block) for block in data["blocks"]),
            resources=tuple(Named.from_json(named) for named in data["resources"]),
            remarks=tuple(Remark.from_json(remark) for remark in data["remarks"]),
        )
