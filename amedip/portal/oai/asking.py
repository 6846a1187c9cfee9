"""What a harvester asks: one verb and its arguments, checked as the protocol wants them (OAI-PMH 2.0, section 3)."""

import datetime
import re
from dataclasses import dataclass, field

from django.http import QueryDict

FORMAT = "oai_dc"


class Refusal(Exception):
    """An error of the protocol: its code, and a sentence for who reads the harvester's log."""

    def __init__(self, code: str, says: str):
        super().__init__(says)
        self.code = code
        self.says = says


@dataclass(frozen=True)
class Arguments:
    """What a verb may be asked with; ``list`` says that it also takes a resumption token, and then nothing else."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    list: bool = False


_SELECTIVE = Arguments(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), list=True)
VERBS = {
    "Identify": Arguments(),
    "ListMetadataFormats": Arguments(optional=frozenset({"identifier"})),
    "ListSets": Arguments(list=True),
    "GetRecord": Arguments(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _SELECTIVE,
    "ListRecords": _SELECTIVE,
}

_WORD = r"[A-Za-z0-9\-_.!~*'()]+"
_DAY, _SECOND = r"\d{4}-\d{2}-\d{2}", r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z"
# What each argument looks like; what does not could not even be repeated in a valid answer.
_SHAPES = {
    "identifier": re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"),
    "metadataPrefix": re.compile(_WORD),
    "set": re.compile(rf"{_WORD}(?::{_WORD})*"),
    "from": re.compile(f"{_DAY}|{_SECOND}"),
    "until": re.compile(f"{_DAY}|{_SECOND}"),
    "resumptionToken": re.compile(r"[\x21-\x7e]+"),
}


@dataclass(frozen=True)
class Asked:
    """A verb with its arguments, all of them well-formed."""

    verb: str
    arguments: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.arguments.get(name, "")


def read(sent: QueryDict) -> Asked:
    """What was sent; raises ``Refusal`` with ``badVerb`` or ``badArgument``."""
    verbs = sent.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Refusal("badVerb", f"Give one verb: {', '.join(VERBS)}.")
    verb, takes = verbs[0], VERBS[verbs[0]]
    arguments = {name: values for name, values in sent.lists() if name != "verb"}
    for name, values in arguments.items():
        if len(values) > 1:
            raise Refusal("badArgument", f"Give {_known(name)} once only.")
    given = {name: values[0] for name, values in arguments.items()}
    if takes.list and "resumptionToken" in given:
        if len(given) > 1:
            raise Refusal("badArgument", "A resumptionToken stands alone: it holds the other arguments.")
    else:
        _require(verb, takes, set(given))
    for name, value in given.items():
        if not _SHAPES[name].fullmatch(value):
            raise Refusal("badArgument", f"The value of {name} is not written as the protocol wants it.")
    _check_moments(given)
    return Asked(verb, given)


def _require(verb: str, takes: Arguments, given: set[str]) -> None:
    for name in sorted(takes.required - given):
        raise Refusal("badArgument", f"{verb} needs {name}.")
    for name in sorted(given - takes.required - takes.optional):
        raise Refusal("badArgument", f"{verb} takes no {_known(name)}.")


def _known(name: str) -> str:
    """The name of an argument; what somebody made up is not repeated."""
    return name if name in _SHAPES else "such argument"


def _check_moments(given: dict[str, str]) -> None:
    first, last = given.get("from", ""), given.get("until", "")
    begin = moment(first) if first else None
    end = moment(last) if last else None
    if begin and end:
        if len(first) != len(last):
            raise Refusal("badArgument", "Give from and until both as days, or both with the time.")
        if begin > end:
            raise Refusal("badArgument", "The span ends before it begins: from lies after until.")


def moment(text: str) -> datetime.datetime:
    """The first instant of a day or second; raises ``Refusal`` for one that no calendar has."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("badArgument", "There is no such day or time.") from None
    return found.replace(tzinfo=datetime.UTC)


def moment_after(text: str) -> datetime.datetime | None:
    """The first instant after a day or second; None where the calendar ends."""
    step = datetime.timedelta(days=1) if len(text) == len("2026-01-01") else datetime.timedelta(seconds=1)
    try:
        return moment(text) + step
    except OverflowError:
        return None
