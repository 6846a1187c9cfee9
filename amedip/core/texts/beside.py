"""What lies beside the texts: changes that wait for publication, and proposals by translators, files and machines."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from amedip.core.models import Standing, TextBeside, TextState
from amedip.core.texts.fields import Texts, clean, fingerprint
from amedip.core.texts.ledger import Rows, reference_key, states_of_all

Origin = TextBeside.Origin
_STATES = {Origin.MACHINE: Standing.MACHINE}


def texts_beside(obj, origin: str) -> dict[str, dict[str, str]]:
    """What of ``origin`` lies beside the object's own texts, ``{language: {field: text}}``."""
    return texts_beside_all(type(obj), [obj.pk], origin).get(obj.pk, {})


def texts_beside_all(
    model: type[models.Model], keys: Iterable[int], origin: str
) -> dict[int, dict[str, dict[str, str]]]:
    """The same by object, in one query."""
    found: dict[int, dict[str, dict[str, str]]] = {}
    # In the order in which they were written: the first counts as what the others were made from.
    for row in _rows(model, keys).filter(origin=origin).order_by("at", "pk"):
        found.setdefault(row.object_id, {}).setdefault(row.language, {})[row.field] = row.text
    return found


def rows_beside(obj, origin: str) -> dict[tuple[str, str], TextBeside]:
    """The rows of ``origin`` beside the object's own texts, by (field, language)."""
    return {(row.field, row.language): row for row in _rows(type(obj), [obj.pk]).filter(origin=origin)}


def working_texts(obj) -> dict[str, dict[str, str]]:
    """The change of the object's texts that waits for publication, ``{language: {field: text}}``."""
    return texts_beside(obj, Origin.CHANGE)


def lines_of_all(model: type[models.Model], keys: Iterable[int]) -> dict[int, Rows]:
    """By object, its state rows by (field, language), each with ``beside``: what lies beside the text, newest first.

    A text that only lies beside has a row, not saved, as missing. Two queries for however many objects.
    """
    keys = list(keys)
    found = states_of_all(model, keys)
    for rows in found.values():
        for row in rows.values():
            row.beside = []
    for text in _rows(model, keys).select_related("by").order_by("-at", "-pk"):
        rows = found.setdefault(text.object_id, {})
        place = text.field, text.language
        if place not in rows:
            rows[place] = TextState(field=text.field, language=text.language, state=Standing.MISSING)
            rows[place].beside = []
        rows[place].beside.append(text)
    return found


def drop_beside(obj, *origins: str, texts: Iterable[tuple[str, str]] | None = None) -> None:
    """Throw away what lies beside the object's texts: all of ``origins``, or only that of ``texts``, (field, language).

    Without any origin, all proposals. Its own texts stay as they are.
    """
    rows = _rows(type(obj), [obj.pk])
    rows = rows.filter(origin__in=origins) if origins else rows.exclude(origin=Origin.CHANGE)
    if texts is not None:
        wanted = models.Q(pk=None)
        for field, code in texts:
            wanted |= models.Q(field=field, language=code)
        rows = rows.filter(wanted)
    rows.delete()


def propose(obj, texts: Texts, *, actor, origin: str, state: str = "", source: str = "") -> list[TextBeside]:
    """The rows to save when ``texts`` come to lie beside those of ``obj``; one of the same origin makes way.

    ``source`` is the language from whose present text they were made. What a change leaves as it is, or a proposal
    leaves empty, gets a row without ``state``, which ``save_beside`` deletes.
    """
    kind, now = ContentType.objects.get_for_model(obj).pk, timezone.now()
    rows = []
    for code, fields in texts.items():
        for field, text in fields.items():
            text = clean(text) or ""
            own = getattr(obj, f"{field}_{code}") or ""
            needless = text == own or (not text and origin != Origin.CHANGE)
            made_from = getattr(obj, f"{field}_{source}", None) if source and source != code else None
            rows.append(
                TextBeside(
                    content_type_id=kind,
                    object_id=obj.pk,
                    reference_id=reference_key(obj),
                    field=field,
                    language=code,
                    origin=origin,
                    state="" if needless else state or _STATES.get(origin, Standing.DRAFT),
                    text=text,
                    source_language=source if made_from else "",
                    source_fingerprint=fingerprint(made_from),
                    by=actor,
                    at=now,
                )
            )
    return rows


def save_beside(rows: list[TextBeside]) -> None:
    """Insert, update or drop what lies beside texts, of one object or of many, in one statement for each."""
    kept = [row for row in rows if row.state]
    needless = [row for row in rows if not row.state]
    if kept:
        TextBeside.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "field", "language", "origin"],
            update_fields=["text", "state", "source_language", "source_fingerprint", "by", "at"],
        )
    if needless:
        wanted = {(row.content_type_id, row.object_id, row.field, row.language, row.origin) for row in needless}
        there = TextBeside.objects.filter(object_id__in={row.object_id for row in needless})
        names = ("pk", "content_type_id", "object_id", "field", "language", "origin")
        gone = [pk for pk, *key in there.values_list(*names) if tuple(key) in wanted]
        TextBeside.objects.filter(pk__in=gone).delete()


def _rows(model, keys) -> models.QuerySet[TextBeside]:
    return TextBeside.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=list(keys))
