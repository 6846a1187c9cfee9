"""How a workshop's page is put together: sessions in paragraphs with addresses, who was there, recommendations."""

from collections.abc import Iterable
from itertools import zip_longest

from django.utils.translation import gettext as _

from amedip.core import languages
from workshops.models import Participation, Session

Capacity = Participation.Capacity


def sessions_of(workshop) -> list[dict]:
    """Opening, sessions and closing in order, each with its ``anchor``, its ``name`` and its paragraphs.

    A paragraph's anchor (``s1.p4``) is the same in every language: the texts are translated paragraph by paragraph.
    """
    sessions = []
    for row in workshop.session_rows:
        anchor = _anchor(row)
        texts = [paragraphs(row[f"summary_{code}"]) for code in languages.CODES]
        parts = [
            {f"text_{code}": text for code, text in zip(languages.CODES, together, strict=True)}
            | {"anchor": f"{anchor}.p{number}"}
            for number, together in enumerate(zip_longest(*texts), 1)
        ]
        sessions.append(row | {"anchor": anchor, "name": _name(row), "paragraphs": parts})
    return sessions


def resources_of(workshop) -> list[dict]:
    """The named resources, each with the ``anchor`` and the name (``where``) of the session that names it."""
    sessions = {row["number"]: row for row in workshop.session_rows}
    return [
        row | {"anchor": _anchor(session), "where": _name(session)}
        if (session := sessions.get(row["session"]))
        else row
        for row in workshop.resource_rows
    ]


def _anchor(row) -> str:
    return Session(number=row["number"], kind=row["kind"]).anchor


def _name(row) -> str:
    if row["kind"] == Session.Kind.SESSION:
        return _("Session %(number)s") % {"number": row["number"]}
    return languages.text_of(row, "title")


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text; a blank line parts them."""
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]


def presence_of(workshop) -> dict[str, list[dict]]:
    """Who was there: ``states``, ``donors`` and ``organisations``, states in the reader's order."""
    by_capacity: dict[str, list[dict]] = {capacity: [] for capacity in Capacity}
    for row in workshop.participation_rows:
        by_capacity[row["capacity"]].append(row | {"path": row["country_path"] or row["path"]})
    order = f"sort_{languages.current()}"
    states = {row["code"]: row for row in by_capacity[Capacity.FOCUS_PARTNER] if row["code"]}
    donors = {row["code"]: row for row in by_capacity[Capacity.DONOR] if row["code"]}
    return {
        "states": sorted(states.values(), key=lambda row: row[order]),
        "donors": sorted(donors.values(), key=lambda row: row[order]),
        "organisations": [row for row in by_capacity[Capacity.ORGANISATION] if not row["code"]],
    }


def tree_of(recommendations: Iterable[dict]) -> list[dict]:
    """The recommendations, each with its ``points``."""
    rows = [row | {"points": []} for row in recommendations]
    by_key = {row["key"]: row for row in rows}
    for row in rows:
        if row["under"]:
            by_key[row["under"]]["points"].append(row)
    return [row for row in rows if not row["under"]]
