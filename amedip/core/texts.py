"""The one door through which every translated text is written, with its state in each language.

``set_texts`` writes only the languages it is given, keeps a state row per text and language, marks the other languages
outdated when the meaning changed, and never overwrites approved text with anything but its author's own words: what a
machine or an import suggests, and drafts of published text, lie beside it (``TextState.working``) until taken over.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from amedip.core import languages
from amedip.core.models import TextState

State = TextState.State
Texts = Mapping[str, Mapping[str, str | None]]

# States in which a change of another language's meaning makes a text outdated.
_FOLLOWING = (State.MACHINE, State.DRAFT, State.REVIEWED, State.APPROVED)


# Control characters (Unicode's Cc) but tab and line feed, and halves of surrogate pairs (Cs).
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def is_translated(model) -> bool:
    """Has the model translated fields at all?"""
    return model in translator.get_registered_models()


def translated_fields(model) -> list[str]:
    """The names of the model's translated fields, without language suffix; none for a model without any."""
    return list(translator.get_options_for_model(model).all_fields) if is_translated(model) else []


def fields_in_order(model) -> list[str]:
    """The translated fields as forms and files show them: what names the row first, then as the table has them."""
    order = [field.name for field in model._meta.concrete_fields]
    title = getattr(model, "TITLE", "")
    return sorted(translated_fields(model), key=lambda field: (field != title, order.index(field)))


def fingerprint(text: str) -> str:
    """SHA-256 of the text as stored; empty for an empty text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def clean(text: str | None) -> str | None:
    """The text as it is stored: NFC, one kind of line break, no blanks around; None when nothing is left.

    Raises ``ValidationError`` for control characters, which no language needs and no XML file may hold.
    """
    text = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if _CONTROL.search(text):
        raise ValidationError(_("The text contains control characters. Remove them, or type the text anew."), "control")
    return text or None


def differing(obj, texts: Texts) -> dict[str, dict[str, str | None]]:
    """What of ``texts`` would change ``obj``: ``{language: {field: cleaned text}}``.

    Raises ``ValidationError`` keyed by column (``title_ar``) for an unknown language or field, or a text too long.
    """
    known, errors, found = set(translated_fields(type(obj))), {}, {}
    for code, fields in texts.items():
        if code not in languages.CODES:
            raise ValidationError(
                _("“%(code)s” is not one of the portal’s languages (ar, en, fr).") % {"code": code}, "language"
            )
        for field, text in fields.items():
            if field not in known:
                raise ValidationError(_("“%(field)s” is not a translated field.") % {"field": field}, "field")
            column = f"{field}_{code}"
            try:
                text = clean(text)
                if text is not None:
                    obj._meta.get_field(column).run_validators(text)
            except ValidationError as error:
                errors[column] = error.error_list
                continue
            if text != (getattr(obj, column) or None):
                found.setdefault(code, {})[field] = text
    if errors:
        raise ValidationError(errors)
    return found


def set_texts(
    obj,
    texts: Texts,
    *,
    actor,
    minor: bool = False,
    state: str = State.DRAFT,
    source: str = "",
    beside: bool = False,
) -> set[str]:
    """Write ``texts`` (``{language: {field: text}}``) to ``obj`` and return the columns that changed.

    An unsaved ``obj`` is inserted. ``minor`` says that the meaning did not change, so the other languages stay valid.
    ``state`` is what the writer vouches for, ``source`` the language from which the others were made. With ``beside``
    the text goes into the working version and the object's own columns stay; so does, whatever was asked, a machine's
    text for a column that a person has approved.
    The caller holds the transaction and the rule; raises ``ValidationError`` and writes nothing then.
    """
    if obj._state.adding:
        changed = differing(obj, texts)
        assign(obj, changed)
        obj.save(force_insert=True)
        _record(obj, changed, actor=actor, minor=minor, state=state, source=source, before={})
        return {f"{field}_{code}" for code, fields in changed.items() for field in fields}
    changed = differing(obj, texts)
    rows = states_of(obj)
    if beside:
        _put_beside(obj, texts, rows, actor=actor)
        return set()
    if state == State.MACHINE:
        guarded = {
            code: {f: t for f, t in fields.items() if (row := rows.get((f, code))) and row.state == State.APPROVED}
            for code, fields in changed.items()
        }
        _put_beside(obj, guarded, rows, actor=actor)
        changed = {
            code: {f: t for f, t in fields.items() if f not in guarded.get(code, {})}
            for code, fields in changed.items()
        }
    names = {f"{field}_{code}" for code, fields in changed.items() for field in fields}
    if names:
        assign(obj, changed)
        type(obj)._base_manager.filter(pk=obj.pk).update(**{name: getattr(obj, name) for name in names})
        _record(obj, changed, actor=actor, minor=minor, state=state, source=source, before=rows)
    return names


def take_over_working(obj, *, actor, state: str = State.DRAFT, minor: bool = False) -> set[str]:
    """Move every working version of ``obj`` into its own columns (publication) and return the columns that changed."""
    rows = states_of(obj)
    texts: dict[str, dict[str, str | None]] = {}
    for (field, code), row in rows.items():
        if row.working is not None:
            texts.setdefault(code, {})[field] = row.working
    changed = set_texts(obj, texts, actor=actor, state=state, minor=minor)
    drop_working(obj)
    return changed


def drop_working(obj) -> None:
    """Throw away every working version of ``obj``; its own texts stay as they are."""
    kind = ContentType.objects.get_for_model(obj)
    TextState.objects.filter(content_type=kind, object_id=obj.pk).exclude(working=None).update(working=None)


def states_of(obj) -> dict[tuple[str, str], TextState]:
    """The state rows of an object by (field, language)."""
    return states_of_all(type(obj), [obj.pk]).get(obj.pk, {})


def states_of_all(model: type[models.Model], keys: Iterable[int]) -> dict[int, dict[tuple[str, str], TextState]]:
    """By object, the state rows by (field, language)."""
    found: dict[int, dict[tuple[str, str], TextState]] = {}
    kind = ContentType.objects.get_for_model(model)
    for row in TextState.objects.filter(content_type=kind, object_id__in=list(keys)):
        found.setdefault(row.object_id, {})[row.field, row.language] = row
    return found


def working_texts(obj) -> dict[str, dict[str, str]]:
    """The working versions that lie beside the object's own texts, ``{language: {field: text}}``."""
    found: dict[str, dict[str, str]] = {}
    for (field, code), row in states_of(obj).items():
        if row.working is not None:
            found.setdefault(code, {})[field] = row.working
    return found


