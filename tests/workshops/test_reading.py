"""How a workshop's page is put together."""

import pytest
from django.utils import translation

from amedip.core.records import write_record
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    PassageFactory,
    RecommendationFactory,
    SessionFactory,
    StatementFactory,
    WorkshopFactory,
)
from workshops.models import NamedResource, Participation, Session, Workshop
from workshops.reading import Summary, presence_of, resources_of, tree_of

pytestmark = pytest.mark.django_db

Capacity = Participation.Capacity


def add(part, workshop, **texts):
    part.workshop = workshop
    return write_record(part, actor=None, texts=texts, part_of=workshop)


def read(workshop):
    return Workshop.objects.for_page().get(pk=workshop.pk)


@pytest.fixture
def workshop():
    """A workshop with a session of two passages: the second is in French only."""
    found = WorkshopFactory()
    session = SessionFactory(workshop=found, number=4, title_en="Skills", title_fr="Compétences")
    PassageFactory(session=session, text_en="One", text_fr="Un")
    PassageFactory(session=session, text_en=None, text_fr="Deux")
    return found


def cells(summary) -> list[list[tuple[str, str]]]:
    """By passage, what stands in each column, as (language, text)."""
    passages = [passage for session in summary.sessions for passage in session["passages"]]
    return [[(cell["code"], cell["text"]) for cell in passage["cells"]] for passage in passages]


@pytest.mark.parametrize(
    ("page", "beside", "columns", "missing"),
    [
        ("en", [], [[("en", "One")], [("fr", "Deux")]], []),
        ("en", ["fr"], [[("en", "One"), ("fr", "Un")], [("en", ""), ("fr", "Deux")]], []),
        ("fr", ["en", "fr"], [[("fr", "Un"), ("en", "One")], [("fr", "Deux"), ("en", "")]], []),
        ("en", ["ar", "fr"], [[("en", "One"), ("fr", "Un")], [("en", ""), ("fr", "Deux")]], ["ar"]),
        ("ar", [], [[("ar", "Un")], [("ar", "Deux")]], ["ar"]),
    ],
)
def test_summary_when_read_beside_others_then_the_page_s_language_first_and_what_is_missing_said(
    workshop, page, beside, columns, missing
):
    with translation.override(page):
        summary = Summary(read(workshop), beside)

    if page == "ar":  # alone, the page's language gives way to one that has the text
        columns = [[("fr", text) for _code, text in cells] for cells in columns]
    assert cells(summary) == columns
    assert summary.missing == missing
    assert summary.there == ["en", "fr"]


def test_summary_when_a_passage_moves_then_its_address_stays(workshop):
    first = workshop.passages.get(anchor="s4.p1")
    write_record(first, actor=None, columns={"position": 9_999})

    passages = Summary(read(workshop)).sessions[0]["passages"]

    assert [passage["anchor"] for passage in passages] == ["s4.p2", "s4.p1"]


def test_summary_when_somebody_spoke_then_the_statement_stands_with_its_passage(workshop):
    passage = workshop.passages.get(anchor="s4.p1")
    StatementFactory(passage=passage, text_en="We need more.")
    StatementFactory(passage=None, session=passage.session, text_en="Somewhere in the session.")

    (session,) = Summary(read(workshop)).sessions

    assert [[said["text_en"] for said in passage["said"]] for passage in session["passages"]] == [["We need more."], []]
    assert [said["text_en"] for said in session["said"]] == ["Somewhere in the session."]


def test_opening_and_closing_have_names_for_addresses():
    workshop = WorkshopFactory()
    closing = add(Session(number=9, kind=Session.Kind.CLOSING), workshop, en={"title": "Closing"})
    add(Session(number=0, kind=Session.Kind.OPENING), workshop, en={"title": "Opening"})
    add(Session(number=1), workshop, en={"title": "Policies"})
    PassageFactory(session=closing)

    sessions = Summary(read(workshop)).sessions

    assert [(row["anchor"], row["name"]) for row in sessions] == [
        ("opening", "Opening"),
        ("s1", "Session 1"),
        ("closing", "Closing"),
    ]
    assert sessions[2]["passages"][0]["anchor"] == "closing.p1"


def test_resources_know_the_session_that_names_them():
    workshop = WorkshopFactory()
    session = add(Session(number=2), workshop, en={"title": "Actors"})
    add(NamedResource(session=session, languages=["en", "fr"]), workshop, en={"name": "A fund"})
    add(NamedResource(position=1), workshop, en={"name": "A site"})

    fund, site = resources_of(read(workshop))

    assert (fund["anchor"], fund["where"], fund["languages"]) == ("s2", "Session 2", ["en", "fr"])
    assert "anchor" not in site


def test_presence_is_by_capacity_and_states_stand_in_the_reader_s_order():
    workshop = WorkshopFactory()
    zulu, alpha = (CountryFactory(name_en=name) for name in ("Zulu", "Alpha"))
    donor, organisation = CountryFactory(), InstitutionFactory()
    for country in (zulu, alpha):
        add(Participation(country=country, capacity=Capacity.FOCUS_PARTNER), workshop)
    add(Participation(country=zulu, capacity=Capacity.HOST), workshop)
    add(Participation(country=donor, capacity=Capacity.DONOR), workshop)
    add(Participation(institution=organisation, capacity=Capacity.ORGANISATION), workshop)

    present = presence_of(read(workshop))

    assert [row["country_en"] for row in present["states"]] == ["Alpha", "Zulu"]
    assert [row["code"] for row in present["donors"]] == [donor.code]
    assert [row["path"] for row in present["organisations"]] == [organisation.reference.path]


def test_recommendations_carry_their_points():
    workshop = WorkshopFactory()
    first = RecommendationFactory(workshop=workshop, number="1")
    RecommendationFactory(workshop=workshop, number="2", position=3)
    RecommendationFactory(workshop=workshop, number="1.1", parent=first, position=1)
    RecommendationFactory(workshop=workshop, number="1.2", parent=first, position=2)

    tree = tree_of(read(workshop).recommendation_rows)

    assert [(row["number"], [point["number"] for point in row["points"]]) for row in tree] == [
        ("1", ["1.1", "1.2"]),
        ("2", []),
    ]
