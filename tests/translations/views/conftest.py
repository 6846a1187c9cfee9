"""Who works on translations: a translator, as a person and at their client, and a reviser at theirs."""

import pytest

from tests.asking import signed_in
from tests.factories import TranslatorFactory


@pytest.fixture
def translator(db):
    return TranslatorFactory().user


@pytest.fixture
def client(translator):
    return signed_in(translator)


@pytest.fixture
def reviser(db):
    return signed_in(TranslatorFactory(position="reviser").user)