def forget_texts(model: type[models.Model], pks: Iterable[int]) -> None:
    """Drop the state rows of objects that are being deleted."""
    TextState.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=list(pks)).delete()


def assign(obj, changed: Texts) -> None:
    """Put texts into the columns of ``obj``, which nothing else does."""
    for code, fields in changed.items():
        for field, text in fields.items():
            setattr(obj, f"{field}_{code}", text)


def _record(obj, changed, *, actor, minor, state, source, before):
    """Bring the state rows in line with what was just written: one upsert for all of them."""
    save_states(states_after(obj, changed, actor=actor, minor=minor, state=state, source=source, before=before))


def states_after(obj, changed, *, actor, minor=False, state=State.DRAFT, source="", before) -> list[TextState]:
    """The state rows to save when ``changed`` has been written to ``obj``, whose rows were ``before``."""
    now, kind = timezone.now(), ContentType.objects.get_for_model(obj)
    author = actor.pk if actor else None
    written = {(field, code) for code, fields in changed.items() for field in fields}
    rows = []
    for field in translated_fields(type(obj)):
        here = [code for code in languages.CODES if (field, code) in written]
        if not here and before:
            continue
        made_from = source if source in here else next((code for code in here if changed[code][field]), "")
        for code in languages.CODES:
            text = getattr(obj, f"{field}_{code}") or ""
            row = before.get((field, code)) or TextState(
                content_type_id=kind.pk, object_id=obj.pk, field=field, language=code, state=State.MISSING, at=now
            )
            if code in here:
                row.state = state if text else State.MISSING
                row.fingerprint, row.minor, row.by_id, row.at = fingerprint(text), minor, author, now
                # Texts written together were made beside one another; unless told, the first counts as the source.
                row.source_language = made_from if text and made_from != code else ""
                row.source_fingerprint = (
                    fingerprint(getattr(obj, f"{field}_{made_from}") or "") if row.source_language else ""
                )
            elif not minor and here and row.state in _FOLLOWING:
                row.state = State.OUTDATED
            elif row.pk:
                continue
            rows.append(row)
    return rows


def save_states(rows: list[TextState]) -> None:
    """Insert or update state rows, of one object or of many, in one statement; working versions stay as they are."""
    if not rows:
        return
    fields = [field for field in TextState._meta.concrete_fields if not field.primary_key]
    # Column by column from what the rows hold: for an import of thousands twice as quick as ``bulk_create``.
    values = [[row.__dict__[field.attname] for row in rows] for field in fields]
    types = [field.db_type(connection).partition("(")[0] for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO core_textstate ({', '.join(field.column for field in fields)}) "  # noqa: S608 (our columns)
            f"SELECT * FROM unnest({', '.join(f'%s::{name}[]' for name in types)}) "
            "ON CONFLICT (content_type_id, object_id, field, language) DO UPDATE SET (state, fingerprint, "
            "source_language, source_fingerprint, minor, by_id, at) = ROW (excluded.state, excluded.fingerprint, "
            "excluded.source_language, excluded.source_fingerprint, excluded.minor, excluded.by_id, excluded.at)",
            values,
        )


def rows_without_keys(rows: list[TextState]) -> list[TextState]:
    """The rows ready for an upsert by their natural key."""
    for row in rows:
        row.pk = None
        row._state.adding = True
    return rows


def _put_beside(obj, texts, rows, *, actor):
    save_beside(rows_beside(obj, texts, actor=actor, before=rows))


def rows_beside(obj, texts: Texts, *, actor, before) -> list[TextState]:
    """The state rows to save when ``texts`` come to lie beside those of ``obj``, whose rows were ``before``."""
    now, kind = timezone.now(), ContentType.objects.get_for_model(obj)
    beside = []
    for code, fields in texts.items():
        for field, text in fields.items():
            text = clean(text) or ""
            row = before.get((field, code)) or TextState(
                content_type=kind, object_id=obj.pk, field=field, language=code, state=State.MISSING
            )
            row.working = None if text == (getattr(obj, f"{field}_{code}") or "") else text
            row.by, row.at = actor, now
            beside.append(row)
    return beside


def save_beside(rows: list[TextState]) -> None:
    """Insert or update the working versions of texts, of one object or of many, in one statement."""
    if rows:
        TextState.objects.bulk_create(
            rows_without_keys(rows),
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "field", "language"],
            update_fields=["working", "by", "at"],
        )
