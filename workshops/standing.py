"""What a workshop's page says already, as the reader of summaries would give it, and the addresses it has given."""

from collections.abc import Iterator

from amedip.core import languages
from amedip.core.models import Reference
from workshops.models import Passage, Workshop
from workshops.outcome import FORMS, SESSIONS
from workshops.reader import Block, Kind
from workshops.settling import Addresses

_KINDS = {form: kind for kind, form in FORMS.items()}
_SECTIONS = {session: kind for kind, session in SESSIONS.items()}


def standing_blocks(workshop: Workshop, language: str) -> tuple[str, list[Block]]:
    """What the workshop's page says, as the reader would give it, and in which language; nothing where it says nothing.

    It is that in the language itself, else in the language of which the page has most.
    """
    rows = list(workshop.passages.order_by("session__number", "position", "pk").select_related("session"))
    held = {code: sum(1 for row in rows if getattr(row, f"text_{code}")) for code in languages.CODES}
    code = language if held[language] else max(held, key=held.get)
    if not held[code]:
        return code, []
    return code, [*_sessions_as_blocks(workshop, rows, code), *_recommendations_as_blocks(workshop, code)]


def _sessions_as_blocks(workshop, rows, code) -> Iterator[Block]:
    for session in workshop.sessions.all():
        title = getattr(session, f"title_{code}") or ""
        yield Block(_SECTIONS[session.kind], session.anchor, title, 0, str(session.number), title)
        for row in rows:
            text = getattr(row, f"text_{code}")
            if row.session_id == session.pk and text:
                yield Block(_KINDS[row.form], row.anchor, text, row.level if row.form != Passage.Form.PARAGRAPH else 0)


def _recommendations_as_blocks(workshop, code) -> Iterator[Block]:
    rows = workshop.recommendations.order_by("position", "pk")
    if rows:
        yield Block(Kind.RECOMMENDATIONS, "recommendations", "")
    for row in rows:
        depth = row.number.count(".")
        title, text = (getattr(row, f"{field}_{code}") or "" for field in ("title", "text"))
        kind = Kind.POINT if depth else Kind.RECOMMENDATION
        yield Block(kind, row.anchor, text or title, depth, row.number, title)


def given_in(workshop: Workshop) -> Addresses:
    """The addresses of passages that stand in the workshop, and those that once stood there."""
    standing = frozenset(workshop.passages.values_list("anchor", flat=True))
    prefix = f"{workshop.ref}-"
    known = Reference.objects.filter(kind=Passage.KIND, ref__startswith=prefix).values_list("ref", flat=True)
    return Addresses(standing, frozenset(ref.removeprefix(prefix) for ref in known) - standing)
