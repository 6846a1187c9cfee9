"""Which texts go out to translators, and that neither their number nor that of their records costs queries."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.bulk import Draft, write_records
from amedip.core.models import Job, Standing, TextBeside
from amedip.core.records import write_record
from amedip.core.rules import may_keep
from amedip.core.texts import propose, save_beside
from amedip.translations.exchange import loading, outgoing
from amedip.translations.exchange.comparing import Comparison
from amedip.translations.exchange.loading import BATCH, Key
from amedip.translations.exchange.outgoing import STANDINGS, Outgoing, Selection
from amedip.translations.formats import Unit, read_file
from amedip.translations.models import Order
from amedip.translations.units import lines_of, lines_of_each
from registry.models import Priority
from tests.desk import staff
from tests.factories import PartnerStateFactory, PriorityFactory, UserFactory
from tests.translations.tools import approved, asked, confirmed, data_of, found, sent, translated, translator
from workshops.models import Document, Session, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def actor():
    return staff()


@pytest.fixture
def country():
    return PartnerStateFactory()


def going(user, source="en", target="ar", **selection) -> dict[str, Unit]:
    """The units that go out of the priorities, by field of the one that has it."""
    going_out = Outgoing(Selection(source, target, **{"kinds": ("priority",)} | selection), user)
    return {unit.key: unit for unit in going_out.units()}


def standing_as(standing, actor, country) -> Priority:
    """A priority whose Arabic title stands so."""
    if standing == Standing.MISSING:
        return PriorityFactory(country=country, title_en="One")
    record = PriorityFactory(country=country, title_en="One")
    state = Standing.DRAFT if standing == Standing.OUTDATED else standing
    write_record(record, actor=actor, texts={"ar": {"title": "واحد"}}, text_state=state, source_language="en")
    if standing == Standing.OUTDATED:
        write_record(record, actor=actor, texts={"en": {"title": "Two"}})
    return record


@pytest.mark.parametrize("wanted", STANDINGS)
@pytest.mark.parametrize("standing", Standing.values)
def test_text_when_it_stands_as_asked_for_then_it_goes_out_and_no_other(actor, country, wanted, standing):
    record = standing_as(standing, actor, country)

    units = going(actor, standings=(wanted,))

    assert list(units) == ([f"priority/{record.ref}/title"] if wanted == standing else [])
    for unit in units.values():
        assert unit.state == standing
        assert unit.source == fresh(record).title_en and unit.target == (fresh(record).title_ar or "")


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_text_when_the_source_language_has_none_then_it_stays(actor, country):
    PriorityFactory(country=country, title_en="One")

    assert going(actor, "fr") == {}


def test_text_when_its_source_is_itself_outdated_then_it_stays_and_is_counted(actor, country):
    record = PriorityFactory(country=country, title_en="One", title_fr="Un")
    write_record(record, actor=actor, texts={"fr": {"title": "Deux"}})
    going_out = Outgoing(Selection("en", "ar", kinds=("priority",)), actor)

    assert (list(going_out.units()), going_out.left_out) == ([], 1)
    assert list(going(actor, "fr")) == [f"priority/{record.ref}/title"]


@pytest.mark.parametrize("origin", [TextBeside.Origin.PERSON, TextBeside.Origin.FILE, TextBeside.Origin.MACHINE])
def test_text_when_a_proposal_for_it_waits_then_it_goes_out_as_what_the_proposal_is(actor, country, origin):
    record = PriorityFactory(country=country, title_en="One")
    save_beside(propose(record, {"ar": {"title": "واحد"}}, actor=actor, origin=origin, source="en"))
    wanted = Standing.MACHINE if origin == TextBeside.Origin.MACHINE else Standing.DRAFT

    (unit,) = going(actor, standings=(wanted,)).values()

    assert (unit.state, unit.target) == (wanted, "واحد")
    assert going(actor, standings=(Standing.MISSING, Standing.OUTDATED)) == {}
    if wanted == Standing.DRAFT:
        write_record(record, actor=actor, texts={"en": {"title": "Two"}})
        assert [unit.state for unit in going(actor).values()] == [Standing.OUTDATED]


def test_selection_when_narrowed_by_kind_state_agency_or_translator_then_only_those(actor, country):
    mine, other = PriorityFactory(country=country), PriorityFactory()
    person = translator("ar")
    day = datetime.date(2030, 1, 1)
    Order.objects.create(reference=mine.reference, language="ar", translator=person, due=day)
    Order.objects.create(reference=other.reference, language="ar", agency="Words", due=day)
    Order.objects.create(reference=other.reference, language="fr", translator=person, due=day)

    def refs(**narrowed):
        return {Key.read(key).ref for key in going(actor, **narrowed)}

    assert refs() == {mine.ref, other.ref}
    assert refs(state=country.code) == {mine.ref}
    assert refs(agency="Words") == {other.ref}
    assert refs(translator=person.pk) == {mine.ref}
    assert refs(kinds=("theme",)) == set()
    assert refs(kinds=("state",), state=country.code) == {country.ref}


def test_record_when_the_person_may_not_see_it_then_it_stays(country):
    PriorityFactory(country=country, status=Priority.Status.DRAFT)
    shown = PriorityFactory(country=country)

    assert {Key.read(key).ref for key in going(translator("ar"))} == {shown.ref}
    assert {Key.read(key).ref for key in going(UserFactory())} == {shown.ref}


def test_text_when_of_a_part_then_its_key_names_the_part_and_comes_back_to_it(content, actor):
    session = Session.objects.exclude(title_en=None).exclude(title_fr=None).first()
    write_record(session, actor=actor, texts={"ar": {"title": None}}, part_of=session.workshop)
    key = f"workshop/{session.workshop.ref}/session-{session.pk}/title"
    job = asked(actor, Selection("en", "ar", kinds=("workshop",)), "po")

    data = translated(data_of(job), "po", lambda source: "جلسة" if source == session.title_en else None)
    comparison = sent(actor, data, "a.po")
    confirmed(actor, comparison)

    assert found(comparison)[key]["outcome"] == "fits"
    row = TextBeside.objects.get(object_id=session.pk, field="title", origin="file")
    assert (row.text, row.reference) == ("جلسة", session.workshop.reference)


def test_lines_when_read_for_many_records_then_the_same_as_for_each(content):
    for model in (Workshop, Priority, Document):
        records = list(model._base_manager.select_related("reference"))
        together = lines_of_each(records)
        for record in records:
            alone = [(line.key, line.number, line.rows.keys()) for line in lines_of(record)]
            assert [(line.key, line.number, line.rows.keys()) for line in together[record.pk]] == alone


def test_file_when_more_is_owed_than_it_holds_then_it_is_full_and_says_so(actor, country, monkeypatch):
    monkeypatch.setattr(outgoing, "MOST", 3)
    PriorityFactory.create_batch(2, country=country, title_en="One", need_en="Two")

    job = asked(actor, Selection("en", "ar", kinds=("priority",)), "po")

    assert (job.result["units"], job.result["records"], job.result["more"]) == (3, 2, True)


def test_first_content_when_asked_for_then_every_kind_can_go_out(content, actor):
    going_out = Outgoing(Selection("en", "fr", standings=tuple(Standing.values)), actor)

    keys = [unit.key for unit in going_out.units()]

    assert len(keys) == len(set(keys)) > 500
    assert {Key.read(key).kind for key in keys} == {reference.kind for reference in going_out.references}
    assert len(going_out.references) == len({reference.pk for reference in going_out.references})


# --- what it costs -------------------------------------------------------------------------------------------------


def many(country, count: int, **columns) -> list[Priority]:
    """So many priorities with two texts each, written set by set."""
    given = {"country": country, "year": 2026, "status": Priority.Status.DRAFT} | columns
    drafts = [
        Draft(Priority(), columns=given, texts={"en": {"title": f"Need {n}", "need": f"Reason {n}"}})
        for n in range(count)
    ]
    write_records(drafts, actor=None, rule=may_keep("add"), action="priority.import")
    return [draft.obj for draft in drafts]


def test_comparison_when_it_runs_then_it_tells_after_each_batch_how_far_it_is(actor, country, monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 2)
    many(country, 5)
    job = asked(actor, Selection("en", "ar", kinds=("priority",)), "po")
    told: list[int] = []

    Comparison(read_file(io.BytesIO(data_of(job))), actor).run(told.append)

    assert told == [4, 8, 10]


def journey(actor, country, name: str) -> tuple[Job, Job, list[int]]:
    """Out, through somebody else's program, and in: the comparison, the writing, how many queries each step cost."""
    selection = Selection("en", "ar", kinds=("priority",), state=country.code)
    with CaptureQueriesContext(connection) as asking:
        job = asked(actor, selection, name)
    data = translated(data_of(job), name, lambda source: source.replace("Need", "حاجة").replace("Reason", "سبب"))
    with CaptureQueriesContext(connection) as comparing:
        comparison = sent(actor, data)
    with CaptureQueriesContext(connection) as writing:
        written = confirmed(actor, comparison)
    with CaptureQueriesContext(connection) as approving:
        approval = approved(actor, written)
    assert approval.result["approved"] == comparison.result["counts"]["fits"]
    return comparison, written, [len(asking), len(comparing), len(writing), len(approving)]


@pytest.mark.parametrize("status", [Priority.Status.DRAFT, Priority.Status.PUBLISHED])
def test_journey_when_more_records_make_it_then_no_more_queries(actor, status):
    published = timezone.now() if status == Priority.Status.PUBLISHED else None
    countries = PartnerStateFactory.create_batch(2)
    for country, count in zip(countries, (2, 9), strict=True):
        many(country, count, status=status, published_at=published)
    costs = [journey(actor, country, "po")[2] for country in countries]

    assert costs[0] == costs[1]


def test_file_when_it_has_2000_units_then_taken_by_jobs_with_progress_at_a_fixed_price_a_batch(actor, country):
    many(country, 1_000)

    comparison, written, costs = journey(actor, country, "xliff-2.1")

    assert comparison.result["counts"]["fits"] == written.result["written"] == 2_000
    assert (comparison.done, comparison.total) == (2_001, 2_001)
    assert (written.done, written.total) == (4_002, 4_002)
    batches = 1_000 // BATCH
    assert [count for count in costs if count > 120 * batches] == []
    assert set(Priority.objects.filter(country=country).values_list("title_ar", flat=True)) == {
        f"حاجة {n}" for n in range(1_000)
    }
