"""In the workspace: consultations with what is handed in, “our entries are complete”, and the page of hand-over."""

import datetime

import pytest
from django.utils import timezone

from registry.models import FocalPoint, Priority, RoundState
from tests.asking import page, signed_in
from tests.factories import FocalPointFactory, PriorityFactory, RoundFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def mandate():
    return FocalPointFactory()


@pytest.fixture
def invited(mandate):
    today = timezone.localdate()
    consultation = RoundFactory(opens=today, closes=today + DAY, title_en="Summer round", instructions_en="At most 5.")
    return RoundState.objects.create(round=consultation, country=mandate.country)


def say(client, invited, **given):
    where = f"/en/workspace/rounds/{invited.round.ref}/complete/"
    return client.post(where, {"state": invited.country.code, "complete": "yes"} | given, follow=True)


def test_workspace_when_a_consultation_runs_then_what_is_handed_in_and_the_button(invited):
    for status in (Priority.Status.DRAFT, Priority.Status.SUBMITTED):
        PriorityFactory(country=invited.country, round=invited.round, status=status)

    html = page("/en/workspace/", signed_in(FocalPoint.objects.get().user))

    for words in ("At most 5.", "1 of 2 entries handed in", '<progress max="2" value="1"', "Our entries are complete"):
        assert words in html


@pytest.mark.parametrize(("over", "shown"), [(1, True), (15, False)])
def test_workspace_when_the_last_day_is_over_then_the_consultation_stays_for_a_fortnight(mandate, over, shown):
    today = timezone.localdate()
    consultation = RoundFactory(opens=today - 60 * DAY, closes=today - over * DAY)
    RoundState.objects.create(round=consultation, country=mandate.country)

    assert ("Our entries are complete" in page("/en/workspace/", signed_in(mandate.user))) is shown


def test_complete_when_pressed_then_said_and_can_be_taken_back(invited, mandate):
    client = signed_in(mandate.user)

    said = say(client, invited).content.decode()
    taken_back = say(client, invited, complete="no").content.decode()

    assert "The team knows now" in said and "Take this back" in said
    assert "unfinished again" in taken_back and "Our entries are complete" in taken_back


@pytest.mark.parametrize(
    ("given", "status"),
    [({"complete": ""}, 400), ({"complete": "perhaps"}, 400), ({"state": "ZZ"}, 404), ({"state": ""}, 404)],
)
def test_complete_when_what_is_sent_makes_no_sense_then_nothing_is_said(invited, mandate, given, status):
    assert say(signed_in(mandate.user), invited, **given).status_code == status
    assert RoundState.objects.get().completed_at is None


def test_complete_when_for_another_state_then_403_with_the_reason(invited):
    answer = say(signed_in(FocalPointFactory().user), invited)

    assert answer.status_code == 403
    assert "You are not a focal point of this state." in answer.content.decode()
    assert RoundState.objects.get().completed_at is None


def name(mandate, client=None, **given):
    where = f"/en/workspace/hand-over/{mandate.country.code}/"
    since = timezone.localdate() + 10 * DAY
    form = {"email": "next@example.org", "full_name": "Next", "language": "fr", "since": since.isoformat()}
    return (client or signed_in(mandate.user)).post(where, form | given, follow=True)


def test_successor_when_named_then_the_workspace_says_who_follows(mandate):
    link = f"/en/workspace/hand-over/{mandate.country.code}/"
    client = signed_in(mandate.user)
    assert link in page("/en/workspace/", client)

    html = name(mandate, client).content.decode()

    assert "Next follows you" in html
    assert "Afterwards: <bdi>Next</bdi>" in html
    assert link not in html


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"email": ""}, "required"),
        ({"email": "nobody"}, "valid email"),
        ({"since": "01/09/2026"}, "2026-09-01"),
        ({"since": "2020-01-01"}, "today at the earliest"),
        ({"since": "9999-12-31x"}, "2026-09-01"),
        ({"language": "de"}, "valid choice"),
        ({"full_name": "x" * 151}, "at most 150"),
    ],
)
def test_successor_when_the_form_is_wrong_then_it_says_why_and_nothing_typed_is_lost(mandate, given, reason):
    answer = name(mandate, **given)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert reason in html
    for value in given.values():
        assert f'value="{value}"' in html or not value or value == "de"
    assert FocalPoint.objects.count() == 1


def test_successor_page_when_not_the_lead_then_refused_with_the_reason():
    deputy = FocalPointFactory(position="deputy")

    client = signed_in(deputy.user)

    html = page("/en/workspace/", client)
    answer = name(deputy, client)

    assert "Name a successor" not in html
    assert answer.status_code == 403
    assert "Only the lead focal point" in answer.content.decode()


def test_successor_page_when_of_another_state_then_not_there(mandate):
    other = FocalPointFactory()

    assert signed_in(mandate.user).get(f"/en/workspace/hand-over/{other.country.code}/").status_code == 404


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("fr", "ltr")])
def test_pages_when_shown_then_in_language_and_direction(invited, mandate, language, direction):
    client = signed_in(mandate.user)

    for path in ("workspace/", f"workspace/hand-over/{mandate.country.code}/"):
        assert f'<html lang="{language}" dir="{direction}">' in page(f"/{language}/{path}", client)
