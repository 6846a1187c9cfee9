"""The ledger: one row for every text and language, kept by the one door and by nobody else.

What a write makes of the rows of one field, before -> after:

    the language written             any text          -> as the writer vouches (draft, unless told otherwise)
                                     outdated, minor   -> outdated still: a slip corrected brings nothing up to date
                                     no text           -> missing; no rows at all where no language has a text
    the others                       outdated, missing -> stay
        after a change of meaning    any other         -> outdated since now

A change of meaning is one of a text that was up to date. Whoever fills in a missing text, brings an outdated one up to
date, takes a text away, or says that the edit is minor, changes no meaning.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Record, Standing, TextBeside, TextState
from amedip.core.texts.fields import Texts, fingerprint, translated_fields
from amedip.core.updates import insert_values


@dataclass(slots=True)
class LedgerRow:
    """A row of the ledger without the model's weight: an import has twelve for each of its rows."""

    content_type_id: int
    object_id: int
    reference_id: int
    field: str
    language: str
    at: datetime
    pk: int | None = None
    state: str = Standing.MISSING
    by_id: int | None = None
    fingerprint: str = ""
    source_language: str = ""
    source_fingerprint: str = ""
    minor: bool = False
    outdated_at: datetime | None = None
    outdated_by: str = ""
    was: str = ""


Rows = Mapping[tuple[str, str], TextState | LedgerRow]

# Where a text is up to date, so that a change of another language's meaning makes it outdated.
UP_TO_DATE = (Standing.MACHINE, Standing.DRAFT, Standing.REVIEWED, Standing.APPROVED)
# Written by a machine and read by nobody, outdated since or not.
UNREAD = Q(state=Standing.MACHINE) | Q(state=Standing.OUTDATED, was=Standing.MACHINE)
# A row of a text that no language has any more, until it is deleted.
_NOTHING = ""
_KEY = ("content_type", "object_id", "field", "language")
_COLUMNS = [field for field in LedgerRow.__slots__ if field != "pk"]

# As ``fingerprint`` makes it.
_FINGERPRINT = "encode(sha256(convert_to({}, 'UTF8')), 'hex')"
# What ``states_after`` makes of the texts of a new object, for many at once: where a language has the text, all have
# rows, and what was written together was made beside the first.
_NEW = f"""
    INSERT INTO core_textstate (
        content_type_id, object_id, reference_id, field, language, at, state, by_id, fingerprint, source_language,
        source_fingerprint, minor, outdated_at, outdated_by, was)
    SELECT %s, object.id, object.reference_id, line.field, tongue.language, %s,
           CASE WHEN so.said THEN 'draft' ELSE 'missing' END,
           CASE WHEN so.said THEN %s::bigint END,
           CASE WHEN so.said THEN {_FINGERPRINT.format("one.text")} ELSE '' END,
           CASE WHEN so.made THEN other.language ELSE '' END,
           CASE WHEN so.made THEN {_FINGERPRINT.format("other.text")} ELSE '' END,
           false, NULL, '', ''
    FROM {{table}} AS object
    CROSS JOIN LATERAL (VALUES {{lines}}) AS line (field, {{codes}})
    CROSS JOIN LATERAL (SELECT CASE {{first}} END, CASE {{original}} END) AS other (language, text)
    CROSS JOIN (VALUES {{tongues}}) AS tongue (language)
    CROSS JOIN LATERAL (SELECT CASE tongue.language {{text}} END) AS one (text)
    CROSS JOIN LATERAL (SELECT one.text <> '', one.text <> '' AND tongue.language <> other.language)
        AS so (said, made)
    WHERE object.id = ANY(%s) AND other.language IS NOT NULL
"""  # noqa: S608 (our columns)


def states_of(obj) -> Rows:
    """The state rows of an object by (field, language)."""
    return states_of_all(type(obj), [obj.pk]).get(obj.pk, {})


def states_of_all(model: type[models.Model], keys: Iterable[int]) -> dict[int, Rows]:
    """By object, the state rows by (field, language)."""
    found: dict[int, Rows] = {}
    kind = ContentType.objects.get_for_model(model)
    for row in TextState.objects.filter(content_type=kind, object_id__in=list(keys)):
        found.setdefault(row.object_id, {})[row.field, row.language] = row
    return found


