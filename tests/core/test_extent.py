"""How an object's texts stand in a language, in one word."""

import pytest

from amedip.core.models import Standing
from amedip.core.records import write_record
from amedip.core.texts import Extent, extents_of, states_of, vouch
from registry.models import Theme
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db

WORST_OF = [
    ((Standing.APPROVED, Standing.APPROVED), Extent.APPROVED),
    ((Standing.APPROVED, Standing.REVIEWED), Extent.REVIEWED),
    ((Standing.REVIEWED, Standing.DRAFT), Extent.DRAFT),
    ((Standing.DRAFT, Standing.MACHINE), Extent.MACHINE),
]


def extents(theme):
    return extents_of(Theme, [theme.pk])[theme.pk]


@pytest.mark.parametrize(("states", "worst"), WORST_OF)
def test_extent_when_texts_stand_differently_then_the_worst_is_said(states, worst):
    theme = ThemeFactory(name_en="A", description_en="B")
    for field, state in zip(("name", "description"), states, strict=True):
        vouch(theme, {"en": [field]}, actor=None, state=state)

    assert extents(theme)["en"] == worst


def test_extent_when_some_or_all_texts_are_missing_then_in_part_or_missing():
    theme = ThemeFactory(name_en="A", description_en="B", name_fr="A")

    assert extents(theme) == {"ar": Extent.MISSING, "en": Extent.DRAFT, "fr": Extent.PARTIAL}


def test_extent_when_another_language_changed_then_outdated():
    theme = ThemeFactory(name_en="A", name_fr="A")
    write_record(theme, actor=None, texts={"en": {"name": "B"}})

    assert states_of(theme)["name", "fr"].state == Standing.OUTDATED
    assert extents(theme)["fr"] == Extent.OUTDATED


def test_extents_of_many_when_asked_then_one_query(django_assert_num_queries):
    themes = [ThemeFactory() for _ in range(6)]
    extents(themes[0])  # the content type is read once for all

    for some in (themes[:1], themes):
        with django_assert_num_queries(1):
            assert len(extents_of(Theme, [theme.pk for theme in some])) == len(some)
