"""Who sees which workshops and documents."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories import DocumentFactory, UserFactory, WorkshopFactory
from workshops.rules import documents_visible_to, workshops_visible_to

pytestmark = pytest.mark.django_db


def test_every_workshop_and_every_document_is_public():
    workshop, document = WorkshopFactory(), DocumentFactory()

    for user in (None, AnonymousUser(), UserFactory(), UserFactory(is_staff=True)):
        assert list(workshops_visible_to(user)) == [workshop]
        assert list(documents_visible_to(user)) == [document]
