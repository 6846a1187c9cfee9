"""How a workshop's page is put together: sessions in passages with addresses, who was there, recommendations."""

from collections.abc import Iterable, Sequence

from django.db.models import F

from amedip.core import languages
from workshops.models import Participation, Passage, Session
from workshops.said import by_passage, said_in, session_name

Capacity = Participation.Capacity


class Summary:
    """What a workshop discussed, to be read in the languages ``shown`` side by side, the page's first.

    ``sessions`` are the opening, the sessions and the closing in order, each with its ``anchor``, its ``name``, its
    ``heads`` and ``passages``; ``missing`` are languages of those asked for in which there is no text at all.
    """

    def __init__(self, workshop, beside: Sequence[str] = ()):
        rows = list(_passage_rows(workshop))
        self.there = [code for code in languages.CODES if any(row[f"text_{code}"] for row in rows)]
        here = languages.current()
        asked = [here, *(code for code in languages.CODES if code in beside and code != here)]
        self.missing = [code for code in asked if code not in self.there] if rows else []
        self.shown = [code for code in asked if code == here or code in self.there]
        self.parallel = len(self.shown) > 1
        said = by_passage(said_in(workshop)) if rows else {}
        by_session: dict[int, list[dict]] = {}
        for row in rows:
            passage = row | {"cells": self._cells(row, "text"), "said": said.get(row["pk"], [])}
            by_session.setdefault(row["session"], []).append(passage)
        self.sessions = [
            row
            | {"anchor": _anchor(row), "name": _name(row), "heads": self._cells(row, "title")}
            | {"passages": by_session.get(row["key"], [])}
            | {"headings": [one for one in by_session.get(row["key"], ()) if one["form"] == Passage.Form.HEADING]}
            | {"said": [one for one in said.get(None, ()) if one["session"] == row["key"]]}
            for row in workshop.session_rows
        ]

    def _cells(self, row, field) -> list[dict]:
        """The text in each of the languages; alone, the page's gives way to another that has it."""
        if not self.parallel:
            text, code = languages.chosen(row, field)
            return [_cell(code, text)]
        return [_cell(code, row[f"{field}_{code}"]) for code in self.shown]


def _cell(code: str, text: str | None) -> dict:
    return {"code": code, "direction": languages.direction(code), "text": text or ""}


def _passage_rows(workshop):
    shown = ("pk", "session", "anchor", "form", "level", *languages.columns(["text"]))
    return Passage.objects.filter(workshop=workshop).values(*shown, tongues=F("reference__tongues"))


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
    return session_name(row["number"], row["kind"], languages.text_of(row, "title"))


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
