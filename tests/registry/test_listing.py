"""Rows of the Registry's lists."""

import pytest

from registry.listing import Vocabulary, counts_by_state, counts_by_theme, dress, narrow, priority_rows
from registry.models import Priority, PriorityTheme
from tests.factories import CountryFactory, PartnerStateFactory, PriorityFactory, RoundFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def refs(found) -> set[str]:
    return {priority.ref for priority in found}


def test_narrow_joins_filters_with_and_values_of_one_filter_with_or():
    one, two = CountryFactory(), CountryFactory()
    theme, other = ThemeFactory(), ThemeFactory()
    both = PriorityFactory(country=one, themes=[theme, other])
    PriorityFactory(country=one, themes=[other])
    third = PriorityFactory(country=two, themes=[theme])
    PriorityFactory(country=CountryFactory(), themes=[theme])

    found = narrow(Priority.objects.all(), PriorityTheme, state=[one.pk, two.pk], theme=[theme.pk])

    assert refs(found) == {both.ref, third.ref}


def test_narrow_finds_a_priority_of_two_chosen_themes_once():
    themes = [ThemeFactory(), ThemeFactory()]
    priority = PriorityFactory(themes=themes)

    found = narrow(Priority.objects.all(), PriorityTheme, theme=[theme.pk for theme in themes])

    assert [row.pk for row in found] == [priority.pk]


def test_narrow_by_words_looks_into_every_language():
    french = PriorityFactory(title_en="Bees", title_fr="Les abeilles du désert")
    PriorityFactory(title_en="Camels")

    assert refs(narrow(Priority.objects.all(), PriorityTheme, q="abeille")) == {french.ref}


def test_narrow_by_words_does_not_find_drafts():
    PriorityFactory(title_en="Bees", status="draft")

    assert not narrow(Priority.objects.all(), PriorityTheme, q="bees").exists()


def test_narrow_by_round_and_status():
    opened = RoundFactory()
    wanted = PriorityFactory(round=opened, status="fulfilled")
    PriorityFactory(round=opened)
    PriorityFactory(status="fulfilled")

    found = narrow(Priority.objects.all(), PriorityTheme, round=[opened.pk], status=["fulfilled"])

    assert refs(found) == {wanted.ref}


def test_dressed_row_answers_to_the_names_of_an_instance():
    themes = [ThemeFactory(), ThemeFactory()]
    priority = PriorityFactory(themes=themes[::-1], description_en="Short.", status="fulfilled")

    row = dress(priority_rows(Priority.objects.all()).get(), Vocabulary())

    assert row["ref"] == priority.ref
    assert row["get_absolute_url"] == priority.get_absolute_url()
    assert row["get_status_display"] == priority.get_status_display()
    assert row["country"]["get_absolute_url"] == priority.country.get_absolute_url()
    assert [theme["ref"] for theme in row["themes"]["all"]] == [theme.ref for theme in themes[::-1]]
    assert row["description_en"] == "Short."


def test_long_description_is_cut_in_a_row():
    PriorityFactory(description_en="word " * 2_000)

    row = dress(priority_rows(Priority.objects.all()).get(), Vocabulary())

    assert len(row["description_en"].split()) <= 46


def test_vocabulary_knows_every_state_and_which_are_partners():
    partner, other = PartnerStateFactory(), CountryFactory()

    vocabulary = Vocabulary()

    assert set(vocabulary.states) == {partner.pk, other.pk}
    assert [row["code"] for row in vocabulary.partners] == [partner.code]


def test_counts_name_a_priority_under_each_theme_but_once_per_state():
    country, themes = CountryFactory(), [ThemeFactory(), ThemeFactory()]
    PriorityFactory(country=country, themes=themes)
    PriorityFactory(country=country, themes=themes[:1])
    PriorityFactory(country=country, themes=themes[:1], status="draft")

    public = Priority.objects.public()

    assert counts_by_theme(public) == {(country.pk, themes[0].pk): 2, (country.pk, themes[1].pk): 1}
    assert counts_by_state(public) == {country.pk: 2}
