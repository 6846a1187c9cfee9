"""The account's own pages: the one-time link, the profile, and how all of them look in three languages."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from amedip.accounts import actions
from amedip.accounts.models import Invitation, User
from tests.accounts.conftest import PASSWORD, bare, code_for, sign_in
from tests.factories import SecondFactorFactory, UserFactory

pytestmark = pytest.mark.django_db

GIVEN = {"full_name": "سلمى بن علي", "language": "ar", "password1": PASSWORD, "password2": PASSWORD}
OPEN_PAGES = ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/done/"]
OWN_PAGES = [
    "profile/", "logout/", "password/change/", "second-factor/", "second-factor/totp/deactivate/",
    "second-factor/webauthn/", "second-factor/webauthn/add/", "second-factor/recovery-codes/generate/",
]  # fmt: skip


@pytest.fixture
def sent():
    return actions.invite_person("nfp@example.org", actor=None, language="en")


def path_of(sent) -> str:
    return sent.link.removeprefix("http://localhost:8000")


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "http://localhost:8000"


def test_link_when_only_opened_then_it_stays_good(client, sent):
    for method in (client.get, client.head, client.get):
        assert method(path_of(sent)).status_code == HTTPStatus.OK

    assert Invitation.objects.get().accepted_at is None
    assert SESSION_KEY not in client.session


def test_link_when_opened_then_its_secret_leaks_to_no_page_and_no_cache(client, sent):
    answer = client.get(path_of(sent))

    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert 'rel="canonical"' not in answer.content.decode()


def test_link_when_accepted_then_signed_in_and_led_to_the_second_factor_in_the_chosen_language(client, sent):
    answer = client.post(path_of(sent), GIVEN, follow=True)

    user = User.objects.get()
    assert (user.full_name, user.language, user.check_password(PASSWORD)) == ("سلمى بن علي", "ar", True)
    assert client.session[SESSION_KEY] == str(user.pk)
    assert answer.redirect_chain[-1][0] == "/ar/accounts/second-factor/totp/activate/"
    assert client.cookies["language"].value == "ar"


def test_link_when_there_is_a_second_factor_already_then_the_link_does_not_get_round_it(client, sent):
    SecondFactorFactory(user=sent.user)

    answer = client.post(path_of(sent), GIVEN)

    assert answer["Location"] == "/en/accounts/second-factor/authenticate/"
    assert SESSION_KEY not in client.session


def test_link_when_somebody_else_is_signed_in_then_it_says_so_and_signs_that_person_out(client, sent):
    client.force_login(UserFactory(full_name="Somebody Else"))

    page = client.get(path_of(sent))
    client.post(path_of(sent), GIVEN)

    assert "Somebody Else" in page.content.decode()
    assert client.session[SESSION_KEY] == str(sent.user.pk)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"language": "de"}, "language"),
        ({"password2": "not the same at all"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "سلمى بن علي", "password2": "سلمى بن علي"}, "password1"),
        ({"full_name": "x" * 151}, "full_name"),
    ],
)
def test_link_when_the_form_is_wrong_then_the_field_says_why_and_the_link_stays_good(client, sent, given, field):
    answer = client.post(path_of(sent), GIVEN | given)

    assert field in answer.context["form"].errors
    assert Invitation.objects.open().exists()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_link_when_it_is_over_then_one_page_for_all_reasons_in_the_pages_language(client, sent, language):
    used, replaced, expired = path_of(sent), None, None
    client.post(used, GIVEN)
    replaced = path_of(actions.send_invitation(sent.user, actor=None))
    expired = path_of(actions.send_invitation(sent.user, actor=None))
    Invitation.objects.filter(accepted_at=None).update(expires_at=timezone.now() - timedelta(days=1))
    unknown = "/en/accounts/invitation/a-broken-li/"

    answers = [Client().get(f"/{language}{path[3:]}") for path in (used, replaced, expired, unknown)]

    assert {answer.status_code for answer in answers} == {HTTPStatus.GONE}
    secrets = [path.rstrip("/").rpartition("/")[2] for path in (used, replaced, expired, unknown)]
    assert len({bare(answer, secret) for answer, secret in zip(answers, secrets, strict=True)}) == 1
    assert f'<html lang="{language}"' in answers[0].content.decode()


def test_profile_when_saved_then_name_and_language_and_the_next_page_in_it(client, person):
    client.force_login(person)

    answer = client.post("/en/accounts/profile/", {"full_name": "Amina", "language": "fr"})

    person.refresh_from_db()
    assert (person.full_name, person.language) == ("Amina", "fr")
    assert answer["Location"] == "/fr/accounts/profile/"
    assert client.cookies["language"].value == "fr"


def test_profile_when_more_is_sent_than_the_form_has_then_it_is_ignored(client, person):
    client.force_login(person)

    client.post(
        "/en/accounts/profile/",
        {"full_name": "Amina", "language": "en", "is_staff": "on", "is_superuser": "on", "email": "x@example.org"},
    )

    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (False, False)
    assert person.email != "x@example.org"


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_when_nobody_is_signed_in_then_they_lead_to_the_sign_in_or_home(client, page):
    answer = client.get(f"/en/accounts/{page}")

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/en/accounts/login/") or page == "logout/"


@pytest.mark.parametrize("page", ["email/", "confirm-email/", "password/set/", "login/code/", "3rdparty/"])
def test_pages_of_allauth_when_the_portal_has_no_use_for_them_then_they_are_not_there(client, page):
    assert client.get(f"/en/accounts/{page}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("fr", "ltr")])
@pytest.mark.parametrize("page", OPEN_PAGES + OWN_PAGES)
def test_pages_when_shown_then_in_language_and_direction_and_nothing_inline(client, person, page, language, direction):
    if page in OWN_PAGES:
        sign_in_fully(client, person)

    answer = client.get(f"/{language}/accounts/{page}")

    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert text.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
    # Scripts are files; what stands in the page is data.
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


def sign_in_fully(client, person):
    """With password and code, so that no page asks again."""
    sign_in(client, person)
    client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})
