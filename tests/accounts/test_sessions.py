"""Where a person is signed in: shown with device and last use, ended from elsewhere; and how often mail comes."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from amedip.accounts.middleware import LastSeenMiddleware
from tests.accounts.conftest import code_for, sign_in

pytestmark = pytest.mark.django_db

SESSIONS = "/en/accounts/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


def enter(user, agent) -> Client:
    """With password and code, from a device of that name."""
    client = Client(headers={"user-agent": agent})
    sign_in(client, user)
    # The same code is taken once only.
    client.post("/en/accounts/second-factor/authenticate/", {"code": code_for(user)})
    if SESSION_KEY not in client.session:
        client.force_login(user)
        client.get("/en/accounts/profile/")
    return client


def test_sessions_when_signed_in_on_two_devices_then_both_are_shown_and_which_is_this(person):
    enter(person, PHONE)
    here = enter(person, DESK)

    html = here.get(SESSIONS).content.decode()

    assert "Firefox · Android" in html and "Edge · Windows" in html
    assert html.count("this device") == 1
    assert "Sign out everywhere else" in html


def test_sessions_when_the_others_are_ended_then_this_one_stays(person):
    there, here = enter(person, PHONE), enter(person, DESK)

    answer = here.post(SESSIONS, follow=True)

    assert "You are signed out everywhere else." in answer.content.decode()
    assert "Sign out everywhere else" not in answer.content.decode()
    assert there.get("/en/accounts/profile/").status_code == 302
    assert here.get("/en/accounts/profile/").status_code == 200


def test_sessions_when_alone_then_nothing_to_end_and_an_unknown_device_has_a_word(person):
    html = enter(person, "curl/8").get(SESSIONS).content.decode()

    assert "Unknown device" in html
    assert "Sign out everywhere else" not in html


def test_last_use_when_pages_are_opened_then_noted_once_in_a_while(person):
    client = enter(person, DESK)
    client.get("/en/accounts/profile/")
    long_ago = timezone.now() - timedelta(days=1)
    UserSession.objects.update(last_seen_at=long_ago)

    client.get("/en/accounts/profile/")
    assert UserSession.objects.get().last_seen_at == long_ago

    session = client.session
    session[LastSeenMiddleware.KEY] -= LastSeenMiddleware.PAUSE
    session.save()
    client.get("/en/accounts/profile/")

    assert UserSession.objects.get().last_seen_at > long_ago


def test_visitors_when_they_read_then_nothing_is_noted_and_no_cookie_is_set(client):
    answer = client.get("/en/about/")

    assert not UserSession.objects.exists()
    assert not answer.cookies


@pytest.mark.parametrize(("sent", "kept"), [({"daily_digest": "on"}, True), ({}, False)])
def test_profile_when_one_mail_a_day_is_wanted_then_kept(client, person, sent, kept):
    client.force_login(person)

    client.post("/en/accounts/profile/", {"full_name": "Amina", "language": "en"} | sent)

    person.refresh_from_db()
    assert person.daily_digest is kept
