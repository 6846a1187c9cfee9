"""Lists: checked filters, bounded counts."""

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from amedip.core import listing
from amedip.core.errors import NothingHere
from amedip.core.listing import FilterField, ListForm, page_of, words_field
from registry.models import Theme
from tests.factories import ThemeFactory


class ColourForm(ListForm):
    q = words_field()
    colour = FilterField(label="Colour", choices=[("red", "Red"), ("blue", "Blue")])


def ask(query: str) -> ColourForm:
    return ColourForm(QueryDict(query))


def test_read_gives_repeated_values_as_a_list():
    assert ask("colour=red&colour=blue&q=sea&page=2").read() == {"q": "sea", "colour": ["red", "blue"], "page": 2}


def test_read_takes_empty_values_for_none():
    form = ask("colour=&q=&page=")

    assert form.read() == {"q": "", "colour": [], "page": None}
    assert form.filters == {}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=green", "Colour: “green” is not a choice"),
        ("colour=red&colour=green", "Colour: “green” is not a choice"),
        ("page=0", "no such page number"),
        ("page=-1", "no such page number"),
        ("page=abc", "no such page number"),
        ("page=1.5", "no such page number"),
        (f"page={'9' * 5000}", "no such page number"),
        (f"q={'x' * 201}", "Words: More than 200 characters."),
        ("q=%00", "Words: "),
    ],
)
def test_read_refuses_what_the_list_does_not_know_and_says_what(query, said):
    with pytest.raises(BadRequest, match=said):
        ask(query).read()


def test_page_number_may_be_written_with_arabic_digits():
    assert ask("page=٢").read()["page"] == 2


def test_drop_leads_out_of_each_value_and_back_to_the_first_page():
    form = ask("colour=red&colour=blue&q=sea&page=2")
    form.read()

    assert [(item["filter"], item["value"], item["query"]) for item in form.drop()] == [
        ("Words", "sea", "?colour=red&colour=blue"),
        ("Colour", "Red", "?colour=blue&q=sea"),
        ("Colour", "Blue", "?colour=red&q=sea"),
    ]


def test_select_is_a_plain_box_for_one_value_and_a_list_for_several():
    one, several = str(ask("colour=red")["colour"]), str(ask("colour=red&colour=blue")["colour"])

    assert "multiple" not in one
    assert "multiple" in several
    assert several.count("selected") == 2


def test_form_shows_no_field_for_the_page():
    form = ask("page=2")

    assert "page" not in [field.name for field in form.visible_fields()]
    assert form.hidden_fields() == []
    assert isinstance(form.fields["page"].widget, forms.HiddenInput)


@pytest.mark.django_db
def test_page_of_counts_no_further_than_its_reach(monkeypatch):
    ThemeFactory.create_batch(5)
    monkeypatch.setattr(listing, "REACH", 3)

    found = page_of(Theme.objects.order_by("pk"), 2, size=2)

    assert found.paginator.count == 3
    assert found.paginator.bounded
    assert len(found.object_list) == 1


@pytest.mark.django_db
def test_page_of_an_empty_list_is_its_first_page():
    found = page_of(Theme.objects.order_by("pk"), None)

    assert list(found) == []
    assert not found.paginator.bounded


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 9999, 10**30])
def test_page_beyond_the_last_is_refused_with_the_number_of_pages(number):
    ThemeFactory.create_batch(3)

    with pytest.raises(NothingHere, match="2 pages only"):
        page_of(Theme.objects.order_by("pk"), number, size=2)
