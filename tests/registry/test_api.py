"""The Registry's collections in the API: what they say, what narrows them, and what they keep to themselves."""

import pytest

from amedip.core.records import Source, delete_record, write_record
from registry.models import CountryRole, Priority
from tests.calling import call, problem, queries_of, read, refs, results
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    InstitutionFactory,
    PracticeFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

HIDDEN = [status for status in Priority.Status if status not in Priority.PUBLIC_STATES]


# --- what they say -------------------------------------------------------------------------------------------------


def test_priority_when_read_then_it_has_its_core_fields(content, settings):
    priority = read("priorities/TN-2012-003/")

    assert priority["ref"] == "TN-2012-003"
    assert priority["state"] == "TN"
    assert priority["round"] is None
    assert priority["themes"][0] == "remittances"
    assert all(priority["title"][code] and priority["description"][code] for code in ("ar", "en", "fr"))
    assert priority["status"] == "published"
    assert priority["institution"].startswith("TN-I")
    assert priority["sources"][0] | {"note": None} == {
        "kind": "document",
        "reference": "tunis-discussions",
        "section": "s3",
        "note": None,
    }
    assert priority["derived"] is True
    assert priority["confirmed_on"] is None
    assert priority["updated_at"].endswith("Z")
    assert priority["example"] is False
    assert priority["url"]["ar"] == f"{settings.SITE_URL}/ar/registry/TN-2012-003/"


def test_priority_when_its_links_have_an_order_then_it_is_kept():
    themes = [ThemeFactory(ref=ref) for ref in ("b", "c", "a")]
    sources = [Source(DocumentFactory(ref=ref).reference, section) for ref, section in [("two", "s2"), ("one", "s1")]]
    priority = PriorityFactory(themes=themes)
    write_record(priority, actor=None, sources=sources)

    found = read(f"priorities/{priority.ref}/")

    assert found["themes"] == ["b", "c", "a"]
    assert [source["reference"] for source in found["sources"]] == ["two", "one"]
    assert found["sources"][0]["note"] == {"ar": None, "en": None, "fr": None}


def test_priority_when_a_language_is_missing_then_what_stands_in_is_marked():
    priority = PriorityFactory(title_en=None, title_ar="عنوان", description_fr="Texte", need_en="Need")

    found = read(f"priorities/{priority.ref}/?lang=fr")

    assert (found["title"], found["description"], found["need"]) == ("عنوان", "Texte", "Need")
    assert found["desired_result"] is None
    assert found["language"] == {"title": "ar", "need": "en"}
    assert found["direction"] == {"title": "rtl", "need": "ltr"}
    assert found["url"].endswith(f"/fr/registry/{priority.ref}/")


def test_priority_when_nothing_is_missing_then_nothing_is_marked(content):
    found = read("priorities/TN-2012-003/?lang=fr")

    assert "language" not in found
    assert "direction" not in found


def test_state_when_read_then_all_its_roles_and_mechanisms(content):
    state = read("states/TN/")

    assert state["roles"] == ["focus-partner", "host"]
    assert state["languages"] == ["ar", "fr"]
    assert state["coordination_mechanisms"][0]["ref"] == "TN-C01"
    assert state["latitude"] == 36.81


def test_group_when_read_then_it_is_a_state_without_a_place(content):
    group = read("states/EU/")

    assert "group" in group["roles"]
    assert group["longitude"] is None


def test_state_when_its_code_is_in_small_letters_then_404_says_that_case_counts(content):
    assert "case-sensitive" in problem(call("states/tn/"), 404)["detail"]


def test_institution_when_it_belongs_to_no_state_then_null(content):
    assert read("institutions/ORG-I01/")["state"] is None


def test_round_when_read_then_dates_with_what_is_known_of_them(content):
    found = read("rounds/consultation-2011/")

    assert (found["opens"], found["opens_precision"], found["closes"]) == ("2011-12-01", "month", None)
    assert len(found["states"]) == 13


