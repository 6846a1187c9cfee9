"""OAI-PMH 2.0: every verb, every error, and lists that stay right while things change."""

import datetime

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.models import Change
from amedip.core.records import delete_record, write_record
from amedip.portal.oai import records
from tests.asking import visitor
from tests.calling import commit_triggers
from tests.factories import DocumentFactory, InstitutionFactory, PriorityFactory, WorkshopFactory
from tests.portal.oai.asking import DC, OAI, XML_LANG, ask, error, harvest, headers, token
from tests.translations.files import standards
from workshops.models import LanguageVersion, Topic, WorkshopOrganiser

pytestmark = pytest.mark.django_db

LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
BEES = "oai:amedip.example:document/bees"


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.IDENTIFIER_DOMAIN, settings.SITE_URL = "amedip.example", "https://amedip.example"


@pytest.fixture
def pages_of_three(monkeypatch):
    monkeypatch.setattr(records, "PAGE", 3)


def publish(*refs) -> list:
    found = [DocumentFactory(ref=ref) for ref in refs]
    commit_triggers()
    return found


def at(day: int, ref: str) -> None:
    """As if the document had been changed last on that day of March 2026, at noon and a third of a second."""
    moment = datetime.datetime(2026, 3, day, 12, 0, 0, 300_000, tzinfo=datetime.UTC)
    Change.objects.filter(reference__ref=ref).update(at=moment)


def statements(root, element: str) -> list[tuple[str, str | None]]:
    return [(found.text, found.get(XML_LANG)) for found in root.iter(DC + element)]


# --- the verbs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post", [False, True])
@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "Identify"},
        {"verb": "ListSets"},
        {"verb": "ListMetadataFormats"},
        {"verb": "ListMetadataFormats", "identifier": BEES},
        {"verb": "GetRecord", "identifier": BEES, "metadataPrefix": "oai_dc"},
        {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "document"},
        {**LIST, "from": "2020-01-01", "until": "2999-12-31"},
    ],
    ids=lambda sent: "-".join(sent.values()) if isinstance(sent, dict) else None,
)
def test_verb_when_asked_rightly_then_an_answer_that_repeats_the_request(sent, post):
    publish("bees")

    root = ask(sent, post=post)

    assert root[2].tag == OAI + sent["verb"]
    assert dict(root[1].attrib) == sent
    assert root[1].text == "https://amedip.example/oai"


def test_answers_when_checked_against_the_published_schemas_then_valid(content, settings):
    standards()
    for domain in ("localhost", "amedip.example"):
        settings.IDENTIFIER_DOMAIN = domain
        for verb in ("Identify", "ListSets", "ListMetadataFormats", "Nothing"):
            ask({"verb": verb})
        for verb in ("ListRecords", "ListIdentifiers"):
            found = harvest(verb)
            assert len(found) == 11  # three workshops, eight documents
        for identifier in found:
            ask({"verb": "GetRecord", "identifier": identifier, "metadataPrefix": "oai_dc"})
        for prefix in ("marc", "oai_dc"):
            ask({"verb": "GetRecord", "identifier": "oai:nobody:x/y", "metadataPrefix": prefix})


def test_identify_when_read_then_it_says_how_the_repository_behaves(settings):
    settings.CONTACT_EMAIL = "amedip@localhost"
    publish("bees")
    at(4, "bees")

    identify = ask({"verb": "Identify"})[2]

    said = {child.tag.removeprefix(OAI): child.text for child in identify}
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert said["earliestDatestamp"] == "2026-03-04T12:00:00Z"
    assert said["adminEmail"] == "amedip@localhost.localdomain"


def test_record_of_a_document_when_told_then_each_version_is_a_language_and_each_title_says_its_own():
    workshop = WorkshopFactory(ref="hive-2026", title_en="Hive")
    document = DocumentFactory(
        ref="bees", title_ar="نحل", title_fr="Abeilles & cire", title_en=None, workshop=workshop,
        published_on=datetime.date(2026, 3, 5),
    )  # fmt: skip
    for code in ("fr", "ar"):
        write_record(LanguageVersion(document=document, language=code), actor=None, part_of=document)
    commit_triggers()

    root = ask({"verb": "GetRecord", "identifier": BEES, "metadataPrefix": "oai_dc"})

    assert statements(root, "title") == [("نحل", "ar"), ("Abeilles & cire", "fr")]
    assert statements(root, "language") == [("ar", None), ("fr", None)]
    assert statements(root, "identifier") == [
        ("https://amedip.example/ar/documents/bees/", None),
        ("https://amedip.example/fr/documents/bees/", None),
    ]
    assert statements(root, "date") == [("2026-03-05", None)]
    assert ("https://amedip.example/en/workshops/hive-2026/", None) in statements(root, "relation")
    assert ("summary of discussions", "en") in statements(root, "type")


