"""By which words a heading says what it begins, in the three languages."""

import re
from dataclasses import dataclass

from amedip.core.reading.numbers import WORD_PATTERN, fold, folded, value_of
from amedip.core.reading.pieces import ENDED
from workshops.reader.shapes import Kind

# A heading is no longer than this, unless the file's style says that it is one.
MOST_IN_HEADING = 260
_SORTS = (
    "working |plenary |thematic |technical |parallel |de travail |pleniere |thematique |technique |العمل |العامه "
    "|الحواريه "
)
_NOUN = r"(?:session|seance|panel|(?:ال)?جلسه|(?:ال)?محور)"
_FIGURE = rf"(?P<number>\d{{1,2}}|[ivxl]{{1,6}}|{WORD_PATTERN}|[a-h])"
_ORDINAL = rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th|e|er|ere|eme|re)|{WORD_PATTERN})"
_SESSIONS = tuple(
    re.compile(pattern)
    for pattern in (
        # Session III, Séance de travail n° 3, الجلسة الثالثة, جلسة العمل رقم ٣
        rf"\s*(?:{_SORTS})?{_NOUN} (?:{_SORTS})?(?:n[o°]\.? ?|no\.? |number |numero |رقم |# ?)?{_FIGURE}(?![\w'])",
        # Third session, Troisième séance, 3rd working session
        rf"\s*(?:the |la )?{_ORDINAL} (?:{_SORTS})?{_NOUN}(?![\w'])",
    )
)
_SEPARATOR = re.compile(r"\s*[:.\-–—|،,)]+\s*|\s+(?=\()|\s*$")

# What such headings are called: as a whole, with at most a few words around it. The first that fits counts.
_NAMES = {
    Kind.RECOMMENDATIONS: "recommendations recommandations توصيات التوصيات",
    Kind.OPENING: (
        "opening introduction introductory background welcome ouverture introductif introductive accueil "
        "افتتاح الافتتاح الافتتاحيه افتتاحيه مقدمه المقدمه تمهيد"
    ),
    Kind.CLOSING: (
        "closing closure conclusions? concluding wrap-up cloture "
        "ختام الختام الختاميه ختاميه اختتام الاختتام خاتمه الخاتمه"
    ),
}
_SECTION_NAMES = {kind: re.compile(rf"\b(?:{'|'.join(names.split())})\b") for kind, names in _NAMES.items()}
# A heading that only names its part has few words; with more it is about something else (“Conclusions of a survey…”).
_MOST_WORDS = 7
# By what a summary of discussions calls itself among its first lines; never its subject.
_OWN_NAMES = (
    r"(?:summary|report|proceedings|minutes)\b.*\b(?:discussions?|workshop|meeting|debates)",
    r"final (?:summary|report)",
    r"(?:resume|synthese|rapport|compte rendu|compte-rendu)\b.*\b(?:discussions?|atelier|debats|final)",
    r"(?:ال)?(?:ملخص|موجز|خلاصه|تقرير)\b.*\b(?:ال|لل)?(?:مناقشات|نقاشات|مداولات|ورشه|نهائي|ختامي)",
)
_OWN_NAME = re.compile(rf"\b(?:{'|'.join(_OWN_NAMES)})\b")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class SessionHeading:
    """Its number in the file and where its title begins; ``separated`` by a mark or the end of the line."""

    number: int
    title_at: int
    separated: bool


def session_heading(text: str) -> SessionHeading | None:
    """What a text that begins with a session's label says; whether it is a heading, its look and place decide too."""
    seen = folded(text[: MOST_IN_HEADING * 2])
    for pattern in _SESSIONS:
        if found := pattern.match(seen.text):
            number = value_of(re.sub(r"(?<=\d)\D+$", "", found["number"]))
            if not number:
                continue
            behind = _SEPARATOR.match(seen.text, found.end())
            end = behind.end() if behind else found.end()
            return SessionHeading(number, seen.place(end), bool(behind))
    return None


def section_named(text: str) -> Kind | None:
    """Opening, closing or recommendations, when the heading is called so."""
    words = fold(text).rstrip(" :.")
    if not words or len(words.split()) > _MOST_WORDS or len(words) > 90:
        return None
    words = re.sub(r"^(?:\d{1,2}|[ivxl]{1,6}|[a-h])\s*[.):\-–—]\s*", "", words)
    return next((kind for kind, pattern in _SECTION_NAMES.items() if pattern.search(words)), None)


def names_itself(text: str) -> bool:
    """Is this the line “Final summary of discussions” or its like?"""
    return bool(_OWN_NAME.search(fold(text)))


def dated(text: str) -> bool:
    """Does the line name a year? Then it says where and when."""
    return bool(_DATED.search(fold(text)))


def heads_section(line: str) -> bool:
    """Is a line of plain text a heading that is nothing but its label: “Recommendations”, “Session III”?"""
    if len(line) > 90 or line.startswith((" ", "#")) or ENDED.search(line.rstrip(": ")) or "," in line:
        return False
    session = session_heading(line)
    return section_named(line) is not None or bool(session and session.separated and session.title_at >= len(line))
