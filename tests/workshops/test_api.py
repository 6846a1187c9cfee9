"""Workshops, recommendations and documents in the API."""

import pytest

from amedip.core.records import write_record
from registry.models import Institution
from tests.calling import queries_of, read, refs, results
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    InstitutionFactory,
    PassageFactory,
    SessionFactory,
    StatementFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import EarlierFile, LanguageVersion, Participation, Session, Topic, WorkshopOrganiser

pytestmark = pytest.mark.django_db


def test_workshop_when_read_then_it_has_its_core_fields(content):
    workshop = read("workshops/tunis-2012/")

    assert workshop["slug"] == "tunis-2012"
    assert workshop["country"] == "TN"
    assert (workshop["start"], workshop["end"]) == ("2012-11-07", "2012-11-08")
    assert workshop["host"].startswith("TN-I")
    assert workshop["host_name"]["fr"]
    assert [session["number"] for session in workshop["sessions"] if session["kind"] == "session"] == [1, 2, 3, 4]
    assert all(session["title"]["ar"] for session in workshop["sessions"])
    present = {guest["state"] for guest in workshop["participants"] if guest["capacity"] == "focus-partner"}
    assert len(present) == 13
    assert "NL" not in {guest["state"] for guest in workshop["participants"]}
    organisations = [guest for guest in workshop["participants"] if guest["institution"]]
    assert all(guest["state"] is None and guest["institution_name"]["en"] for guest in organisations)
    assert len(workshop["topics"]) == 5
    assert workshop["url"]["en"].endswith("/en/workshops/tunis-2012/")


def test_workshop_when_read_then_its_passages_and_statements_and_summaries_made_of_them():
    session = SessionFactory(workshop=WorkshopFactory(ref="city-2026"), number=1)
    first = PassageFactory(session=session, text_en="Lead:", text_fr="Début :")
    PassageFactory(session=session, text_en="item", form="item")
    StatementFactory(passage=first, country__code="AA", themes=[ThemeFactory(ref="money")], text_en="We need more.")

    workshop, told = read("workshops/city-2026/"), read("workshops/city-2026/?translations=full")
    passages = read("passages/?workshop=city-2026&translations=full")["results"]

    assert workshop["sessions"][0]["summary"] == {"ar": None, "en": "Lead:\n\n- item", "fr": "Début :"}
    assert [(one["ref"], one["anchor"], one["session"], one["form"]) for one in passages] == [
        ("city-2026-s1.p1", "s1.p1", 1, "paragraph"),
        ("city-2026-s1.p2", "s1.p2", 1, "item"),
    ]
    assert passages[0]["url"]["fr"].endswith("/fr/workshops/city-2026/#s1.p1")
    (said,) = workshop["statements"]
    assert (said["session"], said["passage"], said["state"], said["institution"]) == (1, "s1.p1", "AA", None)
    assert (said["themes"], said["text"]["en"]) == (["money"], "We need more.")
    assert passages[0]["text"]["en"]["state"] == "draft"
    assert told["sessions"][0]["summary"] == workshop["sessions"][0]["summary"]
    assert read("workshops/city-2026/?lang=fr")["sessions"][0]["summary"] == "Début :"


def test_recommendation_when_read_then_by_its_dotted_number(content):
    point = read("recommendations/tunis-2012-r2.1/")

    assert (point["workshop"], point["number"], point["parent"]) == ("tunis-2012", "2.1", "tunis-2012-r2")
    assert point["url"]["fr"].endswith("/fr/workshops/tunis-2012/#r2.1")
    assert read("recommendations/tunis-2012-r2/")["parent"] is None


def test_recommendations_when_filtered_then_those_of_the_workshop(content):
    assert len(refs("recommendations/?workshop=tunis-2012")) == 12
    assert refs("recommendations/?workshop=dakar-2012") == []


