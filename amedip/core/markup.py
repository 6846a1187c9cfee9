"""The little markup that texts may carry: **strong**, *emphasis*, [a name](https://an.address), and "- " lists."""

import re
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_MARKED = re.compile(
    r"\*\*(?=\S)(?P<strong>[^*\n]+(?:\*[^*\n]+\*[^*\n]*)*)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<emphasis>[^*\n]+)(?<=\S)\*"
    r"|\[(?P<name>[^\[\]\n]+)\]\((?P<address>https?://[^\s()<>\"']+)\)"
)
_TAGS = {"strong": "strong", "emphasis": "em"}


def inline(text: str) -> SafeString:
    """The text as HTML: everything escaped but these three marks and line breaks; an unfinished mark stays as typed."""
    pieces, end = [], 0
    for found in _MARKED.finditer(text):
        pieces += [_plain(text[end : found.start()]), _marked(found)]
        end = found.end()
    return mark_safe("".join([*pieces, _plain(text[end:])]))  # noqa: S308 - each piece is escaped


def blocks(text: str) -> SafeString:
    """A longer text as HTML: empty lines part paragraphs, lines that begin with a hyphen are a list."""
    pieces = []
    for paragraph in filter(None, map(str.strip, re.split(r"\n{2,}", text))):
        for is_list, lines in groupby(paragraph.split("\n"), key=lambda line: line.startswith("- ")):
            if is_list:
                items = format_html_join("", "<li>{}</li>", ((inline(line[2:]),) for line in lines))
                pieces.append(format_html('<ul class="bullets">{}</ul>', items))
            else:
                pieces.append(format_html("<p>{}</p>", inline("\n".join(lines))))
    return SafeString("\n\n".join(pieces))


def without_marks(text: str) -> str:
    """The text alone, for places that know no markup."""
    return "".join(run for _kind, run in runs(text))


def runs(text: str) -> list[tuple[str, str]]:
    """The text piece by piece, as ``(kind, piece)``: ``strong``, ``emphasis`` or plain; links are their names."""
    found_runs, end = [], 0
    for found in _MARKED.finditer(text):
        kind = "plain" if found["name"] else found.lastgroup
        piece = found["name"] or without_marks(found[kind])
        found_runs += [("plain", text[end : found.start()]), (kind, piece)]
        end = found.end()
    return [(kind, piece) for kind, piece in [*found_runs, ("plain", text[end:])] if piece]


def _plain(text: str) -> str:
    return conditional_escape(text).replace("\n", "<br>")


def _marked(found: re.Match) -> str:
    if found["name"]:
        return format_html('<a href="{}" rel="noopener nofollow">{}</a>', found["address"], found["name"])
    kind = found.lastgroup
    return format_html("<{0}>{1}</{0}>", _TAGS[kind], inline(found[kind]))
