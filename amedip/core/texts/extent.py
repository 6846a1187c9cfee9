"""How all texts of an object stand in a language, in one word."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.models import Standing, TextState


class Extent(models.TextChoices):
    """The worst first: what is said of an object whose texts stand differently."""

    MISSING = "missing", Standing.MISSING.label
    PARTIAL = "partial", _("in part")
    OUTDATED = "outdated", Standing.OUTDATED.label
    MACHINE = "machine", Standing.MACHINE.label
    DRAFT = "draft", Standing.DRAFT.label
    REVIEWED = "reviewed", Standing.REVIEWED.label
    APPROVED = "approved", Standing.APPROVED.label


def extents_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, dict[str, Extent]]:
    """By object and language, how its texts stand taken together; one query.

    An object counts as ``PARTIAL`` in a language that lacks some of the texts which others have, and as ``MISSING`` in
    one that has none.
    """
    keys = list(keys)
    found: dict[tuple[int, str], set[str]] = {}
    kind = ContentType.objects.get_for_model(model)
    rows = TextState.objects.filter(content_type=kind, object_id__in=keys).order_by()
    for key, code, state in rows.values_list("object_id", "language", "state").distinct():
        found.setdefault((key, code), set()).add(state)
    return {key: {code: _together(found.get((key, code), set())) for code in languages.CODES} for key in keys}


def told_states(model: type[models.Model]) -> ArraySubquery:
    """An annotation from which ``extents_told`` tells how each row's texts stand: the states there, by language."""
    kind = ContentType.objects.get_for_model(model)
    rows = TextState.objects.filter(content_type=kind, object_id=models.OuterRef("pk")).order_by()
    return ArraySubquery(rows.values(told=Concat("language", models.Value(" "), "state")).distinct())


def extents_told(told: Iterable[str]) -> dict[str, Extent]:
    """By language, how the texts stand of which ``told_states`` gave the states."""
    pairs = [entry.split() for entry in told]
    return {code: _together({state for other, state in pairs if other == code}) for code in languages.CODES}


def _together(states: set[str]) -> Extent:
    if not states - {Standing.MISSING}:
        return Extent.MISSING
    if Standing.MISSING in states:
        return Extent.PARTIAL
    return next(extent for extent in Extent if extent.value in states)
