"""Pages of states and institutions."""

import pytest

from amedip.core.records import delete_record
from registry.models import Priority
from tests.asking import get, page, same_cost
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    PartnerStateFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import Participation

pytestmark = pytest.mark.django_db


def test_states_cost_the_same_with_one_row_and_with_seven():
    PriorityFactory(country=PartnerStateFactory())
    with same_cost("/en/states/"):
        for _ in range(6):
            PriorityFactory(country=PartnerStateFactory())


def test_states_stand_under_their_first_role(content):
    html = page("/en/states/")

    partners, donors = html.index("13 Focus Partner States"), html.index("Donors")
    assert partners < html.index("/en/states/TN/") < donors < html.index("/en/states/NL/")


def test_state_costs_the_same_with_one_row_and_with_seven():
    state = PartnerStateFactory(longitude=1, latitude=1)

    def add():
        institution = InstitutionFactory(country=state)
        PriorityFactory(country=state, themes=[ThemeFactory()], institution=institution)
        PracticeFactory(country=state, themes=[ThemeFactory()])
        PilotFactory(country=state)
        Participation.objects.create(workshop=WorkshopFactory(), country=state, capacity="focus-partner")
        PartnerStateFactory(longitude=2, latitude=2)

    add()
    with same_cost(f"/en/states/{state.code}/", most=9):
        for _ in range(6):
            add()


def test_state_gathers_what_the_content_holds(content):
    html = page("/en/states/TN/")

    for part in (
        "Secretariat of State for Migration", 'id="TN-C01"', "institutions/TN-I01/", "TN-2012-003", "TN-004",
        "/en/workshops/tunis-2012/#s1", "7–8 November 2012", '"@type":"Country"', "not an entry by the state",
    ):  # fmt: skip
        assert part in html


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_every_state_has_a_page_in_every_language(content, code):
    for state in ("DZ", "NG", "LY", "CH", "EU"):
        assert f'<html lang="{code}"' in page(f"/{code}/states/{state}/")


def test_state_without_entries_says_so_and_leads_on(content):
    html = page("/en/states/NG/")

    assert "No priority of Nigeria is on record" in html
    assert "0 priorities" not in html


def test_state_shows_no_draft_even_to_those_who_may_read_it_elsewhere():
    state = PartnerStateFactory()
    hidden = PriorityFactory(country=state, status=Priority.Status.DRAFT, title_en="Not for the public")

    assert hidden.title_en not in page(f"/en/states/{state.code}/")


def test_state_when_there_are_many_priorities_then_the_page_leads_to_the_registry():
    state = PartnerStateFactory()
    for _ in range(13):
        PriorityFactory(country=state)

    html = page(f"/en/states/{state.code}/")

    assert "13 priorities" in html
    assert f"/en/registry/?state={state.code}" in html


def test_state_text_in_another_language_is_marked_and_explained():
    state = PartnerStateFactory(name_en="", name_fr="Pays", summary_fr="Deux phrases.")

    html = page(f"/ar/states/{state.code}/")

    assert '<span lang="fr" dir="ltr">Deux phrases.</span>' in html
    assert '<bdi lang="fr" dir="ltr">Français</bdi>' in html or '<bdi lang="fr">Français</bdi>' in html


def test_state_in_small_letters_leads_to_capitals():
    state = CountryFactory()

    response = get(f"/fr/states/{state.code.lower()}/")

    assert (response.status_code, response["Location"]) == (301, f"/fr/states/{state.code}/")


@pytest.mark.parametrize("path", ["states/XX/", "states/XXX/", "institutions/XX-I01/", "institutions/0/"])
def test_what_never_was_is_404(path):
    assert get(f"/en/{path}").status_code == 404


def test_what_was_taken_away_is_410_with_its_name():
    institution = InstitutionFactory(name_en="Office of old")
    ref = institution.ref
    delete_record(institution, actor=None)

    response = get(f"/en/institutions/{ref}/")

    assert response.status_code == 410
    assert "Office of old" in response.content.decode()


def test_institution_costs_the_same_with_one_row_and_with_seven():
    institution = InstitutionFactory()

    def add():
        PriorityFactory(country=institution.country, institution=institution, themes=[ThemeFactory()])
        PracticeFactory(country=institution.country, institution=institution, themes=[ThemeFactory()])
        InstitutionFactory(country=institution.country, parent=institution)
        WorkshopFactory(host=institution)

    add()
    with same_cost(f"/en/institutions/{institution.ref}/", most=9):
        for _ in range(6):
            add()


def test_institution_of_a_state_is_a_government_organisation(content):
    assert '"@type":"GovernmentOrganization"' in page("/en/institutions/TN-I01/")
    assert '"@type":"Organization"' in page("/en/institutions/ORG-I01/")
