"""Which strings of code, templates and scripts are marked for translation."""

import ast
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

NAMES = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in NAMES}
KEYWORDS["gettext_noop"] = None


class Marked(NamedTuple):
    """A string as catalogues know it; ``plural`` is empty where there is none."""

    context: str | None
    text: str
    plural: str = ""


def in_python(text: str) -> Iterator[Marked]:
    """Babel reads tokens and takes ``gettext(names["a"]["b"])`` for a string; the syntax tree knows better."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in KEYWORDS:
                yield from _in_call(KEYWORDS[name] or (1,), node.args)


def in_template(text: str) -> Iterator[Marked]:
    """Django turns what is marked into calls and the rest into X; only its indentation is no Python."""
    calls = templatize(text)
    yield from _by_babel("python", "\n".join(line.strip() for line in calls.splitlines()))


def in_script(text: str) -> Iterator[Marked]:
    yield from _by_babel("javascript", text)


def _in_call(places: tuple, arguments: list[ast.expr]) -> Iterator[Marked]:
    """``places`` count from one, as in Babel's keywords; that of the context is a pair with ``"c"``."""
    found: list[str] = []
    context = None
    for place in places:
        number = place[0] if isinstance(place, tuple) else place
        argument = arguments[number - 1] if number <= len(arguments) else None
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            return
        if isinstance(place, tuple):
            context = argument.value
        else:
            found.append(argument.value)
    if found[0]:
        yield Marked(context, *found)


def _by_babel(kind: str, text: str) -> Iterator[Marked]:
    for _, message, _, context in extract(kind, BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}):
        found = [message] if isinstance(message, str) else [part for part in message if part]
        if found and found[0]:
            yield Marked(context, *found[:2])
