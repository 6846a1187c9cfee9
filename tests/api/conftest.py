"""Something public to ask for."""

import datetime

import pytest
from django.utils import timezone

from amedip.core.models import Stamp
from tests.calling import commit_triggers
from tests.factories import ThemeFactory


@pytest.fixture
def published():
    """Something public, so that there is a stamp; of some time ago: while its second runs, a time says less."""
    ThemeFactory(name_en="Migration")
    commit_triggers()
    Stamp.objects.update(at=timezone.now() - datetime.timedelta(minutes=5))
