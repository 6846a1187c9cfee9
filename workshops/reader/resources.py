"""The programmes, sites and papers a text names, with the languages its marks give them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amedip.core import languages
from amedip.core.reading.numbers import fold
from amedip.core.reading.pieces import Run, plain
from workshops.reader.shapes import Named, Remark

# (AR, EN), [FR], (in French), (en anglais et en arabe), (بالعربية والفرنسية)
_MARK = re.compile(r"\s{0,3}[(\[]{1,3}(?P<inside>[^()\[\]]{1,90})[)\]]+")
_CODES = {"ar": "ar", "en": "en", "fr": "fr", "ang": "en", "angl": "en", "eng": "en", "fra": "fr", "ara": "ar"}
_CAPITAL_CODE = re.compile(r"\b[A-Z]{2,4}\b")
_LANGUAGE_WORDS = {
    "ar": "arabic arabe عربيه عربي",
    "en": "english anglais anglaise انجليزيه انكليزيه انجليزي",
    "fr": "french francais francaise فرنسيه فرنسي",
}
_BY_WORD = {word: code for code, words in _LANGUAGE_WORDS.items() for word in words.split()}
# What may stand between the languages.
_FILLING_WORDS = """
    in en and et only version versions available disponible seulement uniquement langue language
    و فقط اللغه لغه باللغه وباللغه متاح متاحه نسخه النسخه
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_PREFIX = re.compile(r"^و?(?:بال|ال|ب)?(?=عربي|انجليزي|انكليزي|فرنسي)")
# What shows where a name begins when no link does: its quotation marks or capitals.
_QUOTED = re.compile(r"[“«\"‘']([^“”«»\"]{2,150})[”»\"’']\s*$")
_CAPITALISED = re.compile(
    r"((?:[A-ZÀ-Þ][\w’'.\-]*|\d+)(?:\s+(?:(?:of|for|and|the|on|in|to|de|des|du|la|le|les|et|pour|sur|aux?|en|à)\s+){0,3}"
    r"(?:[dl]['’])?[A-ZÀ-Þ][\w’'.\-]*)*)\s*$"
)
# Further back no name is looked for: a hostile paragraph would be gone through again and again.
_MOST_IN_NAME = 200
_ADDRESS = re.compile(r"^(?:https?://|www\.|[\w.+-]+@)\S+$", re.IGNORECASE)


@dataclass(frozen=True)
class _Span:
    """Letters of one look and their place in the paragraph."""

    start: int
    end: int
    text: str
    link: str | None
    marked: bool


def languages_of(inside: str) -> tuple[str, ...]:
    """The languages that the words between brackets name, in the house's order; empty if they say anything else."""
    words = [word for word in re.split(r"[\s,;/،؛&+|.\-–]+", fold(inside)) if word]
    named = {code for word in words if (code := _BY_WORD.get(_PREFIX.sub("", word)))}
    others = [word for word in words if _PREFIX.sub("", word) not in _BY_WORD and word not in _FILLING]
    if not named or others:
        # Codes alone: in small letters two at least, for “(en)” says nothing.
        codes = [word for word in words if word in _CODES]
        if len(codes) + sum(word in _FILLING and word not in _CODES for word in words) < len(words):
            return ()
        if not _CAPITAL_CODE.search(inside) and len(codes) < 2:
            return ()
        named = {_CODES[word] for word in codes}
    return tuple(code for code in languages.CODES if code in named)


def named_in(runs: Sequence[Run], anchor: str) -> tuple[list[Named], list[Remark]]:
    """The resources a paragraph names: what is linked, and what stands before a language mark."""
    text = plain(runs)
    spans = _spans(runs)
    found, remarks, seen = [], [], set()
    for span in spans:
        name = span.text.strip()
        if span.link is None or not name or languages_of(name) or _ADDRESS.match(name):
            continue
        if span.link.startswith("mailto:"):
            continue
        mark = _MARK.match(text, span.end)
        codes = languages_of(mark["inside"]) if mark else ()
        if codes:
            seen.add(mark.start("inside"))
        address = span.link if re.match(r"https?://.", span.link) else ""
        found.append((span.start, Named(_clean(name), codes, address, anchor)))
    for mark in _MARK.finditer(text):
        if mark.start("inside") in seen or not (codes := languages_of(mark["inside"])):
            continue
        name, guessed = _name_before(text, mark.start(), spans)
        if name:
            found.append((mark.start(), Named(_clean(name), codes, "", anchor)))
            if guessed:
                remarks.append(Remark("guessed-resource", anchor, _clean(name)))
    return [named for _, named in sorted(found, key=lambda pair: pair[0])], remarks


def _spans(runs: Iterable[Run]) -> list[_Span]:
    """Neighbours that lead to the same address, or are both marked without one, as one."""
    spans: list[_Span] = []
    at = 0
    for run in runs:
        marked = run.strong or run.emphasis
        end = at + len(run.text)
        if (
            spans
            and spans[-1].end == at
            and (spans[-1].link, spans[-1].marked) == (run.link, marked or run.link is not None)
        ):
            last = spans.pop()
            spans.append(_Span(last.start, end, last.text + run.text, run.link, last.marked))
        else:
            spans.append(_Span(at, end, run.text, run.link, marked or run.link is not None))
        at = end
    return spans


def _name_before(text: str, mark: int, spans: Sequence[_Span]) -> tuple[str, bool]:
    """The name that ends before a language mark, and whether its beginning is a guess."""
    before = text[max(0, mark - _MOST_IN_NAME) : mark].rstrip()
    end = len(text[:mark].rstrip())
    for span in spans:
        if span.marked and span.link is None and span.start < end <= span.end:
            return text[span.start : end], False
    if quoted := _QUOTED.search(before):
        return quoted[1], False
    if capitals := _CAPITALISED.search(before):
        return capitals[1], True
    return "", False


def _clean(name: str) -> str:
    return name.strip().strip("“”«»\"‘’' ").rstrip(",;:.").strip()


def once_each(found: Iterable[Named]) -> tuple[Named, ...]:
    """Each resource once, where it is first named, with all its languages and the first address that is known."""
    kept: dict[str, Named] = {}
    for named in found:
        if not named.name:
            continue
        key = fold(named.name)
        if key in kept:
            first = kept[key]
            codes = set(first.languages) | set(named.languages)
            ordered = tuple(code for code in languages.CODES if code in codes)
            kept[key] = Named(first.name, ordered, first.address or named.address, first.anchor)
        else:
            kept[key] = named
    return tuple(kept.values())
