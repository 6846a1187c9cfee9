"""What is harvested: documents and summaries of workshops, and the names of those that were taken away."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from amedip.core import identifiers
from amedip.core.models import Change
from amedip.portal.oai import dublin_core
from amedip.portal.oai.asking import FORMAT, Asked, Refusal, moment, moment_after
from amedip.portal.oai.tokens import Resume, resume
from workshops.models import Document, Workshop

PAGE = 50
# Each set is a kind, by its name.
SETS = {Document.KIND: "Documents", Workshop.KIND: "Summaries of workshops"}


@dataclass(frozen=True)
class Record:
    """One record as it is told: ``statements`` are its Dublin Core, none of one that was taken away."""

    identifier: str
    changed_at: datetime.datetime
    set: str
    gone: bool
    statements: list[dublin_core.Statement] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One page of a list; ``following`` says where it goes on, ``at`` where this page stood in it."""

    records: list[Record]
    at: Resume
    following: Resume | None


def page_of(asked: Asked, *, whole: bool) -> Page:
    """The page that is asked for, ``whole`` or with headers only; raises ``Refusal``.

    In the order of the last changes: what changes while somebody harvests moves to the end of the list, so nothing is
    left out; what was told already is told again, as it has become.
    """
    at = resume(asked)
    require_format(at.asked)
    rows = _span(at.asked)
    if not asked.get("resumptionToken"):
        at = Resume(at.asked, size=rows.count())
    changes = list(rows.filter(number__gte=at.number).exclude(number=at.number, pk__lte=at.key)[: PAGE + 1])
    if not changes:
        raise Refusal("noRecordsMatch", "Nothing was changed in that span, or the set is empty.")
    told, more = changes[:PAGE], changes[PAGE:]
    following = at.after((told[-1].number, told[-1].pk), len(told)) if more else None
    return Page(_read(told, whole=whole), at, following)


def one(identifier: str) -> Record:
    """The record of that name; raises ``Refusal``."""
    return _read([_change_of(identifier)], whole=True)[0]


def require_record(identifier: str) -> None:
    """Raise ``Refusal`` unless there is, or was, a record of that name."""
    _change_of(identifier)


def require_format(asked: Asked) -> None:
    """Raise ``Refusal`` for a format other than Dublin Core."""
    if asked.get("metadataPrefix") != FORMAT:
        raise Refusal("cannotDisseminateFormat", f"Records are told as {FORMAT} only.")


def earliest() -> datetime.datetime | None:
    """No record was changed before that; None while there is none."""
    first = Change.objects.filter(reference__kind__in=SETS, reference__example=False).order_by("number", "pk").first()
    return first.at if first else None


def _change_of(identifier: str) -> Change:
    named = identifiers.named_by(identifier)
    found = named and _last_changes().filter(reference__kind=named[0], reference__ref=named[1]).first()
    if not found:
        raise Refusal("idDoesNotExist", "There is no record of that name, and never was.")
    return found


def _last_changes() -> QuerySet[Change]:
    """The last change of everything that is, or once was, public; examples are not harvested."""
    later = Change.objects.filter(reference=OuterRef("reference"), pk__gt=OuterRef("pk"))
    return (
        Change.objects.filter(~Exists(later), reference__kind__in=SETS, reference__example=False)
        .select_related("reference")
        .order_by("number", "pk")
    )


def _span(asked: Asked) -> QuerySet[Change]:
    rows = _last_changes()
    if asked.get("set"):
        rows = rows.filter(reference__kind=asked.get("set"))
    if asked.get("from"):
        rows = rows.filter(at__gte=moment(asked.get("from")))
    if asked.get("until") and (end := moment_after(asked.get("until"))):
        rows = rows.filter(at__lt=end)
    return rows


def _read(changes: Iterable[Change], *, whole: bool) -> list[Record]:
    changes = list(changes)
    public = {change.reference_id for change in changes if change.reference.public}
    statements = dublin_core.statements_of(public) if whole else {}
    return [
        Record(
            identifier=identifiers.harvested(change.reference.kind, change.reference.ref),
            changed_at=change.at,
            set=change.reference.kind,
            gone=change.reference_id not in public,
            statements=statements.get(change.reference_id, []),
        )
        for change in changes
    ]
