"""How a workshop's page is put together."""

import pytest

from amedip.core.records import write_record
from tests.factories import CountryFactory, InstitutionFactory, RecommendationFactory, WorkshopFactory
from workshops.models import NamedResource, Participation, Session, Workshop
from workshops.reading import paragraphs, presence_of, resources_of, sessions_of, tree_of

pytestmark = pytest.mark.django_db

Capacity = Participation.Capacity


def add(part, workshop, **texts):
    part.workshop = workshop
    return write_record(part, actor=None, texts=texts, part_of=workshop)


def read(workshop):
    return Workshop.objects.for_page().get(pk=workshop.pk)


def test_paragraphs_are_parted_by_blank_lines():
    assert paragraphs("One\nstill one\n\nTwo\n\n\n\nThree\n") == ["One\nstill one", "Two", "Three"]
    assert paragraphs(None) == []


def test_a_paragraph_has_the_same_address_in_every_language():
    workshop = WorkshopFactory()
    texts = {"en": {"title": "Skills", "summary": "A.\n\nB."}, "ar": {"summary": "أ.\n\nب.\n\nج."}}
    add(Session(number=4), workshop, **texts)

    session = sessions_of(read(workshop))[0]

    assert session["anchor"] == "s4"
    assert [part["anchor"] for part in session["paragraphs"]] == ["s4.p1", "s4.p2", "s4.p3"]
    assert session["paragraphs"][1] == {"text_ar": "ب.", "text_en": "B.", "text_fr": None, "anchor": "s4.p2"}
    assert session["paragraphs"][2]["text_en"] is None


def test_opening_and_closing_have_names_for_addresses():
    workshop = WorkshopFactory()
    add(Session(number=9, kind=Session.Kind.CLOSING), workshop, en={"title": "Closing", "summary": "Thanks."})
    add(Session(number=0, kind=Session.Kind.OPENING), workshop, en={"title": "Opening"})
    add(Session(number=1), workshop, en={"title": "Policies"})

    sessions = sessions_of(read(workshop))

    assert [(row["anchor"], row["name"]) for row in sessions] == [
        ("opening", "Opening"),
        ("s1", "Session 1"),
        ("closing", "Closing"),
    ]
    assert sessions[2]["paragraphs"][0]["anchor"] == "closing.p1"


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
