"""The way in: limits that hold, no hint who has an account, and no way past the second factor."""

import threading
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import SESSION_KEY
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amedip.accounts import actions
from amedip.accounts.models import User
from tests.accounts.conftest import PASSWORD, bare, code_for, code_of, path_in, sign_in
from tests.factories import FocalPointFactory, UserFactory

pytestmark = pytest.mark.django_db

WRONG = "not the right sentence"


def signed_in(client) -> bool:
    return SESSION_KEY in client.session


# --- limits ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_guesses_when_fifty_at_once_then_just_five_are_looked_at(no_limits_yet, hashing):
    user = UserFactory(password=PASSWORD)
    hashing.calls = 0
    begin, answers = threading.Barrier(50), []

    def guess():
        try:
            client = Client()
            begin.wait()
            answers.append(sign_in(client, user, WRONG))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    looked_at = [answer for answer in answers if b"specified are not correct" in answer.content]
    assert len(answers) == 50
    assert len(looked_at) == 5
    assert hashing.calls == 5
    # Not even the right one is looked at now.
    sign_in(client := Client(), user)
    assert not signed_in(client)


def test_guesses_when_too_many_then_429_says_when_to_come_back(client):
    answers = [sign_in(client, UserFactory.build(email=f"{n}@example.org"), WRONG) for n in range(31)]

    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answers[-1]["Retry-After"]
    assert '<html lang="en" dir="ltr">' in answers[-1].content.decode()


def test_codes_when_guessed_then_the_limit_holds(client, person):
    sign_in(client, person)

    for _ in range(6):
        client.post("/en/accounts/second-factor/authenticate/", {"code": "000000"})
    client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})

    assert not signed_in(client)


# --- no hint -----------------------------------------------------------------------------------------------------


@pytest.fixture
def strangers(person):
    """Addresses whose owners must not be told apart: an account, an invitation, a switched-off account, nobody."""
    actions.invite_person("invited@example.org", actor=None, language="en")
    UserFactory(email="off@example.org", password=PASSWORD, is_active=False)
    return [person.email, "invited@example.org", "off@example.org", "nobody@example.org"]


def test_sign_in_when_refused_then_answer_and_work_are_the_same_whether_there_is_an_account(strangers, hashing):
    seen = set()
    for address in strangers:
        caches["default"].clear()
        hashing.calls = 0
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = sign_in(Client(), UserFactory.build(email=address), WRONG)
        seen.add((answer.status_code, bare(answer, address), hashing.calls, len(queries)))

    assert len(seen) == 1


def test_reset_when_asked_then_the_answer_is_the_same_and_each_address_receives_one_message(strangers, delivered):
    delivered()
    seen = set()
    for address in strangers:
        caches["default"].clear()
        before = len(delivered())
        answer = Client().post("/en/accounts/password/reset/", {"email": address}, follow=True)
        seen.add((answer.status_code, tuple(answer.redirect_chain), bare(answer)))
        assert [message["To"] for message in delivered()[before:]] == [address]

    assert len(seen) == 1


def test_reset_when_the_invitation_is_not_accepted_then_the_mail_holds_no_link_to_a_password(strangers, delivered):
    Client().post("/en/accounts/password/reset/", {"email": "invited@example.org"})

    assert "/password/reset/key/" not in delivered()[-1].get_content()


# --- password ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_reset_when_the_link_is_followed_then_in_the_persons_language_and_once(client, person, delivered, language):
    User.objects.update(language=language)
    client.post("/en/accounts/password/reset/", {"email": person.email})
    path = path_in(delivered()[-1].get_content())
    new = {"password1": "another calm sentence", "password2": "another calm sentence"}

    form = client.get(path, follow=True)
    answer = client.post(form.redirect_chain[-1][0], new)

    assert path.startswith(f"/{language}/accounts/")
    person.refresh_from_db()
    assert person.check_password("another calm sentence")
    assert answer["Location"] == f"/{language}/accounts/second-factor/authenticate/"
    assert not signed_in(client)
    assert b"password1" not in Client().get(path, follow=True).content


def test_password_when_changed_then_the_person_hears_of_it_and_other_sessions_end(client, person, delivered):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(person)

    client.post(
        "/en/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another calm sentence", "password2": "another calm sentence"},
    )

    assert delivered()[-1]["To"] == person.email
    assert client.get("/en/accounts/profile/").status_code == HTTPStatus.OK
    assert elsewhere.get("/en/accounts/profile/").status_code == HTTPStatus.FOUND


def test_session_when_the_account_is_switched_off_then_it_ends(client, person):
    client.force_login(person)

    User.objects.update(is_active=False)

    assert client.get("/en/accounts/profile/")["Location"].startswith("/en/accounts/login/")


