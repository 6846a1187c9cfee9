"""What a profile gathers."""

import datetime

import pytest

from amedip.core.records import Links, write_record
from amedip.portal import profiles
from registry.models import CoordinationMechanism, CountryRole, MechanismMember, Priority
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


def mechanism_of(country, members=()):
    return write_record(
        CoordinationMechanism(),
        actor=None,
        columns={"country": country, "model": "joint-committee"},
        texts={"en": {"name": "Joint committee"}},
        links=[Links(MechanismMember, "mechanism", "institution", list(members))],
    )


def test_country_gathers_its_own_and_nothing_of_its_neighbours():
    country, neighbour = PartnerStateFactory(longitude=10, latitude=20), PartnerStateFactory()
    for state in (country, neighbour):
        InstitutionFactory(country=state)
        PilotFactory(country=state)
        PriorityFactory(country=state)
        PriorityFactory(country=state, status=Priority.Status.DRAFT)
        PracticeFactory(country=state)
        PracticeFactory(country=state, published=False)

    found = profiles.country(country.code)

    assert [row["ref"] for row in found.institution_rows] == [f"{country.code}-I01"]
    assert [row["kind_label"] for row in found.institution_rows] == ["ministry"]
    assert len(found.pilot_rows) == 1
    assert (found.priority_count, found.practice_count, found.pilot_count) == (1, 1, 1)
    assert found.role_list == [CountryRole.Role.FOCUS_PARTNER]
    assert found.on_map


def test_country_that_took_part_in_two_capacities_attended_one_workshop():
    country = PartnerStateFactory()
    workshop = WorkshopFactory(start=datetime.date(2012, 11, 7), end=datetime.date(2012, 11, 8))
    for capacity in ("focus-partner", "host"):
        Participation.objects.create(workshop=workshop, country=country, capacity=capacity)

    [row] = profiles.country(country.code).workshop_rows

    assert (row["start"], row["end"]) == (datetime.date(2012, 11, 7), datetime.date(2012, 11, 8))
    assert row["parts"] == ["Focus Partner State", "host"]


def test_country_without_a_place_is_not_on_the_map():
    assert not profiles.country(PartnerStateFactory().code).on_map
    assert not profiles.country(CountryFactory(longitude=1, latitude=1).code).on_map


def test_country_unknown_is_none():
    assert profiles.country("XX") is None


def test_mechanisms_name_their_members_in_order():
    country = PartnerStateFactory()
    one, two = InstitutionFactory(country=country, name_en="One"), InstitutionFactory(country=country, name_en="Two")
    mechanism_of(country, [two, one])

    [mechanism] = profiles.mechanisms(country)

    assert [row["name_en"] for row in mechanism.member_rows] == ["Two", "One"]


def test_theme_counts_states_by_what_is_public():
    theme, country = ThemeFactory(), CountryFactory()
    PriorityFactory(country=country, themes=[theme])
    PriorityFactory(country=country, themes=[theme], status=Priority.Status.DRAFT)
    PracticeFactory(themes=[theme])
    PilotFactory(themes=[theme])

    found = profiles.theme(theme.ref)

    assert found.state_counts == [{"state": country.pk, "count": 1}]
    assert (found.priority_count, found.practice_count, len(found.pilot_rows)) == (1, 1, 1)


def test_institution_shows_its_parts_mechanisms_and_workshops():
    institution = InstitutionFactory()
    part = InstitutionFactory(country=institution.country, parent=institution)
    mechanism = mechanism_of(institution.country, [institution])
    hosted = WorkshopFactory(host=institution)
    Participation.objects.create(workshop=hosted, institution=institution, capacity="organisation")

    found = profiles.institution(institution.ref)

    assert [row["ref"] for row in found.child_rows] == [part.ref]
    assert [row["ref"] for row in found.mechanism_rows] == [mechanism.ref]
    assert [row["parts"] for row in found.workshop_rows] == [["host", "organisation"]]
