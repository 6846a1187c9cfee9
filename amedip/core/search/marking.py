"""What is shown of a text that was found: the passage around the words, with these marked in the original letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amedip.core.search.folding import fold_letters, fold_with_offsets
from amedip.core.search.phrasing import TONGUES, any_of, rows_to_mark, said
from amedip.core.search.stems import JOINING, stem, words_of
from amedip.core.search.wording import Wording
from amedip.core.statements import Written

SNIPPET = 240
# Characters: of the stretch in which words are marked, and of what is looked at before it.
STRETCH, BEFORE = 600, 150
# What Arabic writes together with a word: folding would take it off, at several times the cost of the letters.
_BEFORE_ARABIC = "(?:و?(?:[بكف]?ال|لل)|و)?"
_OPEN, _CLOSE = "\ue000", "\ue001"
_OPTIONS = f"HighlightAll=true, StartSel={_OPEN}, StopSel={_CLOSE}"
_HEADLINES = Written(
    f"""
    WITH tongue (language, configuration) AS (VALUES {TONGUES}),
    marked AS MATERIALIZED (SELECT language, {any_of("query")} AS query FROM ({said("$1")}) AS said GROUP BY language)
    SELECT ts_headline(tongue.configuration, shown.body, marked.query, $4)
    FROM unnest($2, $3) WITH ORDINALITY AS shown (language, body, place)
    JOIN tongue USING (language) JOIN marked USING (language) ORDER BY place
    """,
    "json", "text[]", "text[]", "text",
)  # fmt: skip


def snippets(wording: Wording, texts: Sequence[tuple[str, str]]) -> list[SafeString]:
    """For each text, given with its language, what is shown of it.

    PostgreSQL marks the folded text, the offsets lead back to the original. Of a long text it reads a stretch around
    the first word that looks like one searched for, or the beginning where none does.
    """
    looks = {code: _Look.for_words(wording, code) for code in {code for code, _text in texts}}
    stretches = [_stretch(text, looks[code]) for code, text in texts]
    folded = [fold_with_offsets(text[begin:end]) for (_code, text), (begin, end) in zip(texts, stretches, strict=True)]
    headlines = _headlines(wording, [code for code, _text in texts], [text for text, _offsets in folded])
    found = []
    for (_code, text), (begin, end), (_folded, offsets), headline in zip(
        texts, stretches, folded, headlines, strict=True
    ):
        spans = _spans(headline, offsets, end - begin)
        found.append(snippet(text, [(begin + first, begin + last) for first, last in spans]))
    return found


@dataclass(frozen=True)
class _Look:
    """How words begin that may be searched for: with the stem, whose last letter may differ: countri, country."""

    begins: Sequence[str]
    pattern: re.Pattern

    @classmethod
    def for_words(cls, wording: Wording, code: str) -> "_Look":
        said = [text for part in wording.parts for text in (part.text, *part.terms.get(code, ()))]
        stems = {stem(word, code) for text in said for word in words_of(text) if word not in JOINING}
        begins = sorted(begin[:-1] if len(begin) > 3 else begin for begin in stems)
        before = _BEFORE_ARABIC if code == "ar" else ""
        return cls(begins, re.compile(rf"(?<!\w){before}(?:{'|'.join(map(re.escape, begins))})"))

    def is_in(self, folded: str) -> bool:
        """Is there such a word? Nearly always there is not, and to look for letters is ten times as quick."""
        return any(begin in folded for begin in self.begins) and self.pattern.search(folded) is not None


def _stretch(text: str, look: _Look) -> tuple[int, int]:
    """From where to where ``text`` is looked at; folded piece by piece, for most words stand early."""
    begin = 0
    while look.begins and begin < len(text):
        end = _space(text, begin + STRETCH)
        if look.is_in(fold_letters(text[begin:end])):
            return (0 if begin < STRETCH else _space(text, begin - BEFORE)), end
        begin = end
    return 0, _space(text, STRETCH)


def _space(text: str, place: int) -> int:
    """The first space from there on, or the end."""
    found = text.find(" ", place)
    return len(text) if found < 0 else found


def _headlines(wording: Wording, codes: Sequence[str], texts: Sequence[str]) -> list[str]:
    words = rows_to_mark(wording, list(dict.fromkeys(codes)))
    return [headline for (headline,) in _HEADLINES.fetch(words, codes, texts, _OPTIONS)]


def _spans(headline: str, offsets: list[int], length: int) -> list[tuple[int, int]]:
    """What a headline marks, as (start, end) in the original text, which has that length."""
    before, *marked = headline.split(_OPEN)
    spans, place = [], len(before)
    for piece in marked:
        found, closed, rest = piece.partition(_CLOSE)
        start, place = place, place + len(found)
        if found and closed:
            end = offsets[place] if place < len(offsets) else length
            spans.append((offsets[start], max(end, offsets[place - 1] + 1)))
        place += len(rest)
    return spans


def snippet(text: str, spans: list[tuple[int, int]], width: int = SNIPPET) -> SafeString:
    """About ``width`` characters of ``text`` around the first span, as HTML with the spans in ``<mark>``."""
    first = spans[0][0] if spans else 0
    start = 0 if first < width // 2 or len(text) <= width else text.rfind(" ", 0, first - width // 4) + 1
    end = min(len(text), start + width)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + width // 2)
    pieces, at = [], start
    for begin, stop in spans:
        if at <= begin and stop <= end:
            found = text[begin:stop].rstrip()
            pieces.append((text[at:begin], found))
            at = begin + len(found)
    return format_html(
        "{}{}{}{}",
        "… " if start else "",
        format_html_join("", "{}<mark>{}</mark>", pieces),
        text[at:end].rstrip(),
        " …" if end < len(text) else "",
    )
