"""What is kept of people as a file for themselves: JSON or CSV, which bear no name of anybody."""

import csv
import io

from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header

from exchanges.actions import what_is_kept


def file_of(rows, suffix: str) -> HttpResponse:
    """What is kept of these people, as ``json`` or ``csv``."""
    kept = what_is_kept(rows)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"people.{suffix}")}
    if suffix == "json":
        return JsonResponse({"people": kept}, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=list(kept[0]) if kept else [])
    table.writeheader()
    table.writerows([{name: _harmless(value) for name, value in row.items()} for row in kept])
    # With the mark by which spreadsheets know UTF-8.
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
