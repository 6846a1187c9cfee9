"""Who said what, as profiles and passages show it."""

import pytest
from django.db.models import Q
from django.utils import translation

from tests.asking import page, same_cost
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    PartnerStateFactory,
    PassageFactory,
    SessionFactory,
    StatementFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.said import said_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage():
    workshop = WorkshopFactory(ref="city-2026", city_en="City", city_ar="المدينة")
    return PassageFactory(session=SessionFactory(workshop=workshop, number=1), anchor="s1.p4")


@pytest.mark.parametrize(("code", "place"), [("en", "City 2026, Session 1, ¶\u00a04"), ("ar", "المدينة 2026، ")])
def test_statement_when_listed_then_it_says_where_it_stands(passage, code, place):
    spoken = StatementFactory(passage=passage, themes=[ThemeFactory(name_en="Money")])

    with translation.override(code):
        (row,) = said_by(Q(country=spoken.country))

    assert row["pinpoint"].startswith(place)
    assert row["path"] == "workshops/city-2026/#s1.p4"
    assert row["speaker_en"] == spoken.country.name_en
    assert [theme["name_en"] for theme in row["theme_rows"]] == ["Money"]


def test_statement_when_it_only_names_a_session_then_it_leads_there(passage):
    spoken = StatementFactory(passage=None, session=passage.session)

    (row,) = said_by(Q(country=spoken.country))

    assert (row["pinpoint"], row["path"]) == ("City 2026, Session 1", "workshops/city-2026/#s1")


def test_profile_of_a_state_when_it_spoke_then_it_shows_what_and_where(passage):
    state = PartnerStateFactory()
    StatementFactory(passage=passage, country=state, text_en="We need cheaper transfers.")
    StatementFactory(passage=passage, country=CountryFactory(), text_en="Somebody else spoke.")

    text = page(f"/en/states/{state.code}/")

    assert "We need cheaper transfers." in text
    assert "Somebody else spoke." not in text
    assert '"/en/workshops/city-2026/#s1.p4"' in text


def test_profile_of_an_institution_when_it_spoke_or_was_spoken_of_then_both_are_there(passage):
    office = InstitutionFactory()
    StatementFactory(passage=passage, country=None, institution=office, text_en="We trained officials.")
    StatementFactory(passage=passage, about=office, text_en="They trained officials.")

    text = page(office.get_absolute_url())

    assert "We trained officials." in text
    assert "They trained officials." in text


def test_profile_of_a_state_when_it_spoke_often_then_it_costs_the_same(passage):
    state = PartnerStateFactory()
    StatementFactory(passage=passage, country=state)

    with same_cost(f"/en/states/{state.code}/", most=20):
        for _number in range(10):
            StatementFactory(passage=passage, country=state, themes=[ThemeFactory()])
