"""What a translator must give back untouched: placeholders, links and marks, made into tags and out of them again."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

# What stands before the words of a line: the mark of a list or of a heading.
LEAD = re.compile(r"\s*(?:(?:[-*•]|\d+[.)])\s+|#{1,6}\s+)?")
INLINE = re.compile(
    r"\[(?P<a>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
    r"|\*\*(?P<b>\S(?:.*?\S)?)\*\*"
    r"|(?<![\w*])\*(?P<i>[^\s*](?:[^*]*?[^\s*])?)\*(?![\w*])"
    r"|(?P<code>https?://[^\s<>()\[\]]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|%\(\w+\)[a-z]|%[sd]\b|\{\w*\}"  # placeholders
    # The service's answer is not escaped: a < of ours could not be told from that of a tag.
    r"|[^\s<>&*\[\]]*[<>&][^\s*\[\]]*)"
)
MARKS = {"a": ("[", "]({target})"), "b": ("**", "**"), "i": ("*", "*")}


@dataclass
class Protected:
    """A line made ready: ``html`` to be sent, and what stands behind the numbers of its tags."""

    lead: str
    html: str
    tags: dict[str, tuple[str, str]] = field(default_factory=dict)
    trail: str = ""
    has_words: bool = False


def protect(line: str) -> Protected:
    """Make a line's links, emphasis, placeholders and addresses into numbered tags that a translator moves or leaves.

    ``<a>``, ``<b>`` and ``<i>`` hold words to be translated, ``<code>`` what stays as it is.
    """
    lead = LEAD.match(line).group()
    body = line[len(lead) :].rstrip()
    made = Protected(lead, "", trail=line[len(lead) + len(body) :])
    made.html = _tagged(body, made)
    return made


def restore(made: Protected, answer: str) -> str | None:
    """The translated line with its marks, or None if a mark was lost, doubled, broken or added."""
    reader = _Reader(made.tags)
    reader.feed(" ".join(answer.split()))
    reader.close()
    if not reader.whole():
        return None
    body = "".join(reader.parts).strip()
    if not body or _marks(protect(body)) != _marks(made):
        return None
    return made.lead + body + made.trail


def _tagged(text: str, made: Protected) -> str:
    parts, end = [], 0
    for found in INLINE.finditer(text):
        parts.append(_words(text[end : found.start()], made))
        end = found.end()
        kind = found.lastgroup if found.lastgroup != "target" else "a"
        number = str(len(made.tags) + 1)
        made.tags[number] = (kind, found["target"] if kind == "a" else found[0] if kind == "code" else "")
        inside = _kept(found[0], number) if kind == "code" else _tagged(found[kind], made)
        parts.append(f'<{kind} id="{number}"{_UNTRANSLATED[kind]}>{inside}</{kind}>')
    parts.append(_words(text[end:], made))
    return "".join(parts)


_UNTRANSLATED = {"code": ' translate="no"', "a": "", "b": "", "i": ""}


def _words(text: str, made: Protected) -> str:
    made.has_words = made.has_words or any(char.isalpha() for char in text)
    return escape(text, quote=False)


def _kept(text: str, number: str) -> str:
    return number if set(text) & set("<>&") else text


def _marks(made: Protected) -> Counter:
    """Which marks a line has, wherever they stand in it, and how it begins."""
    return Counter(made.tags.values())


class _Reader(HTMLParser):
    """Turns tags back into marks; notes whatever is no tag of ours."""

    def __init__(self, tags):
        super().__init__(convert_charrefs=True)
        self.tags = tags
        self.parts: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.seen: Counter[str] = Counter()
        self.damaged = False

    def whole(self) -> bool:
        return not self.damaged and not self.open and self.seen == Counter(dict.fromkeys(self.tags, 1))

    def handle_starttag(self, tag, attrs):
        number = dict(attrs).get("id") or ""
        kind, value = self.tags.get(number, ("", ""))
        if kind != tag or self._inside_kept():
            self.damaged = True
            return
        self.seen[number] += 1
        self.open.append((tag, number))
        self.parts.append(value if kind == "code" else MARKS[kind][0])

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.damaged = True
            return
        _, number = self.open.pop()
        if tag != "code":
            self._close(MARKS[tag][0], MARKS[tag][1].replace("{target}", self.tags[number][1]))

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
        return bool(self.open) and self.open[-1][0] == "code"

    def _close(self, start: str, end: str) -> None:
        """Marks bind to their words: a space inside them goes outside."""
        at = len(self.parts) - 1 - self.parts[::-1].index(start)
        inside = "".join(self.parts[at + 1 :])
        words = inside.strip()
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        self.parts[at:] = [before + start + words + end + after]
