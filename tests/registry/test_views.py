"""The Registry's public pages, as a visitor sees them."""

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from amedip.core.records import Source, delete_record, write_record
from registry.models import Priority
from tests.asking import get, page, same_cost, signed_in, visitor
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    FocalPointFactory,
    InstitutionFactory,
    PartnerStateFactory,
    PracticeFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db

LISTS = ["/en/registry/", "/en/practices/"]


# --- the list of priorities --------------------------------------------------------------------------------------


def test_list_shows_public_priorities_only():
    PriorityFactory(title_en="Seen by all")
    PriorityFactory(title_en="Still a draft", status="draft")

    text = page("/en/registry/")

    assert "Seen by all" in text
    assert "Still a draft" not in text
    assert "1 priority" in text


def test_list_narrows_by_what_the_address_says():
    country, theme = PartnerStateFactory(), ThemeFactory()
    PriorityFactory(country=country, themes=[theme], title_en="Wanted one")
    PriorityFactory(country=country, title_en="Of another theme")
    PriorityFactory(themes=[theme], title_en="Of another state")

    text = page(f"/en/registry/?state={country.code}&theme={theme.ref}")

    assert "Wanted one" in text
    assert "Of another" not in text


def test_list_takes_several_states():
    states = [PartnerStateFactory(), PartnerStateFactory()]
    for state in states:
        PriorityFactory(country=state)
    PriorityFactory(title_en="Of a third state")

    text = page(f"/en/registry/?state={states[0].code}&state={states[1].code}")

    assert "2 priorities" in text
    assert "Of a third state" not in text


def test_list_has_25_on_a_page_and_keeps_the_filters_in_its_pager():
    country = PartnerStateFactory()
    for _number in range(26):
        PriorityFactory(country=country)

    first, second = page(f"/en/registry/?state={country.code}"), page(f"/en/registry/?state={country.code}&page=2")

    assert first.count('<bdi dir="ltr" class="ref">') == 25
    assert second.count('<bdi dir="ltr" class="ref">') == 1
    assert f"?state={country.code}&amp;page=2" in first


def test_list_begins_with_the_latest_change():
    older, newer = PriorityFactory(), PriorityFactory()
    write_record(older, actor=None, texts={"en": {"title": "Changed just now"}})

    text = page("/en/registry/")

    assert text.index(older.ref) < text.index(newer.ref)


def test_empty_list_of_a_state_says_that_it_has_no_entry_and_leads_on():
    country = PartnerStateFactory(name_en="Silentia")

    text = page(f"/en/registry/?state={country.code}")

    assert re.search(r"<strong>Silentia</strong> has no\s+entry yet", text)
    assert country.get_absolute_url() in text


def test_empty_list_of_a_round_shows_what_is_known_of_the_round():
    opened = RoundFactory(instructions_en="The entries of this round are not held.")

    assert "The entries of this round are not held." in page(f"/en/registry/?round={opened.ref}")


def test_empty_list_of_words_says_what_can_be_done():
    PriorityFactory()

    assert "Drop one of them" in page("/en/registry/?q=zzzz")


def test_empty_registry_says_how_entries_come_in():
    assert "No priority is published yet." in page("/en/registry/")


def test_derived_entry_says_so_in_the_list_and_on_its_page():
    priority = PriorityFactory(derived=True)
    write_record(priority, actor=None, sources=[Source(DocumentFactory().reference, "s1")])

    both = f"state={priority.country.code}&state={PartnerStateFactory().code}"
    for path in ("/en/registry/", f"/en/registry/{priority.ref}/", f"/en/registry/compare/?{both}"):
        assert "From the workshop summary, not an entry by the state" in page(path)


def test_entry_derived_from_the_project_page_does_not_claim_a_summary():
    priority = PriorityFactory(derived=True)

    text = page(f"/en/registry/{priority.ref}/")

    assert "From the project page, not an entry by the state" in text
    assert "workshop summary" not in text


def test_derived_entry_when_its_state_confirmed_it_then_says_when():
    priority = PriorityFactory(derived=True, confirmed_on=date(2026, 11, 7))

    text = page(f"/en/registry/{priority.ref}/")

    assert "The state confirmed it on 7 November 2026." in text
    assert "The state did not enter it" not in text