def test_record_of_a_workshop_when_told_then_topics_organisers_and_place_in_each_language():
    workshop = WorkshopFactory(ref="hive-2026", title_en="Hive", title_ar="خلية", city_fr="Tunis", summary_en="All.")
    organiser = InstitutionFactory(name_en="Keepers", name_fr="Apiculteurs")
    WorkshopOrganiser.objects.create(workshop=workshop, institution=organiser)
    write_record(Topic(workshop=workshop), actor=None, texts={"en": {"text": "Wax"}}, part_of=workshop)
    commit_triggers()

    root = ask({"verb": "GetRecord", "identifier": "oai:amedip.example:workshop/hive-2026", "metadataPrefix": "oai_dc"})

    assert statements(root, "language") == [("ar", None), ("en", None)]
    assert statements(root, "creator") == [("Keepers", "en"), ("Apiculteurs", "fr")]
    assert statements(root, "subject") == [("Wax", "en")]
    assert statements(root, "description") == [("All.", "en")]
    assert ("Tunis", "fr") in statements(root, "coverage")


def test_list_when_read_then_public_documents_and_workshops_and_nothing_else():
    publish("bees")
    WorkshopFactory(ref="hive-2026")
    DocumentFactory(ref="example", example=True)
    PriorityFactory()
    commit_triggers()

    assert harvest() == [BEES, "oai:amedip.example:workshop/hive-2026"]
    assert harvest(set="workshop") == ["oai:amedip.example:workshop/hive-2026"]


def test_record_when_taken_away_then_it_stays_deleted_for_ever():
    (document,) = publish("bees")
    delete_record(document, actor=None, why="Wrong")
    commit_triggers()

    for sent in (LIST, {**LIST, "verb": "ListIdentifiers"}, {**LIST, "verb": "GetRecord", "identifier": BEES}):
        root = ask(sent)
        assert headers(root)[BEES].get("status") == "deleted"
        assert root.find(f".//{OAI}metadata") is None
    assert root[2].tag == f"{OAI}GetRecord"
    assert ask({"verb": "ListMetadataFormats", "identifier": BEES})[2].tag == f"{OAI}ListMetadataFormats"


# --- the errors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post", [False, True])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=listrecords", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%3Cx%3E", "badVerb"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=Identify&%3Cx%3E=%02", "badArgument"),
        ("verb=ListSets&set=document", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListMetadataFormats&identifier=oai:amedip.example:document/none", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=no name", "badArgument"),
        ("verb=GetRecord", "badArgument"),
        ("verb=GetRecord&identifier=oai:amedip.example:document/bees", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=oai:amedip.example:document/none&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=oai:amedip.example:priority/TN-2026-001&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=https://elsewhere.example/?a=1&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=GetRecord&identifier=oai:amedip.example:document/bees&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=GetRecord&identifier=oai:amedip.example:document/bees&metadataPrefix=%D9%86", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2000-01-01T00:00:00Z", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00.5Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:61Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=%D9%86", "badArgument"),
        ("verb=ListIdentifiers&resumptionToken=", "badArgument"),
        ("verb=GetRecord&resumptionToken=x", "badArgument"),
    ],
)
def test_error_when_something_is_wrong_then_its_code_and_a_valid_answer(query, code, post):
    publish("bees")
    query = query.replace(" ", "%20")

    if post:
        answer = visitor().post("/oai", query, content_type="application/x-www-form-urlencoded")
        assert f'<error code="{code}">' in answer.content.decode()
        return
    root = ask(query)
    assert error(root) == code
    assert bool(root[1].attrib) == (code not in ("badVerb", "badArgument"))


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_method_when_the_protocol_has_none_such_then_405(method):
    assert getattr(visitor(), method)("/oai").status_code == 405


# --- spans -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ({"from": "2026-03-04"}, "bc"),
        ({"until": "2026-03-04"}, "ab"),
        ({"from": "2026-03-04", "until": "2026-03-04"}, "b"),
        ({"from": "2026-03-04T12:00:00Z", "until": "2026-03-04T12:00:00Z"}, "b"),
        ({"from": "2026-03-04T12:00:01Z"}, "c"),
        ({"until": "2026-03-04T11:59:59Z"}, "a"),
        ({"from": "0001-01-01", "until": "9999-12-31"}, "abc"),
        ({"until": "9999-12-31T23:59:59Z"}, "abc"),
    ],
)
def test_span_when_given_then_both_ends_belong_to_it(span, found):
    for day, ref in ((3, "doc-a"), (4, "doc-b"), (5, "doc-c")):
        publish(ref)
        at(day, ref)

    assert [identifier[-1] for identifier in harvest(**span)] == list(found)


