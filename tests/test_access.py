"""Who gets what answer from every address, as the table of routes declares it."""

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import Group
from pypdf import PdfReader

from amedip.core.models import Deed
from registry.models import Country
from tests import factories
from tests.asking import signed_in, visitor
from tests.declared import DECLARED, LEADS, PEOPLE
from tests.filling import MAIL_OF_PERSON, PERSON, fill_tables
from tests.routes import routes
from tests.samples import sample


def test_routes_when_walked_then_each_is_declared_and_each_declared_one_exists():
    assert routes() == set(DECLARED)


@pytest.fixture
def people(content):
    """One client for each of PEOPLE, in a portal in which every table holds something."""
    tunisia = Country.objects.get(code="TN")
    fill_tables(tunisia)
    focal_point = factories.FocalPointFactory(country=tunisia, user__password="a sentence")
    clients = {"visitor": visitor(), "focal point": signed_in(focal_point.user)}
    for group in ("editor", "coordinator"):
        person = factories.UserFactory(is_staff=True, password="a sentence")
        person.groups.add(Group.objects.get(name=group))
        clients[group] = signed_in(person)
    clients["superuser"] = signed_in(factories.UserFactory(is_staff=True, is_superuser=True, password="a sentence"))
    return clients


def told(response) -> str:
    """The answer as the table writes it."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    location = response.headers["Location"]
    return next((name for name, pattern in LEADS.items() if re.fullmatch(pattern, location)), location)


def names_somebody(response) -> bool:
    """Does the answer hold the name or the address of who takes part in an exchange, packed or not?"""
    content = response.getvalue()
    kind = response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        content = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return PERSON.encode() in content or MAIL_OF_PERSON.encode() in content


@pytest.mark.parametrize("person", PEOPLE)
def test_route_when_somebody_opens_it_then_the_declared_answer(people, person):
    column = PEOPLE.index(person)
    # The editor stands for all of the team where the table makes no difference between them.
    wanted = {
        route: row[column]
        for route, row in DECLARED.items()
        if person not in ("coordinator", "superuser") or len(set(row[PEOPLE.index("editor") :])) > 1
    }
    responses = {route: people[person].get(sample(route)) for route in sorted(wanted)}
    answers = {route: told(response) for route, response in responses.items()}
    naming = [route for route, response in responses.items() if names_somebody(response)]

    assert person not in ("visitor", "editor") or naming == []
    assert {route: answer for route, answer in answers.items() if answer != wanted[route]} == {}


def test_route_when_another_states_focal_point_opens_it_then_nobody_who_takes_part_is_named(people):
    stranger = signed_in(factories.FocalPointFactory(country=Country.objects.get(code="SN")).user)

    for route in sorted(route for route in DECLARED if "exchange" in route or "workspace" in route):
        assert not names_somebody(stranger.get(sample(route))), route


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_route_when_a_visitor_sends_something_then_nothing_is_done(people, method):
    deeds = Deed.objects.count()
    client = people["visitor"]

    for route in sorted(DECLARED):
        response = getattr(client, method)(sample(route), data="{}", content_type="application/json")
        # The forms of the sign-in and of following are for visitors: they come back with what is missing.
        for_visitors = route == "oai" or route.startswith(("{lang}/accounts/", "{lang}/follow/"))
        usual = (200, 302, 400, 403, 404, 405, 410) if for_visitors else (302, 401, 405)
        assert response.status_code in usual, (route, response.status_code)
    assert Deed.objects.count() == deeds


def test_language_pages_when_the_second_factor_is_missing_then_they_lead_to_its_set_up(people):
    newcomer = visitor()
    newcomer.force_login(factories.UserFactory(is_staff=True, is_superuser=True, password="a sentence"))
    inside = [route for route in DECLARED if route.startswith("{lang}") and "/accounts/" not in route]

    for route in sorted(inside):
        response = newcomer.get(sample(route))
        assert response.headers.get("Location") == "/en/accounts/second-factor/totp/activate/", route
