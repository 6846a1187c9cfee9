"""The index: one entry for each public object and language, with what it is filed under."""

import pytest

from amedip.core.models import SearchEntry
from amedip.core.records import write_record
from amedip.core.search import index
from tests.factories import CountryFactory, PriorityFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def entries(record):
    return {entry.language: entry for entry in SearchEntry.objects.filter(reference=record.reference)}


def test_index_when_an_object_is_written_then_one_entry_for_each_language_it_has_a_text_in():
    priority = PriorityFactory(title_en="Bees", title_fr="Abeilles", year=2012, themes=[ThemeFactory()])

    found = entries(priority)

    assert {code: entry.title for code, entry in found.items()} == {"en": "Bees", "fr": "Abeilles"}
    assert {entry.year for entry in found.values()} == {2012}


def test_index_when_a_text_goes_then_its_entry_goes():
    priority = PriorityFactory(title_en="Bees", title_fr="Abeilles")

    write_record(priority, actor=None, texts={"fr": {"title": None}})

    assert list(entries(priority)) == ["en"]


def test_index_when_one_language_changes_then_the_entries_of_the_others_stay_as_they_are():
    priority = PriorityFactory(title_en="Bees", title_fr="Abeilles")
    rows = SearchEntry.objects.filter(reference=priority.reference).extra(select={"written": "xmin::text || cmin"})
    before = dict(rows.values_list("language", "written"))

    write_record(priority, actor=None, texts={"fr": {"title": "Ruches"}})
    after = dict(rows.values_list("language", "written"))
    index.index_records([priority], anew=True)

    assert before["en"] == after["en"] != dict(rows.values_list("language", "written"))["en"]
    assert before["fr"] != after["fr"]


def test_index_when_titles_are_terms_then_they_have_a_key_and_others_have_none():
    country = CountryFactory(name_en="The Land of Bees")

    assert entries(country)["en"].key == "land bee"
    assert entries(PriorityFactory(title_en="Bees"))["en"].key == ""


def test_index_when_a_record_says_more_then_its_own_names_and_text_are_read():
    told = RecommendationFactory(title_en="Title", text_en="Text")
    told.names = lambda: {"en": "A name of its own"}
    told.more_in_search = lambda: {"en": "What stands in the file"}

    index.index_records([told])

    entry = entries(told)["en"]
    assert (entry.title, entry.body) == ("A name of its own", "Text\nWhat stands in the file")
    assert entry.within == told.workshop.reference