def test_programme_when_read_then_objectives_and_mechanisms(content):
    found = read("programmes/amedip/")

    assert [objective["number"] for objective in found["objectives"]] == [0, 1, 2, 3, 4]
    assert len(found["mechanisms"]) == 6
    assert "IT" in found["donors"]


# --- what narrows them ---------------------------------------------------------------------------------------------


@pytest.fixture
def registry():
    """Four priorities: two of AA (money; money and data), one of BB (data, in a round, fulfilled), one of CC."""
    money, data = ThemeFactory(ref="money"), ThemeFactory(ref="data")
    states = {code: CountryFactory(code=code) for code in ("AA", "BB", "CC")}
    PriorityFactory(country=states["AA"], themes=[money], ref="AA-2026-001", title_en="Cheaper transfers")
    PriorityFactory(country=states["AA"], themes=[money, data], ref="AA-2026-002", title_fr="Compter les transferts")
    PriorityFactory(
        country=states["BB"], themes=[data], ref="BB-2026-001", round=RoundFactory(ref="now"), status="fulfilled"
    )
    PriorityFactory(country=states["CC"], ref="CC-2026-001", title_ar="التحويلات")
    PracticeFactory(country=states["AA"], themes=[data], ref="AA-001")
    PracticeFactory(country=states["BB"], themes=[money], ref="BB-001")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=AA", ["AA-2026-001", "AA-2026-002"]),
        ("state=AA&state=CC", ["AA-2026-001", "AA-2026-002", "CC-2026-001"]),
        ("state=AA&state=AA&state=", ["AA-2026-001", "AA-2026-002"]),
        ("theme=data", ["AA-2026-002", "BB-2026-001"]),
        ("theme=data&theme=money", ["AA-2026-001", "AA-2026-002", "BB-2026-001"]),
        ("theme=data&state=AA", ["AA-2026-002"]),
        ("round=now", ["BB-2026-001"]),
        ("status=fulfilled", ["BB-2026-001"]),
        ("status=fulfilled&status=published&state=BB", ["BB-2026-001"]),
        ("status=superseded", []),
        ("q=transfers", ["AA-2026-001"]),
        ("q=transferts", ["AA-2026-002"]),
        ("q=التحويلات", ["CC-2026-001"]),
        ("q=AA-2026-002", ["AA-2026-002"]),
        ("q=transfers&theme=data", []),
    ],
)
def test_priorities_when_filtered_then_those_that_match(query, found, registry):
    assert refs(f"priorities/?{query}") == found


@pytest.mark.parametrize(
    ("query", "found"), [("state=AA", ["AA-001"]), ("theme=money", ["BB-001"]), ("theme=money&state=AA", [])]
)
def test_practices_when_filtered_then_those_that_match(query, found, registry):
    assert refs(f"practices/?{query}") == found


def test_states_when_filtered_by_role_then_each_once():
    both = CountryFactory(code="AA")
    for role in (CountryRole.Role.DONOR, CountryRole.Role.HOST):
        CountryRole.objects.create(country=both, role=role)
    CountryFactory(code="BB")

    assert refs("states/?role=donor&role=host") == ["AA"]
    assert refs("states/") == ["AA", "BB"]


def test_institutions_when_filtered_then_by_state_and_kind(registry):
    InstitutionFactory(ref="ZZ-I01", country=CountryFactory(code="ZZ"), kind="bank")
    InstitutionFactory(ref="ZZ-I02", country__code="ZY", kind="bank")

    assert refs("institutions/?kind=bank&state=ZZ") == ["ZZ-I01"]


