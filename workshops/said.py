"""Who said what: statements as rows with their speakers, themes and the place where they stand."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.nested import array_of
from workshops.models import Session, Statement, StatementTheme

_CODES = languages.CODES
_NAMED = ("country", "institution", "about")


def said_in(workshop) -> list[dict]:
    """All statements of a workshop, in order."""
    return _rows(Q(workshop=workshop))


def said_by(speaker: Q) -> list[dict]:
    """Statements wherever they were made, the latest workshop first, each with ``workshop`` and ``pinpoint``."""
    rows = _rows(speaker, "-workshop__start", "position", "pk")
    for row in rows:
        row["pinpoint"] = pinpoint(row)
        row["path"] = f"{row['workshop_path']}#{row['anchor']}"
    return rows


def _rows(condition: Q, *order: str) -> list[dict]:
    names = {f"name_{code}": f"theme__name_{code}" for code in _CODES}
    themes = array_of(StatementTheme.objects.filter(statement=OuterRef("pk")), path="theme__reference__path", **names)
    shown = {
        f"{who}_{code}": F(f"{who}__name_{code}") for who in ("country", "institution", "about") for code in _CODES
    }
    shown |= {f"{who}_path": F(f"{who}__reference__path") for who in ("country", "institution", "about")}
    shown |= {f"city_{code}": F(f"workshop__city_{code}") for code in _CODES}
    shown |= {f"session_title_{code}": F(f"session__title_{code}") for code in _CODES}
    shown |= {
        "session_number": F("session__number"),
        "session_kind": F("session__kind"),
        "passage_anchor": F("passage__anchor"),
        "start": F("workshop__start"),
        "workshop_path": F("workshop__reference__path"),
    }
    rows = Statement.objects.filter(condition).annotate(theme_rows=themes)
    rows = rows.order_by(*order) if order else rows
    return [
        row | {"anchor": row["passage_anchor"] or anchor_of(row), **_speaker(row)}
        for row in rows.values("passage", "session", "theme_rows", *languages.columns(["text"]), **shown)
    ]


def _speaker(row) -> dict:
    """``speaker_ar`` and so on, and ``speaker_path``: the state, else the organisation."""
    who = "country" if row["country_path"] else "institution"
    return {f"speaker_{what}": row[f"{who}_{what}"] for what in (*_CODES, "path")}


def anchor_of(row) -> str:
    """The address of the session, whose ``session_number`` and ``session_kind`` the row has."""
    return Session(number=row["session_number"], kind=row["session_kind"]).anchor


def session_name(number: int, kind: str, title: str) -> str:
    """“Session 1”; the opening and the closing go by their titles."""
    return _("Session %(number)s") % {"number": number} if kind == Session.Kind.SESSION else title


def pinpoint(row) -> str:
    """Where it stands, as one cites it: “Tunis 2012, Session 1, ¶ 4”."""
    place = f"{languages.text_of(row, 'city')} {row['start'].year}".strip()
    session = session_name(row["session_number"], row["session_kind"], languages.text_of(row, "session_title"))
    parts = [place, session]
    if row["passage_anchor"]:
        parts.append(paragraph_sign(row["passage_anchor"]))
    return languages.comma().join(parts)


def paragraph_sign(anchor: str) -> str:
    """``s1.p4`` is “¶ 4”."""
    return f"¶\u00a0{anchor.rpartition('.p')[2]}"


def by_passage(rows: Iterable[dict]) -> dict[int | None, list[dict]]:
    """The rows by the key of their passage; under None those that only name a session."""
    found: dict[int | None, list[dict]] = {}
    for row in rows:
        found.setdefault(row["passage"], []).append(row)
    return found