# --- second factor -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["staff", "superuser", "focal point"])
@pytest.mark.parametrize("path", ["/ar/admin/", "/ar/workspace/", "/ar/welcome/", "/ar/"])
def test_pages_when_there_is_no_second_factor_then_they_lead_to_its_set_up(client, who, path):
    user = FocalPointFactory().user if who == "focal point" else UserFactory(is_staff=True, is_superuser=who != "staff")
    client.force_login(user)

    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/ar/accounts/second-factor/totp/activate/")


def test_recovery_codes_when_they_are_all_there_is_then_they_do_not_count(client):
    user = UserFactory(is_staff=True)
    RecoveryCodes.activate(user)
    client.force_login(user)

    assert client.get("/en/admin/")["Location"] == "/en/accounts/second-factor/totp/activate/"


def test_set_up_when_the_code_is_right_then_recovery_codes_and_the_way_is_free(client):
    mandate = FocalPointFactory(user__password=PASSWORD, user__language="en")
    sign_in(client, mandate.user)
    page = client.get("/en/accounts/second-factor/totp/activate/")
    code = code_of(page.context["form"].secret)

    answer = client.post("/en/accounts/second-factor/totp/activate/", {"code": in_arabic(code)}, follow=True)

    assert answer.redirect_chain[-1][0] == "/en/accounts/second-factor/recovery-codes/"
    assert len(answer.context["unused_codes"]) == 10
    assert client.get("/en/workspace/").status_code == HTTPStatus.OK


def test_sign_in_when_there_is_a_second_factor_then_the_password_alone_opens_nothing(client, person):
    answer = sign_in(client, person)

    assert answer["Location"] == "/en/accounts/second-factor/authenticate/"
    assert not signed_in(client)
    client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})
    assert signed_in(client)


def test_code_when_used_again_then_refused(client, person):
    code = code_for(person)
    for browser in (client, other := Client()):
        sign_in(browser, person)
        browser.post("/en/accounts/second-factor/authenticate/", {"code": code})
        # After half a minute allauth has forgotten the code, which the tolerance takes for another minute.
        caches["default"].delete(f"allauth.mfa.totp.used?user={person.pk}&code={code}")

    assert (signed_in(client), signed_in(other)) == (True, False)


def test_recovery_code_when_the_phone_is_away_then_it_works_once(client, person):
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for browser in (client, other := Client()):
        sign_in(browser, person)
        browser.post("/en/accounts/second-factor/authenticate/", {"code": f"{code[:4]} {code[4:]}"})

    assert (signed_in(client), signed_in(other)) == (True, False)


def test_second_factor_when_taken_away_later_then_who_it_is_must_be_shown_again(client, person):
    client.force_login(person)

    answer = client.post("/en/accounts/second-factor/totp/deactivate/")

    assert answer["Location"].startswith("/en/accounts/reauthenticate/")
    assert Authenticator.objects.exists()


# --- where one lands ---------------------------------------------------------------------------------------------


def test_sign_in_when_done_then_the_portal_opens_in_the_persons_language(client, person):
    User.objects.update(language="ar")
    sign_in(client, person)

    answer = client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})

    assert answer["Location"].startswith("/ar/")
    assert client.cookies["language"].value == "ar"


def test_sign_in_when_a_page_was_wanted_then_that_page_in_the_persons_language(client, person):
    User.objects.update(language="fr")
    sign_in(client, person, next="/en/workspace/?page=2")

    answer = client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})

    assert answer["Location"] == "/fr/workspace/?page=2"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_when_another_site_is_wanted_then_one_stays_here(client, person, elsewhere):
    sign_in(client, person, next=elsewhere)

    answer = client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(person)})

    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/en/")


def test_logout_when_only_asked_for_then_the_session_stays(client, person):
    client.force_login(person)

    assert client.get("/en/accounts/logout/").status_code == HTTPStatus.OK
    assert signed_in(client)
    client.post("/en/accounts/logout/")
    assert not signed_in(client)


def test_sign_up_when_tried_then_closed_and_no_account(client):
    new = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    answers = [client.get("/en/accounts/signup/"), client.post("/en/accounts/signup/", new)]

    assert all(b"Accounts are by invitation" in answer.content for answer in answers)
    assert not User.objects.exists()


def test_admin_when_nobody_is_signed_in_then_the_portals_own_sign_in(client):
    UserFactory(email="boss@example.org", password=PASSWORD, is_staff=True)

    answer = client.get("/en/admin/", follow=True)
    client.post("/en/admin/login/", {"username": "boss@example.org", "password": PASSWORD})

    assert answer.redirect_chain[-1][0].startswith("/en/accounts/login/?next=")
    assert not signed_in(client)


def test_admin_when_a_focal_point_comes_then_denied(client, person):
    client.force_login(person)

    assert client.get("/en/admin/", follow=True).status_code == HTTPStatus.FORBIDDEN


def in_arabic(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