def rows_of_texts(
    model: type[models.Model], keys: Iterable[int], fields: Collection[str]
) -> dict[int, dict[tuple[str, str], LedgerRow]]:
    """As ``states_of_all``, of some fields only, to be compared and saved anew rather than shown."""
    names = ["pk", *_COLUMNS]
    rows = TextState.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=list(keys), field__in=fields
    )
    found: dict[int, dict[tuple[str, str], LedgerRow]] = {}
    for values in rows.values_list(*names):
        row = LedgerRow(**dict(zip(names, values, strict=True)))
        found.setdefault(row.object_id, {})[row.field, row.language] = row
    return found


def reference_key(obj) -> int:
    """The key of the reference of the record whose page shows ``obj``; a part names its record by ``PART_OF``."""
    if isinstance(obj, Record):
        return obj.reference_id
    owner = obj._meta.get_field(obj.PART_OF)
    if issubclass(owner.related_model, Record):
        return getattr(obj, obj.PART_OF).reference_id
    return getattr(obj, owner.attname)


def forget_texts(model: type[models.Model], pks: Iterable[int]) -> None:
    """Drop what the ledger knows of objects that are being deleted."""
    theirs = {"content_type": ContentType.objects.get_for_model(model), "object_id__in": list(pks)}
    TextState.objects.filter(**theirs).delete()
    TextBeside.objects.filter(**theirs).delete()


def states_after(
    obj, changed: Texts, *, actor, before: Rows, minor: bool = False, state: str = Standing.DRAFT, source: str = ""
) -> list[TextState | LedgerRow]:
    """The state rows to save when ``changed`` has been written to ``obj``, whose rows were ``before``."""
    return [
        row
        for field in translated_fields(type(obj))
        if (texts := {code: fields[field] for code, fields in changed.items() if field in fields})
        for row in _Line(obj, field, before).after(texts, actor=actor, minor=minor, state=state, source=source)
    ]


class _Line:
    """The rows of one field of one object."""

    def __init__(self, obj, field: str, before: Rows):
        self.obj, self.field = obj, field
        self.texts = {code: getattr(obj, f"{field}_{code}") or "" for code in languages.CODES}
        self.stood = {code: row.state for code in languages.CODES if (row := before.get((field, code)))}
        self._before = before

    def after(self, written: dict, *, actor, minor: bool, state: str, source: str) -> list[TextState | LedgerRow]:
        """The rows that the writing of the languages ``written`` changes."""
        if not any(self.texts.values()):
            rows = [row for code in languages.CODES if (row := self._before.get((self.field, code)))]
            for row in rows:
                row.state = _NOTHING
            return rows
        now, rows = timezone.now(), []
        source = source if self.texts.get(source) else self._made_from(written)
        changes = [code for code in written if self.texts[code] and self.stood.get(code) in UP_TO_DATE]
        changes_meaning = bool(changes) and not minor and not (source and source not in written)
        for code in languages.CODES:
            row = self._row(code, now)
            if code in written:
                row.minor, row.at, row.by_id = minor, now, actor.pk if actor else None
                self._write(row, state, source if source != code else "")
            elif changes_meaning and row.state in UP_TO_DATE:
                row.was, row.state, row.outdated_at, row.outdated_by = row.state, Standing.OUTDATED, now, changes[0]
            elif row.pk:
                continue
            rows.append(row)
        return rows

    def _row(self, code: str, now: datetime) -> TextState | LedgerRow:
        return self._before.get((self.field, code)) or LedgerRow(
            content_type_id=ContentType.objects.get_for_model(self.obj).pk,
            object_id=self.obj.pk,
            reference_id=reference_key(self.obj),
            field=self.field,
            language=code,
            at=now,
        )

    def _write(self, row, state, source) -> None:
        text = self.texts[row.language]
        row.fingerprint = fingerprint(text)
        if text and row.minor and row.state == Standing.OUTDATED:
            row.was = state
            return
        row.state = state if text else Standing.MISSING
        row.outdated_at, row.outdated_by, row.was = None, "", ""
        if row.minor and text and not source:
            return  # still made from what it was made from
        row.source_language = source if text else ""
        row.source_fingerprint = fingerprint(self.texts[source]) if row.source_language else ""

    def _made_from(self, written) -> str:
        """The language whose text the others were made from, as far as one can tell: empty where they stand alone.

        Texts written together were made beside one another, the first of them counts; a text that catches up follows
        the one that changed last.
        """
        filled = [code for code in languages.CODES if code in written and self.texts[code]]
        if len(filled) > 1:
            return filled[0]
        if not filled or self.stood.get(filled[0]) in UP_TO_DATE:
            return ""
        others = [code for code in languages.others(filled[0]) if self.stood.get(code) in UP_TO_DATE]
        return max(others, key=lambda code: self._before[self.field, code].at, default="")