# --- what they keep to themselves ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", HIDDEN)
def test_priority_when_not_public_then_it_is_nowhere(status):
    hidden = PriorityFactory(title_en="Utmost secrecy", status=status)
    PriorityFactory(title_en="Public")

    assert "Utmost" not in call("priorities/").content.decode()
    assert refs("priorities/?q=secrecy") == []
    assert refs(f"priorities/?state={hidden.country.code}") == []
    assert results("search/?q=secrecy") == []
    problem(call(f"priorities/{hidden.ref}/"), 404)
    assert problem(call(f"priorities/?status={status}"), 400)["errors"][0]["code"] == "unknown-value"


def test_priority_when_superseded_by_a_draft_then_the_draft_is_not_named():
    draft = PriorityFactory(status="draft")
    old = PriorityFactory(status="superseded", superseded_by=draft)

    assert read(f"priorities/{old.ref}/")["superseded_by"] is None

    open_one = PriorityFactory()
    older = PriorityFactory(status="superseded", superseded_by=open_one)
    assert read(f"priorities/{older.ref}/")["superseded_by"] == open_one.ref


def test_priority_when_it_cites_a_draft_then_the_draft_is_not_named():
    draft = PriorityFactory(status="draft")
    priority = PriorityFactory()
    write_record(priority, actor=None, sources=[Source(draft.reference)])

    assert read(f"priorities/{priority.ref}/")["sources"] == []


def test_practice_when_not_published_then_it_is_nowhere():
    hidden = PracticeFactory(title_en="Utmost secrecy", published=False)

    assert results("practices/") == []
    problem(call(f"practices/{hidden.ref}/"), 404)


def test_priority_when_taken_away_then_410_names_it():
    priority = PriorityFactory(title_en="Once public")
    delete_record(priority, actor=None)

    assert "Once public" in problem(call(f"priorities/{priority.ref}/"), 410)["detail"]


def test_practice_when_renamed_while_it_is_withdrawn_then_410_tells_the_name_it_had():
    practice = PracticeFactory(title_en="Once public")
    write_record(practice, actor=None, columns={"published": False}, texts={"en": {"title": "Utmost secrecy"}})
    write_record(practice, actor=None, texts={"fr": {"title": "Grand secret"}})

    withdrawn = problem(call(f"practices/{practice.ref}/"), 410)["detail"]
    delete_record(practice, actor=None)
    deleted = problem(call(f"practices/{practice.ref}/"), 410)["detail"]

    for told in (withdrawn, deleted):
        assert "Once public" in told and "secre" not in told


def test_priority_when_taken_away_as_a_draft_then_404():
    draft = PriorityFactory(title_en="Never public", status="draft")
    delete_record(draft, actor=None)

    problem(call(f"priorities/{draft.ref}/"), 404)


def test_example_when_listed_then_it_says_so():
    PriorityFactory(ref="AA-2026-001", example=True)

    assert results("priorities/")[0]["example"] is True


# --- what they cost ------------------------------------------------------------------------------------------------


def test_priorities_when_fifty_then_four_queries_as_for_one():
    themes = [ThemeFactory(), ThemeFactory()]
    document, institution = DocumentFactory(), InstitutionFactory()

    def add(count):
        for _ in range(count):
            priority = PriorityFactory(themes=themes, institution=institution)
            write_record(priority, actor=None, sources=[Source(document.reference, "s1")])

    add(1)
    assert queries_of("priorities/") == 4
    add(49)
    assert queries_of("priorities/") == 4
    assert len(results("priorities/")) == 50


@pytest.mark.parametrize(
    ("name", "queries"),
    [("states", 4), ("institutions", 4), ("coordination-mechanisms", 4), ("themes", 4), ("rounds", 4), ("practices", 4),
     ("programmes", 5)],
)  # fmt: skip
def test_list_when_longer_then_as_many_queries_as_for_one(name, queries, content):
    assert queries_of(f"{name}/?page_size=1") == queries_of(f"{name}/") == queries


def test_one_priority_when_read_then_three_queries():
    priority = PriorityFactory(themes=[ThemeFactory()])

    assert queries_of(f"priorities/{priority.ref}/") == 3