def test_document_when_a_language_version_does_not_exist_then_it_is_not_named(content):
    factsheet = read("documents/mtm-factsheet/")

    assert [version["language"] for version in factsheet["versions"]] == ["en", "fr"]
    assert factsheet["versions"][0] | {"date": None} == {
        "language": "en",
        "date": None,
        "file": None,
        "bytes": None,
        "sha256": None,
        "superseded": [],
    }


def test_documents_when_counted_then_eight_works_in_23_versions(content):
    assert sum(len(document["versions"]) for document in results("documents/")) == 23


def test_document_when_a_file_is_held_then_where_and_how_large(settings):
    document = DocumentFactory(ref="summary")
    LanguageVersion.objects.create(
        document=document, language="fr", file="documents/2026/x.pdf", bytes=2_048, sha256="ab" * 32
    )

    (version,) = read("documents/summary/")["versions"]

    assert version["file"] == f"{settings.SITE_URL}/fr/documents/summary/download/"
    assert (version["bytes"], version["sha256"]) == (2_048, "ab" * 32)


def test_document_when_a_file_was_corrected_then_the_earlier_one_is_named_with_its_address(settings):
    document = DocumentFactory(ref="summary")
    version = LanguageVersion.objects.create(
        document=document, language="fr", file="documents/2026/x.pdf", bytes=2_048, sha256="ab" * 32
    )
    earlier = EarlierFile(
        document=document, version=version, file="documents/2026/w.pdf", bytes=1_024, sha256="cd" * 32,
        date="2012-11-08", replaced_on="2013-01-21",
    )  # fmt: skip
    write_record(earlier, actor=None, texts={"en": {"note": "The list."}}, part_of=document)

    (row,) = read("documents/summary/")["versions"][0]["superseded"]

    assert row == {
        "date": "2012-11-08",
        "replaced_on": "2013-01-21",
        "note": {"ar": None, "en": "The list.", "fr": None},
        "file": f"{settings.SITE_URL}/fr/documents/summary/files/{'cd' * 8}/",
        "bytes": 1_024,
        "sha256": "cd" * 32,
    }


@pytest.mark.parametrize(
    ("query", "found"), [("kind=summary", ["a"]), ("workshop=here", ["b"]), ("kind=annex&kind=summary", ["a", "b"])]
)
def test_documents_when_filtered_then_those_that_match(query, found):
    DocumentFactory(ref="a")
    DocumentFactory(ref="b", kind="annex", workshop=WorkshopFactory(ref="here"))

    assert refs(f"documents/?{query}") == found


def test_workshops_when_filtered_then_by_the_country(content):
    assert refs("workshops/?state=TN&state=SN") == ["dakar-2012", "tunis-2012"]


def test_workshops_when_fifty_then_eight_queries_as_for_one():
    guest, organiser = CountryFactory(), InstitutionFactory(kind=Institution.Kind.PROGRAMME)

    def add(count):
        for _ in range(count):
            workshop = WorkshopFactory(country=guest, host=organiser)
            WorkshopOrganiser.objects.create(workshop=workshop, institution=organiser)
            Participation.objects.create(workshop=workshop, country=guest, capacity="focus-partner")
            write_record(
                Session(workshop=workshop, number=1), actor=None, texts={"en": {"title": "First"}}, part_of=workshop
            )
            StatementFactory(passage=PassageFactory(session=workshop.sessions.get()), country=guest)
            write_record(Topic(workshop=workshop), actor=None, texts={"en": {"text": "Money"}}, part_of=workshop)

    add(1)
    assert queries_of("workshops/") == 8
    add(49)
    assert queries_of("workshops/") == 8
    assert len(results("workshops/")) == 50


@pytest.mark.parametrize(("name", "queries"), [("documents", 6), ("recommendations", 3)])
def test_list_when_longer_then_as_many_queries_as_for_one(name, queries, content):
    assert queries_of(f"{name}/?page_size=1") == queries_of(f"{name}/") == queries