def save_states(rows: Sequence[TextState | LedgerRow]) -> None:
    """Insert or update state rows, of one object or of many, in one statement; another drops those of texts gone."""
    gone = [row.pk for row in rows if row.state == _NOTHING]
    if gone:
        TextState.objects.filter(pk__in=gone).delete()
    values = attrgetter(*_COLUMNS)
    kept = [values(row) for row in rows if row.state != _NOTHING]
    if not kept:
        return
    updated = [name for name in _COLUMNS if name not in (*_KEY, "content_type_id", "reference_id")]
    insert_values(
        TextState,
        _COLUMNS,
        kept,
        conflict=f"ON CONFLICT (content_type_id, object_id, field, language) DO UPDATE SET ({', '.join(updated)}) = "
        f"ROW ({', '.join(f'excluded.{name}' for name in updated)})",
    )


def save_new_states(model: type[Record], keys: Sequence[int], *, actor) -> None:
    """Write the state rows of records that are stored now and have none yet: what they say are drafts of ``actor``."""
    fields = translated_fields(model)
    if not (fields and keys):
        return
    codes = languages.CODES
    columns = {field: ", ".join(f"object.{field}_{code}" for code in codes) for field in fields}
    statement = _NEW.format(
        table=model._meta.db_table,
        codes=", ".join(codes),
        lines=", ".join(f"('{field}', {texts})" for field, texts in columns.items()),
        tongues=", ".join(f"('{code}')" for code in codes),
        first=" ".join(f"WHEN line.{code} <> '' THEN '{code}'" for code in codes),
        original=" ".join(f"WHEN line.{code} <> '' THEN line.{code}" for code in codes),
        text=" ".join(f"WHEN '{code}' THEN line.{code}" for code in codes),
    )
    kind = ContentType.objects.get_for_model(model).pk
    with connection.cursor() as cursor:
        cursor.execute(statement, [kind, timezone.now(), actor.pk if actor else None, list(keys)])


def require_read(references: Iterable[int]) -> None:
    """Raise ``ValidationError`` if any text of what is about to become public was written by a machine and not read."""
    if TextState.objects.filter(UNREAD, reference_id__in=list(references)).exists():
        raise ValidationError(
            _(
                "A machine wrote some of these texts, and nobody has read them yet. Read them on the page for "
                "translations and mark them as reviewed there; then publish."
            ),
            "unread",
        )


def owed(references: Iterable[int]) -> dict[int, dict[str, dict[str, str]]]:
    """By reference, what ``Reference.tongues`` says of each language that lacks texts or has outdated ones."""
    owing = TextState.objects.filter(
        reference_id__in=list(references), state__in=[Standing.MISSING, Standing.OUTDATED]
    ).annotate(since=Coalesce("outdated_at", "at"))
    found: dict[int, dict[str, dict[str, str]]] = {}
    # The page speaks of the oldest debt.
    for reference, code, state, since, outdated_by in owing.order_by("since", "pk").values_list(
        "reference_id", "language", "state", "since", "outdated_by"
    ):
        entry = found.setdefault(reference, {}).setdefault(code, {})
        if state not in entry:
            entry[str(state)] = timezone.localdate(since).isoformat()
            if state == Standing.OUTDATED:
                entry["by"] = outdated_by
    return found
