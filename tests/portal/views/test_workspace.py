"""Where people arrive after sign-in, and the workspace."""

import pytest

from registry.models import Priority
from tests.asking import get, page, signed_in
from tests.factories import FocalPointFactory, PriorityFactory, TranslatorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["welcome/", "workspace/"])
def test_visitors_are_led_to_sign_in(path):
    response = get(f"/fr/{path}")

    assert response.status_code == 302
    assert response["Location"] == f"/fr/accounts/login/?next=/fr/{path}"


def test_landing_leads_staff_to_the_administration_in_their_own_language():
    response = get("/en/welcome/", signed_in(UserFactory(is_staff=True, language="fr")))

    assert response["Location"] == "/fr/admin/"


def test_landing_leads_a_focal_point_to_the_workspace_and_anyone_else_home():
    focal_point = FocalPointFactory(user=UserFactory(language="ar"))

    assert get("/en/welcome/", signed_in(focal_point.user))["Location"] == "/ar/workspace/"
    assert get("/en/welcome/", signed_in(UserFactory()))["Location"] == "/en/"


def test_workspace_when_the_person_has_no_mandate_then_it_says_why():
    response = get("/en/workspace/", signed_in(UserFactory(is_staff=True)))

    assert response.status_code == 403
    assert "You are not a focal point of any state today." in response.content.decode()


def test_workspace_shows_the_own_states_entries_in_every_status_and_no_others():
    mandate = FocalPointFactory()
    PriorityFactory(country=mandate.country, title_en="Ours, a draft", status=Priority.Status.DRAFT)
    PriorityFactory(country=mandate.country, title_en="Ours, public")
    PriorityFactory(title_en="Theirs, a draft", status=Priority.Status.DRAFT)

    html = page("/en/workspace/", signed_in(mandate.user))

    assert html.index("Ours, a draft") < html.index("Ours, public")
    assert "Theirs" not in html
    assert ">missing<" in html


def test_workspace_when_the_focal_point_translates_too_then_it_leads_to_the_translations():
    mandate = FocalPointFactory()
    client, way = signed_in(mandate.user), 'href="/en/workspace/translations/"'
    assert way not in page("/en/workspace/", client)

    TranslatorFactory(user=mandate.user)

    assert way in page("/en/workspace/", client)


def test_workspace_is_kept_by_nobody():
    mandate = FocalPointFactory()

    response = get("/en/workspace/", signed_in(mandate.user))

    assert "no-store" in response["Cache-Control"]


def test_workspace_costs_the_same_with_one_row_and_with_seven(django_assert_max_num_queries):
    mandate = FocalPointFactory()
    client = signed_in(mandate.user)
    counts = []
    for rows in (1, 6):
        for _ in range(rows):
            PriorityFactory(country=mandate.country)
        page("/en/workspace/", client)  # what Django reads once and keeps is not of the page's making
        with django_assert_max_num_queries(17) as captured:
            page("/en/workspace/", client)
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(("query", "status"), [("page=2", 404), ("page=x", 400)])
def test_workspace_when_asked_for_a_page_that_is_not_there(query, status):
    assert get(f"/en/workspace/?{query}", signed_in(FocalPointFactory().user)).status_code == status