def test_title_in_another_language_is_marked():
    PriorityFactory(title_en=None, title_fr="Les abeilles")

    assert '<span lang="fr" dir="ltr">Les abeilles</span>' in page("/en/registry/")
    assert '<span lang="fr" dir="ltr">Les abeilles</span>' in page("/ar/registry/")
    assert '<span lang="fr"' not in page("/fr/registry/")


def test_focal_point_sees_the_own_drafts_in_the_list():
    mandate = FocalPointFactory()
    PriorityFactory(country=mandate.country, status="draft", title_en="My own draft")
    PriorityFactory(status="draft", title_en="Another state’s draft")

    text = page("/en/registry/", signed_in(mandate.user))

    assert "My own draft" in text
    assert "Another state’s draft" not in text


def test_list_of_25_weighs_little(content):
    text = page("/ar/registry/")

    assert text.count('<bdi dir="ltr" class="ref">') == 25
    styles = Path(settings.BASE_DIR, "amedip/static/portal.css").read_bytes()
    assert len(gzip.compress(text.encode())) + len(gzip.compress(styles)) < 30_000


# --- bad input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("state=XX", 400),
        ("state=%00", 400),
        ("theme=nothing", 400),
        ("state=AA&state=XX", 400),
        ("page=9999", 404),
        ("page=0", 400),
        ("page=abc", 400),
        ("q=" + "x" * 201, 400),
        ("q=" + "x" * 10_000, 400),
        ("q=%00", 400),
        ("q=%FF%FE", 200),
        ("q=%22%27%3B--%20%5C", 200),
        ("unknown=1", 200),
    ],
)
def test_list_answers_bad_input_with_a_page_that_says_what_to_do(path, query, status):
    PartnerStateFactory(code="AA")

    response = get(f"{path}?{query}")

    assert response.status_code == status
    assert '<html lang="en" dir="ltr">' in response.content.decode()
    if status != 200:
        assert 'class="say"' in response.content.decode()


@pytest.mark.parametrize("query", ["round=nothing", "status=draft", "status=nothing"])
def test_registry_refuses_what_visitors_cannot_ask_for(query):
    assert get(f"/en/registry/?{query}").status_code == 400


def test_status_draft_is_a_filter_for_those_who_have_drafts():
    assert get("/en/registry/?status=draft", signed_in(FocalPointFactory().user)).status_code == 200


def test_refusal_names_the_filter_and_the_value():
    assert "State: “XX” is not a choice of this filter." in get("/en/registry/?state=XX").content.decode()


