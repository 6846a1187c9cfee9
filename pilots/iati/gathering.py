"""Pilots as activities: everything the portal knows of them in the words of IATI, in a fixed number of queries."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from amedip.core import languages
from amedip.core.documents import MEDIA_TYPES
from amedip.core.markup import without_marks
from pilots.iati import codes
from pilots.iati.values import (
    Activity,
    Budget,
    Document,
    Indicator,
    Narratives,
    Organisation,
    Participant,
    Period,
    Result,
    Sector,
    Transaction,
)
from pilots.models import (
    BudgetLine,
    PilotDocument,
    PilotProject,
    PilotSector,
    Publisher,
)
from pilots.models import Indicator as IndicatorRow
from pilots.models import Participant as ParticipantRow
from pilots.models import Result as ResultRow
from pilots.models import Transaction as TransactionRow
from registry.models import Country, Institution, Theme

HTML = "text/html"
_DAYS = {
    codes.PLANNED_START: "start",
    codes.ACTUAL_START: "began",
    codes.PLANNED_END: "end",
    codes.ACTUAL_END: "ended",
}


def activities(pilots: QuerySet[PilotProject]) -> list[tuple[PilotProject, Activity]]:
    """The pilots, by number, with what IATI would be told of each; whether that is complete is another question."""
    publisher = Publisher.objects.select_related("institution__reference").first()
    rows = pilots.select_related("reference", "country__reference", "institution__reference").order_by("number")
    rows = rows.prefetch_related(
        Prefetch("participants", ParticipantRow.objects.select_related("country__reference", "institution__reference")),
        "sectors",
        Prefetch("budget_lines", BudgetLine.objects.select_related("donor__reference", "agency__reference")),
        Prefetch(
            "transactions",
            TransactionRow.objects.select_related("donor__reference", "agency__reference", "receiver__reference"),
        ),
        Prefetch("documents", PilotDocument.objects.select_related("work")),
        Prefetch(
            "results",
            ResultRow.objects.prefetch_related(
                Prefetch("indicators", IndicatorRow.objects.prefetch_related("periods"))
            ),
        ),
    )
    themes = {theme.ref: theme for theme in Theme.objects.select_related("reference")}
    return [(pilot, _activity(pilot, publisher, themes)) for pilot in rows]


def identifier_of(pilot: PilotProject, publisher: Publisher | None) -> str:
    """The name that IATI knows it by; empty while nobody publishes it."""
    if pilot.iati_identifier:
        return pilot.iati_identifier
    return f"{publisher.identifier}-{pilot.ref}" if publisher else ""


def _activity(pilot, publisher, themes) -> Activity:
    return Activity(
        identifier=identifier_of(pilot, publisher),
        reporter=_reporter(publisher),
        secondary=bool(publisher and publisher.secondary),
        title=narratives(pilot, "title"),
        description=narratives(pilot, "description") or narratives(pilot, "summary"),
        objective=narratives(pilot, "objective"),
        status=codes.STATUS_OF_PHASE[pilot.phase],
        country=pilot.country.code,
        scope=pilot.scope,
        currency=pilot.currency,
        updated_at=pilot.updated_at,
        example=pilot.reference.example,
        days={kind: day for kind, name in _DAYS.items() if (day := getattr(pilot, name))},
        sectors=tuple(_sectors(pilot, themes)),
        participants=tuple(_participants(pilot)),
        budgets=tuple(map(_budget, pilot.budget_lines.all())),
        transactions=tuple(map(_transaction, pilot.transactions.all())),
        documents=(*_pages(pilot), *(_document(pilot, row) for row in pilot.documents.all())),
        results=tuple(map(_result, pilot.results.all())),
    )


def narratives(row, field: str) -> Narratives:
    """A row's text by language without its marks; only the languages in which there is one."""
    texts = {code: getattr(row, f"{field}_{code}") for code in languages.CODES}
    return {code: without_marks(text).strip() for code, text in texts.items() if text and text.strip()}


# --- who -----------------------------------------------------------------------------------------------------------


def _reporter(publisher: Publisher | None) -> Organisation:
    if publisher is None:
        return Organisation()
    return Organisation(narratives(publisher.institution, "name"), publisher.identifier, publisher.kind)


