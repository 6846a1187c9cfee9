"""How the three languages stand, for all to see."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import Standing
from amedip.core.pages import public_page
from amedip.portal.coverage import GRADES, Coverage, of_public_records, together
from amedip.translations.models import Gate

MEANINGS = {
    Standing.APPROVED: gettext_lazy("A reviser of the language has read it and stands by it."),
    Standing.REVIEWED: gettext_lazy("Somebody other than its author has read it beside the text it was made from."),
    Standing.DRAFT: gettext_lazy("A person has written it; nobody else has reviewed it yet."),
    Standing.MACHINE: gettext_lazy("A machine has translated it; no person has reviewed it yet."),
    Standing.OUTDATED: gettext_lazy(
        "It is there, but the text has changed in another language since. The page says so, with the date."
    ),
    Standing.MISSING: gettext_lazy("Another language has the text, this one has not. The page shows the other one."),
}
# How high each grade stands in a bar, in pixels: it can be told without its colour.
HEIGHTS = {"checked": 16, "unchecked": 10, "outdated": 5, "missing": 2}
HIGHEST = max(HEIGHTS.values())


@public_page
def coverage(request):
    kinds = of_public_records()
    rows, total = [_row(row) for row in kinds], _row(together(_("All texts"), kinds))
    return render(
        request,
        "portal/languages.html",
        {
            "codes": languages.CODES,
            "total": total,
            "rows": rows,
            "rows_in_full": [total, *rows],
            "meanings": [
                {"label": state.label, "text": text, "bar": [_part(_grade_of(state), 0, 100)]}
                for state, text in MEANINGS.items()
            ],
            "gates": list(Gate.objects.all()),
            "counted": timezone.now(),
        },
    )


def _row(row: Coverage) -> dict:
    """What the table shows of a kind: a cell for each language, and the numbers state by state."""
    return {
        "name": row.name,
        "texts": row.texts,
        "cells": [
            {"code": code, "percent": row.percent(code), "current": row.current(code), "bar": _bar(row, code)}
            for code in languages.CODES
        ],
        "states": [(state.label, [row.part(code, state) for code in languages.CODES]) for state in MEANINGS],
    }


def _bar(row: Coverage, code: str) -> list[dict]:
    """The grades as parts of a bar from the line's start, place and width in per cent of its length."""
    total, mirrored = row.total(code) or 1, languages.direction(languages.current()) == "rtl"
    parts, start = [], 0.0
    for grade, number in row.graded(code).items():
        width = number * 100 / total
        if number:
            parts.append(_part(grade, 100 - start - width if mirrored else start, width))
        start += width
    return parts


def _part(grade: str, x: float, width: float) -> dict:
    height = HEIGHTS[grade]
    return {"grade": grade, "x": f"{x:.2f}", "y": HIGHEST - height, "width": f"{width:.2f}", "height": height}


def _grade_of(state: str) -> str:
    return next(grade for grade, states in GRADES.items() if state in states)
