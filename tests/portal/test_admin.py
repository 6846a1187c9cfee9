"""What the team sees of those who follow: numbers."""

import pytest
from django.utils import timezone

from amedip.portal.models import Subscription
from tests.asking import page, signed_in
from tests.factories import CountryFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/en/admin/portal/subscription/"


def test_page_when_staff_open_it_then_numbers_and_no_address():
    country = CountryFactory(name_en="Atlantis")
    now = timezone.now()
    for number, states in enumerate(([country.code], [country.code], [])):
        Subscription.objects.create(
            email=f"{number}@example.org", language="fr", states=states, asked_at=now, confirmed_at=now, told=1,
            told_at=now,
        )  # fmt: skip
    Subscription.objects.create(email="waiting@example.org", asked_at=now)

    shown = page(PAGE, signed_in(UserFactory(is_staff=True)))

    assert "3 readers follow" in shown
    assert "1 address waits" in shown
    assert '<th scope="row">Atlantis</th><td>2</td>' in shown
    assert not any(f"{who}@example.org" in shown for who in (0, 1, 2, "waiting"))


@pytest.mark.parametrize("path", ["1/change/", "add/", "1/delete/", "1/history/", "export/"])
def test_page_of_one_when_asked_for_then_there_is_none(path):
    now = timezone.now()
    Subscription.objects.create(pk=1, email="reader@example.org", asked_at=now)
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))

    assert client.get(PAGE + path).status_code == 404
