"""The last notices in the workspace, and how they become old."""

import pytest

from amedip.core import notices
from amedip.core.deeds import deed
from amedip.core.models import Notice
from tests.asking import page, signed_in
from tests.factories import FocalPointFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db

SEEN = "/en/workspace/notices/seen/"


@pytest.fixture
def mandate():
    return FocalPointFactory()


def told(mandate, why=""):
    about = PriorityFactory(country=mandate.country, title_en="Remittances").reference
    with deed("priority.send-back", actor=UserFactory(full_name="Béatrice"), about=about, why=why) as done:
        return notices.tell(done, [mandate.user])[0]


def test_workspace_when_something_happened_then_it_says_what_by_whom_and_why(mandate):
    notice = told(mandate, why="Name the <b>ministry</b>.")

    html = page("/en/workspace/", signed_in(mandate.user))

    assert "What has happened" in html
    for words in ("sent back", "Béatrice", "Name the &lt;b&gt;ministry", f'name="newest" value="{notice.pk}"'):
        assert words in html


def test_workspace_when_nothing_happened_then_no_empty_list(mandate):
    told(FocalPointFactory())

    assert "What has happened" not in page("/en/workspace/", signed_in(mandate.user))


def test_seen_when_pressed_then_old_and_the_button_is_gone(mandate):
    notice = told(mandate)
    client = signed_in(mandate.user)

    answer = client.post(SEEN, {"newest": notice.pk}, follow=True)

    assert answer.redirect_chain == [("/en/workspace/", 302)]
    assert "newest" not in answer.content.decode()
    assert "What has happened" in answer.content.decode()


@pytest.mark.parametrize("newest", ["", "x", "-1", "٣", "9" * 30])
def test_seen_when_the_number_is_none_then_400_with_advice(mandate, newest):
    told(mandate)

    answer = signed_in(mandate.user).post(SEEN, {"newest": newest})

    assert answer.status_code == 400
    assert "Open the workspace again" in answer.content.decode()
    assert Notice.objects.get().seen_at is None


def test_seen_when_another_person_sends_it_then_only_their_own_become_old(mandate):
    notice = told(mandate)

    signed_in(UserFactory()).post(SEEN, {"newest": notice.pk})

    assert Notice.objects.get().seen_at is None
