"""Marks before paragraphs, and what is none."""

import pytest

from amedip.core.reading.numbers import fold, folded, marker_of, roman, value_of

MARKS = {
    "1) Text": ("number", (1,)),
    "12. Text": ("number", (12,)),
    "(3) Text": ("number", (3,)),
    "3- نص": ("number", (3,)),
    "٣) نص": ("number", (3,)),
    "٣- نص": ("number", (3,)),
    "۴. متن": ("number", (4,)),
    "2.1 Text": ("dotted", (2, 1)),
    "2.1. Text": ("dotted", (2, 1)),
    "2.1.3) Text": ("dotted", (2, 1, 3)),
    "٢-١ نص": ("dotted", (2, 1)),
    "٢.١ نص": ("dotted", (2, 1)),
    "- Text": ("bullet", ()),
    "– Text": ("bullet", ()),
    "• Text": ("bullet", ()),
    "•Text": ("bullet", ()),
    "▪ نص": ("bullet", ()),
    "a) Text": ("letter", (1,)),
    "(b) Text": ("letter", (2,)),
    "C. Text": ("letter", (3,)),
    "أ) نص": ("letter", (1,)),
    "ب- نص": ("letter", (2,)),
    "ج) نص": ("letter", (3,)),
    "i) Text": ("roman", (1,)),
    "IV. Text": ("roman", (4,)),
    "أولًا: نص": ("word", (1,)),
    "ثالثاً - نص": ("word", (3,)),
    "First, text": ("word", (1,)),
    "Deuxièmement, texte": ("word", (2,)),
    "Recommendation 3: Text": ("named", (3,)),
    "Recommandation n° 2 – Texte": ("named", (2,)),
    "التوصية الثانية: نص": ("named", (2,)),
    "R4. Text": ("named", (4,)),
}


@pytest.mark.parametrize(("text", "wanted"), MARKS.items(), ids=MARKS.keys())
def test_mark_is_known_with_its_number(text, wanted):
    mark, letters = marker_of(text)

    assert (mark.sort, mark.numbers) == wanted
    assert text[letters:] in ("Text", "text", "نص", "متن", "Texte", "texte")


@pytest.mark.parametrize(
    "text",
    [
        "1985, an association was founded",
        "Text",
        "7 - 8 NOVEMBER 2031",
        "5 % of them",
        "-5 degrees",
        "",
        "It is so",
        "Recommendations",
    ],
)
def test_text_without_a_mark_has_none(text):
    assert marker_of(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("iv", 4), ("xii", 12), ("xlix", 49), ("", None), ("iix", None), ("abc", None)]
)
def test_roman_numbers_are_counted(text, value):
    assert roman(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("iii", 3), ("third", 3), ("الثالثه", 3), ("b", 2), ("2012", None)]
)
def test_number_of_any_sort_has_its_value(text, value):
    assert value_of(text) == value


def test_folding_keeps_the_places_of_letters():
    text = "  الجَلْسة  ٣: É"

    seen = folded(text)

    assert seen.text == "الجلسه 3: e"
    assert text[seen.place(seen.text.index("3"))] == "٣"
    assert seen.place(len(seen.text)) == len(text)
    assert fold(text) == "الجلسه 3: e"