def test_datestamp_when_a_record_changes_then_it_moves_on():
    (document,) = publish("bees")
    at(3, "bees")
    write_record(document, actor=None, texts={"fr": {"title": "Abeilles"}}, expected=document.version)
    commit_triggers()

    (header,) = headers(ask(LIST)).values()

    assert header.findtext(f"{OAI}datestamp") > "2026-03-04"
    assert error(ask({**LIST, "until": "2026-03-04"})) == "noRecordsMatch"


# --- tokens ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_pages_when_followed_then_everything_once_and_an_empty_token_at_the_end(pages_of_three, verb):
    refs = [f"doc-{number}" for number in range(7)]
    publish(*refs[:5])  # in one commit: a page ends within it
    publish(*refs[5:])

    roots = [ask({"verb": verb, "metadataPrefix": "oai_dc"})]
    while resume := token(roots[-1]):
        roots.append(ask({"verb": verb, "resumptionToken": resume}))

    assert [len(headers(root)) for root in roots] == [3, 3, 1]
    assert [name.rpartition("/")[2] for root in roots for name in headers(root)] == refs
    assert token(roots[-1]) == ""
    tokens = [root.find(f".//{OAI}resumptionToken") for root in roots]
    assert [found.get("cursor") for found in tokens] == ["0", "3", "6"]
    assert {found.get("completeListSize") for found in tokens} == {"7"}


def test_pages_when_the_list_fits_in_one_then_no_token(pages_of_three):
    publish("a", "b", "c")

    assert token(ask(LIST)) is None


def test_pages_when_things_are_added_changed_and_deleted_between_them_then_nothing_is_left_out(pages_of_three):
    documents = publish(*(f"doc-{number}" for number in range(9)))
    turns = iter(range(9))

    def meanwhile():
        turn = next(turns)
        if turn == 0:
            publish("doc-new")
        if turn == 1:
            for document in (documents[0], documents[7]):  # told already, not told yet
                write_record(document, actor=None, texts={"fr": {"title": "Autre"}}, expected=document.version)
        if turn == 2:
            delete_record(documents[1], actor=None, why="Wrong")
            delete_record(documents[8], actor=None, why="Wrong")
        commit_triggers()

    found = harvest("ListRecords", between=meanwhile)

    told = [name.rpartition("/")[2] for name in found]
    assert set(told) == {*(f"doc-{number}" for number in range(9)), "doc-new"}
    # What changed after it was told is told again as it has become, and nothing else is.
    assert {name for name in told if told.count(name) > 1} == {"doc-0", "doc-1", "doc-8"}


def test_pages_when_a_span_is_given_then_the_token_holds_it(pages_of_three):
    publish(*(f"doc-{number}" for number in range(5)))
    WorkshopFactory(ref="hive-2026")
    commit_triggers()

    assert len(harvest(set="document", until="2999-01-01")) == 5


def test_pages_when_all_that_was_left_moved_out_of_the_span_then_an_error_of_the_protocol(pages_of_three):
    refs = [f"doc-{number}" for number in range(4)]
    publish(*refs)
    for ref in refs:
        at(3, ref)
    resume = token(ask({**LIST, "until": "2026-03-04"}))
    at(5, "doc-3")

    assert error(ask({"verb": "ListRecords", "resumptionToken": resume})) == "noRecordsMatch"


@pytest.mark.parametrize("damage", [str.lower, lambda one: one[:-1], lambda one: one + "x", lambda one: "a" + one])
def test_token_when_damaged_then_refused(pages_of_three, damage):
    publish("a", "b", "c", "d")

    resume = damage(token(ask(LIST)))

    assert error(ask({"verb": "ListRecords", "resumptionToken": resume})) == "badResumptionToken"


def test_token_when_of_another_verb_then_refused(pages_of_three):
    publish("a", "b", "c", "d")

    root = ask({"verb": "ListIdentifiers", "resumptionToken": token(ask(LIST))})

    assert error(root) == "badResumptionToken"


def test_token_when_a_day_old_then_refused_as_it_announced(pages_of_three, monkeypatch):
    publish("a", "b", "c", "d")
    root = ask(LIST)
    until = datetime.datetime.fromisoformat(root.find(f".//{OAI}resumptionToken").get("expirationDate"))
    assert datetime.timedelta(hours=23) < until - timezone.now() <= datetime.timedelta(days=1)

    monkeypatch.setattr(signing.time, "time", lambda: until.timestamp() + 2)

    assert error(ask({"verb": "ListRecords", "resumptionToken": token(root)})) == "badResumptionToken"


def test_list_costs_the_same_with_one_record_and_with_seven():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            ask(LIST)
        return len(captured)

    def add():
        document = DocumentFactory(workshop=WorkshopFactory())
        write_record(LanguageVersion(document=document, language="ar"), actor=None, part_of=document)
        commit_triggers()

    add()
    before = queries()
    for _ in range(6):
        add()

    assert queries() == before <= 8
