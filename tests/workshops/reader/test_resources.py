"""Named resources and the marks of their languages."""

import pytest

from tests.workshops.reader.reading import read
from workshops.reader.resources import languages_of

MARKS = {
    "FR": ("fr",),
    "AR, EN, FR": ("ar", "en", "fr"),
    "FR/EN": ("en", "fr"),
    "FR et EN": ("en", "fr"),
    "ar, en": ("ar", "en"),
    "in French": ("fr",),
    "in Arabic and English": ("ar", "en"),
    "en anglais": ("en",),
    "en arabe et en français": ("ar", "fr"),
    "anglais seulement": ("en",),
    "بالعربية": ("ar",),
    "بالعربية والإنجليزية": ("ar", "en"),
    "باللغة الفرنسية": ("fr",),
    "بالعربية، والإنكليزية، والفرنسية": ("ar", "en", "fr"),
    "en": (),
    "OFII": (),
    "EN 2012": (),
    "the French system": (),
    "IOM": (),
    "": (),
}


@pytest.mark.parametrize(("inside", "codes"), MARKS.items(), ids=MARKS.keys())
def test_brackets_name_languages_or_something_else(inside, codes):
    assert languages_of(inside) == codes


TEXTS = {
    "The [Ledger](#) (FR) is read.": [("Ledger", ("fr",), "")],
    "The [Ledger](#) is read.": [("Ledger", (), "")],
    "The [Ledger](https://example.org/l) (AR) is read.": [("Ledger", ("ar",), "https://example.org/l")],
    "The [Ledger](#) ([AR](#), [EN](#)) is read.": [("Ledger", ("ar", "en"), "")],
    "The [**Ledger** of ferns](#) (EN).": [("Ledger of ferns", ("en",), "")],
    "The **Ledger** (EN) is read.": [("Ledger", ("en",), "")],
    "The “Ledger of ferns” (EN) is read.": [("Ledger of ferns", ("en",), "")],
    "وضعت «دفتر السرخس» (بالعربية) للجميع.": [("دفتر السرخس", ("ar",), "")],
    "Le « Livre des haies » (en français) est lu.": [("Livre des haies", ("fr",), "")],
    "They made the Ledger of Common Ferns (EN).": [("Ledger of Common Ferns", ("en",), "")],
    "The [Ledger](#) (FR) and again the [Ledger](#) (EN).": [("Ledger", ("en", "fr"), "")],
    "See https://example.org and [https://example.org](https://example.org).": [],
    "Write to [a@example.org](mailto:a@example.org).": [],
    r"The [Office \(OFF\)](#) (FR).": [("Office (OFF)", ("fr",), "")],
}


@pytest.mark.parametrize(("text", "wanted"), TEXTS.items(), ids=TEXTS.keys())
def test_resource_is_named_once_with_its_languages(text, wanted):
    summary = read(text.encode(), "a.md")

    assert [(named.name, named.languages, named.address) for named in summary.resources] == wanted
    assert "](#)" not in summary.blocks[-1].text


def test_name_whose_beginning_is_a_guess_is_remarked():
    summary = read(b"They made the Ledger of Common Ferns (EN).", "a.md")

    assert [(remark.code, remark.text) for remark in summary.remarks if remark.code == "guessed-resource"] == [
        ("guessed-resource", "Ledger of Common Ferns")
    ]


def test_link_that_lives_stays_and_one_that_is_not_safe_becomes_a_name():
    text = "See the [site](https://example.org/a_(b)), the [old one](http://example.org) and [this](javascript:alert)."

    block = read(text.encode(), "a.md").blocks[-1]

    assert block.text.startswith("See the [site](https://example.org/a_%28b%29), the old one and")
    assert block.text.count("](https://") == 1
