"""The migration that fills what pages owe agrees with what every write keeps."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from amedip.core.models import Reference, TextState
from amedip.core.records import write_record
from amedip.core.texts import owed
from tests.factories import PracticeFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db

MIGRATION = import_module("amedip.core.migrations.0007_what_pages_owe")


def fill():
    MIGRATION.fill(None, SimpleNamespace(connection=connection))


def kept():
    return dict(Reference.objects.values_list("pk", "tongues"))


def test_fill_when_nothing_was_written_since_then_as_every_write_keeps_it():
    PriorityFactory(title_en="A", title_fr="A", title_ar="أ", description_en="B")
    practice = PracticeFactory(title_en="A", title_fr="A")
    write_record(practice, actor=None, texts={"fr": {"title": "B"}})
    whole = ThemeFactory(name_en="A", name_fr="A", name_ar="أ")
    before = kept()
    Reference.objects.update(tongues={})

    fill()

    assert kept() == before
    assert before[whole.reference_id] == {}
    assert before[practice.reference_id].keys() == {"ar", "en"}


def test_fill_when_several_texts_are_owed_then_the_oldest_debt_and_whose_change_it_was():
    theme = ThemeFactory(name_en="A", name_fr="A", description_en="B", description_fr="B")
    write_record(theme, actor=None, texts={"en": {"name": "C"}})
    write_record(theme, actor=None, texts={"en": {"description": "D"}})
    long_ago = timezone.now().replace(year=2020)
    TextState.objects.filter(language="fr", field="description").update(outdated_at=long_ago, outdated_by="ar")
    Reference.objects.update(tongues={})

    fill()

    (found,) = Reference.objects.filter(pk=theme.reference_id).values_list("tongues", flat=True)
    assert found == owed([theme.reference_id])[theme.reference_id]
    assert found["fr"] == {"outdated": long_ago.date().isoformat(), "by": "ar"}
