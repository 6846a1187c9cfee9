"""What records rest on: the passages they cite, each with the page that holds it."""

from collections.abc import Iterable
from functools import cache

from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

from amedip.core.languages import columns
from amedip.core.models import Citation
from amedip.core.statements import RowStatement


def sources_of(references: Iterable[int]) -> dict[int, list[dict]]:
    """Rows of the citations of each of these references (by key), with the source's ``title_…`` and ``path``.

    A summary of discussions is read on its workshop's page, where its sections have their addresses.
    """
    found: dict[int, list[dict]] = {reference: [] for reference in references}
    for row in _statement().rows(list(found)):
        found[row["owner"]].append(row)
    return found


@cache
def _statement() -> RowStatement:
    page = Coalesce("source__document__workshop__reference__path", "source__path")
    shown = {name: name for name in ("owner", "section", *columns(["note"]))}
    shown |= {name: f"source__{name}" for name in columns(["title"])}
    shown["path"] = Case(When(~Q(section=""), then=page), default="source__path")
    return RowStatement(Citation.objects.order_by("position", "pk"), shown, "owner__any", "bigint[]")