def organisation(row: Country | Institution, ref: str = "", kind: str = "") -> Organisation:
    """A state or an institution as IATI knows organisations."""
    if isinstance(row, Country):
        return Organisation(narratives(row, "name"), ref, kind or codes.GOVERNMENT, state=row.ref)
    kind = kind or codes.KIND_OF_INSTITUTION.get(row.kind, "")
    return Organisation(narratives(row, "name"), ref, kind, institution=row.ref)


def _participants(pilot) -> Iterable[Participant]:
    """Those that were named, and those that follow from the rest: who gives money, and who carries the project out."""
    told = set()
    for row in pilot.participants.all():
        party = row.country or row.institution
        told.add((row.role, party.reference_id))
        yield Participant(row.role, organisation(party, row.identifier, row.kind))
    money = [*pilot.budget_lines.all(), *pilot.transactions.all()]
    givers = [(codes.FUNDING, line.agency or line.donor) for line in money if line.agency or line.donor]
    runs = [(codes.IMPLEMENTING, pilot.institution)] if pilot.institution else []
    for role, party in [*givers, *runs]:
        if (role, party.reference_id) not in told:
            told.add((role, party.reference_id))
            yield Participant(role, organisation(party))


def _sectors(pilot, themes) -> Iterable[Sector]:
    rows = list(pilot.sectors.all())
    for row in rows:
        alone = sum(other.vocabulary == row.vocabulary for other in rows) == 1
        named = themes.get(row.code) if row.vocabulary == PilotSector.Vocabulary.OWN else None
        share = None if alone and row.percentage == 100 else row.percentage
        yield Sector(row.code, row.vocabulary, share, narratives(named, "name") if named else {})


# --- money ---------------------------------------------------------------------------------------------------------


def _ref(row) -> str:
    return row.ref if row else ""


def _budget(row: BudgetLine) -> Budget:
    givers = _ref(row.donor), _ref(row.agency)
    return Budget(row.start, row.end, row.amount, row.currency, row.start, row.kind, row.status, *givers)


def _transaction(row: TransactionRow) -> Transaction:
    giver = row.agency or row.donor
    return Transaction(
        row.kind,
        row.day,
        row.amount,
        row.currency,
        row.day,
        narratives(row, "description"),
        # Of money that goes out, the provider is the project itself; whose it was stands beside it.
        organisation(giver) if giver and row.kind in codes.INCOMING else None,
        organisation(row.receiver) if row.receiver else None,
        _ref(row.donor),
        _ref(row.agency),
        row.ref,
    )


# --- what there is to read -----------------------------------------------------------------------------------------


def _pages(pilot) -> Iterable[Document]:
    """The project's own page in each language that has its title."""
    for code, title in narratives(pilot, "title").items():
        address = f"{settings.SITE_URL}/{code}/{pilot.address}"
        yield Document(address, HTML, {code: title}, (codes.WEB_PAGE,), (code,))


def _document(pilot, row: PilotDocument) -> Document:
    code = row.language or next(iter(narratives(row, "title")))
    if row.work:
        address, media_type = f"{settings.SITE_URL}/{code}/{row.work.path}", HTML
    elif row.url:
        address, media_type = row.url, _media_type(row.url) or HTML
    else:
        address = f"{settings.SITE_URL}/{code}/{pilot.address}files/{row.digest}/"
        media_type = _media_type(row.file.name) or "text/plain"
    said = (row.language,) if row.language else ()
    return Document(address, media_type, narratives(row, "title"), (row.category,), said, row.date)


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "").partition(";")[0]


# --- what comes of it ----------------------------------------------------------------------------------------------


def _result(row: ResultRow) -> Result:
    indicators = tuple(map(_indicator, row.indicators.all()))
    return Result(narratives(row, "title"), row.kind, narratives(row, "description"), indicators)


def _indicator(row: IndicatorRow) -> Indicator:
    return Indicator(
        title=narratives(row, "title"),
        description=narratives(row, "description"),
        unit=narratives(row, "unit"),
        measure=row.measure,
        ascending=row.ascending,
        baseline=row.baseline,
        baseline_day=row.baseline_on,
        baseline_comment=narratives(row, "baseline_comment"),
        periods=tuple(
            Period(one.start, one.end, one.target, one.actual, narratives(one, "comment")) for one in row.periods.all()
        ),
    )
