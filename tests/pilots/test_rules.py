"""Who sees which pilots."""

import pytest
from django.contrib.auth.models import AnonymousUser

from pilots.rules import pilots_visible_to
from tests.factories import FocalPointFactory, PilotFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_every_pilot_is_public():
    pilot = PilotFactory()

    for user in (None, AnonymousUser(), UserFactory(), FocalPointFactory().user, UserFactory(is_staff=True)):
        assert list(pilots_visible_to(user)) == [pilot]