@pytest.mark.parametrize(
    "path", [*LISTS, "/en/registry/compare/", "/en/registry/TN-2012-001/", "/en/practices/ML-001/"]
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_for_reading(path, method):
    response = getattr(visitor(), method)(path)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "can only be read" in response.content.decode()


# --- one priority ------------------------------------------------------------------------------------------------


def test_priority_page_shows_all_there_is():
    institution, theme, opened = InstitutionFactory(), ThemeFactory(), RoundFactory()
    priority = PriorityFactory(
        country=institution.country,
        institution=institution,
        round=opened,
        themes=[theme],
        title_en="A title",
        description_en="A description",
        need_en="A need",
        desired_result_en="A result",
        confirmed_on=timezone.localdate(),
    )

    text = page(f"/en/registry/{priority.ref}/")

    for wanted in ("A title", "A description", "A need", "A result", "Confirmed by the state"):
        assert wanted in text
    for linked in (institution, theme, opened, priority.country):
        assert linked.get_absolute_url() in text


def test_citation_leads_to_the_passage_on_the_page_of_the_workshop():
    workshop = WorkshopFactory(ref="city-2026")
    document = DocumentFactory(workshop=workshop)
    priority = PriorityFactory()
    write_record(priority, actor=None, sources=[Source(document.reference, "s1", {"en": "Where it is said"})])

    text = page(f"/en/registry/{priority.ref}/")

    assert '"/en/workshops/city-2026/#s1"' in text
    assert "Where it is said" in text


def test_priority_page_tells_search_engines_what_it_is():
    priority = PriorityFactory(title_en="</script><b>bold")

    text = page(f"/en/registry/{priority.ref}/")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', text).group(1))

    assert data["identifier"] == priority.ref
    assert data["name"] == "</script><b>bold"
    assert "<b>bold" not in text


def test_superseded_priority_leads_to_its_successor_and_back():
    successor = PriorityFactory(title_en="The newer one")
    older = PriorityFactory(status="superseded", superseded_by=successor)

    assert successor.get_absolute_url() in page(f"/en/registry/{older.ref}/")
    assert older.get_absolute_url() in page(f"/en/registry/{successor.ref}/")


def test_draft_is_not_there_for_visitors():
    priority = PriorityFactory(status="draft")

    assert get(f"/en/registry/{priority.ref}/").status_code == 404


def test_draft_is_there_for_the_focal_point_of_its_state():
    priority = PriorityFactory(status="draft")
    mandate = FocalPointFactory(country=priority.country)

    assert get(f"/en/registry/{priority.ref}/", signed_in(mandate.user)).status_code == 200


def test_reference_in_small_letters_leads_to_the_page():
    priority = PriorityFactory()

    response = get(f"/en/registry/{priority.ref.lower()}/")

    assert response.status_code == 301
    assert response["Location"] == f"/en/registry/{priority.ref}/"


def test_priority_taken_away_answers_410_with_its_title():
    priority = PriorityFactory(title_en="Taken away later")
    delete_record(priority, actor=None)

    response = get(f"/en/registry/{priority.ref}/")

    assert response.status_code == 410
    assert "Taken away later" in response.content.decode()


def test_draft_taken_away_was_never_there():
    priority = PriorityFactory(title_en="Never public", status="draft")
    delete_record(priority, actor=None)

    response = get(f"/en/registry/{priority.ref}/")

    assert response.status_code == 404
    assert "Never public" not in response.content.decode()


def test_unknown_reference_is_not_there():
    assert get("/en/registry/TN-1900-001/").status_code == 404


# --- the comparison ----------------------------------------------------------------------------------------------


@pytest.fixture
def named():
    """Two partner states and two themes: the first state names both, once under both at the same time."""
    states, themes = [PartnerStateFactory(), PartnerStateFactory()], [ThemeFactory(), ThemeFactory()]
    PriorityFactory(country=states[0], themes=themes, title_en="Of both themes")
    PriorityFactory(country=states[0], themes=themes[:1], title_en="Of one theme")
    PriorityFactory(country=states[1], themes=themes[:1], title_en="Of the other state")
    PriorityFactory(country=states[1], themes=themes[1:], status="draft", title_en="A draft")
    return states, themes


def test_matrix_counts_link_to_the_entries_behind_them(named):
    (one, two), (theme, other) = named

    text = page("/en/registry/compare/")

    assert f'?state={one.code}&amp;theme={theme.ref}"' in text
    assert f'?state={two.code}&amp;theme={other.ref}"' not in text
    assert re.search(rf'\?state={one.code}"[^>]*>2</a>', text)
    assert re.findall(r"<td[^>]*>(\d+)</td>", text[text.index("<tfoot>") :]) == ["3", "1", "3"]


def test_matrix_shows_a_state_without_entries_with_zero():
    PriorityFactory(country=PartnerStateFactory(), themes=[ThemeFactory()])
    silent = PartnerStateFactory(name_en="Silentia")

    text = page("/en/registry/compare/")

    assert "Silentia" in text
    assert f"?state={silent.code}" not in text


def test_states_stand_side_by_side_with_shared_themes_first(named):
    (one, two), (theme, other) = named

    text = page(f"/en/registry/compare/?state={one.code}&state={two.code}")

    assert text.index(theme.name_en) < text.index(other.name_en)
    assert "named by all of them" in text
    assert "Of the other state" in text
    assert "A draft" not in text


@pytest.mark.parametrize("count", [1, 5])
def test_comparison_of_too_few_or_too_many_states_says_how_many(count):
    states = [PartnerStateFactory() for _number in range(5)]
    query = "&".join(f"state={state.code}" for state in states[:count])

    response = get(f"/en/registry/compare/?{query}")

    assert response.status_code == 400
    assert "Choose two, three or four." in response.content.decode()
    assert response.content.decode().count("checked") == count


def test_comparison_of_an_unknown_state_is_refused_by_name():
    response = get("/en/registry/compare/?state=XX&state=YY")

    assert response.status_code == 400
    assert "“XX” is not one of the states below." in response.content.decode()


def test_comparison_of_nothing_says_so():
    assert "nothing to compare" in page("/en/registry/compare/")


# --- practices ---------------------------------------------------------------------------------------------------


def test_practices_list_and_page():
    practice = PracticeFactory(title_en="Coffee houses", description_en="Where people meet.", themes=[ThemeFactory()])
    PracticeFactory(title_en="Not yet published", published=False)

    text = page("/en/practices/")

    assert "Coffee houses" in text
    assert "Not yet published" not in text
    assert "Where people meet." in page(f"/en/practices/{practice.ref}/")


def test_practice_by_words_and_state():
    practice = PracticeFactory(title_en="Coffee houses", country=PartnerStateFactory())
    PracticeFactory(title_en="Tea houses")

    text = page(f"/en/practices/?q=coffee&state={practice.country.code}")

    assert "Coffee houses" in text
    assert "Tea houses" not in text


def test_practice_taken_away_answers_410():
    practice = PracticeFactory(title_en="Gone")
    delete_record(practice, actor=None)

    assert get(f"/en/practices/{practice.ref}/").status_code == 410


def test_unpublished_practice_is_not_there_for_visitors():
    practice = PracticeFactory(published=False)

    assert get(f"/en/practices/{practice.ref}/").status_code == 404
    own = signed_in(FocalPointFactory(country=practice.country).user)
    assert get(f"/en/practices/{practice.ref}/", own).status_code == 200


# --- cost --------------------------------------------------------------------------------------------------------


def many(factory):
    country, themes = CountryFactory(), [ThemeFactory(), ThemeFactory()]
    for _number in range(49):
        factory(country=country, themes=themes)


@pytest.mark.parametrize("query", ["", "?q=priority", "?page=1"])
def test_registry_costs_the_same_for_1_and_for_50(query):
    PriorityFactory(themes=[ThemeFactory()])

    with same_cost(f"/en/registry/{query}"):
        many(PriorityFactory)


def test_practices_cost_the_same_for_1_and_for_50():
    PracticeFactory(themes=[ThemeFactory()])

    with same_cost("/en/practices/"):
        many(PracticeFactory)


def test_comparison_costs_the_same_for_1_and_for_50():
    PriorityFactory(country=PartnerStateFactory(), themes=[ThemeFactory()])

    with same_cost("/en/registry/compare/"):
        many(PriorityFactory)


def test_side_by_side_costs_the_same_for_1_and_for_50():
    one, two = PartnerStateFactory(), PartnerStateFactory()
    PriorityFactory(country=one, themes=[ThemeFactory()])

    with same_cost(f"/en/registry/compare/?state={one.code}&state={two.code}"):
        for _number in range(49):
            PriorityFactory(country=two, themes=[ThemeFactory()])


def test_priority_page_costs_the_same_with_much_and_with_little():
    priority = PriorityFactory(themes=[ThemeFactory()])
    write_record(priority, actor=None, sources=[Source(DocumentFactory(workshop=WorkshopFactory()).reference, "s1")])

    with same_cost(f"/en/registry/{priority.ref}/"):
        sources = [Source(DocumentFactory(workshop=WorkshopFactory()).reference, "s1") for _number in range(5)]
        write_record(priority, actor=None, sources=sources)
        for _number in range(5):
            PriorityFactory(status=Priority.Status.SUPERSEDED, superseded_by=priority)


def test_practice_page_costs_little():
    practice = PracticeFactory(themes=[ThemeFactory()])

    with same_cost(f"/en/practices/{practice.ref}/"):
        write_record(practice, actor=None, sources=[Source(DocumentFactory().reference, "s1")])
