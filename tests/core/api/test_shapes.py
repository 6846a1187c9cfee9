"""Texts in one language, links that keep quiet, and what the schema shows of a shape."""

import pytest

from amedip.core.api.shapes import Code, Listed, Shape, Text, example_of
from registry.models import PriorityTheme

ROW = ("عنوان", None, "", "TN")
PLACES = [0, 1, 2]


class LittleShape(Shape):
    code = Code("Code.", "country.code", example="TN")
    title = Text("Title.", example={"ar": None, "en": "T", "fr": None})
    themes = Listed(Code("", "theme.reference.ref", example="data"), PriorityTheme, "priority", "Slugs.")


def text():
    return LittleShape().fields["title"]


def test_text_when_no_language_is_asked_then_null_for_what_is_missing():
    assert text().reader(PLACES, None)(ROW) == {"ar": "عنوان", "en": None, "fr": None}


@pytest.mark.parametrize(
    ("row", "language", "shown", "fell"),
    [
        (("a", "e", "f"), "fr", "f", None),
        (("a", "e", ""), "fr", "e", "en"),
        (("a", None, None), "fr", "a", "ar"),
        (("", "e", "f"), "ar", "f", "fr"),
        (("", "", ""), "ar", None, None),
    ],
)
def test_text_when_a_language_is_asked_then_the_first_there_is_and_which(row, language, shown, fell):
    assert text().reader(PLACES, language)(row) == shown
    assert text().fallback(PLACES, language)(row) == fell


def test_column_when_it_has_a_path_then_it_is_found_there():
    fields = LittleShape().fields

    assert fields["code"].paths() == ["country__code"]
    assert fields["title"].paths() == ["title_ar", "title_en", "title_fr"]


def test_example_when_a_shape_is_shown_then_it_is_made_of_its_fields():
    assert example_of(LittleShape()) == {
        "code": "TN",
        "title": {"ar": None, "en": "T", "fr": None},
        "themes": ["data"],
    }
