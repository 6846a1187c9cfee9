"""The glossary as a file: found by the English term, written like a single row."""

import pytest
import tablib

from amedip.translations.models import GlossaryTerm
from amedip.translations.resources import GlossaryTermResource
from tests.desk import staff

pytestmark = pytest.mark.django_db
HEADERS = ["en", "ar", "fr", "also_fr"]


def take(*rows):
    data = tablib.Dataset(*rows, headers=HEADERS)
    return GlossaryTermResource().import_data(data, user=staff("editor"), rollback_on_validation_errors=True)


def test_terms_when_imported_then_new_ones_are_made_and_others_changed():
    GlossaryTerm.objects.create(en="round", ar="الجولة", fr="cycle")

    result = take(("round", "الجولة", "cycle de consultations", "cycle\ntour"), ("offer", "العرض", "offre", ""))

    assert not result.has_validation_errors()
    assert set(GlossaryTerm.objects.values_list("en", "fr", "also_fr")) == {
        ("round", "cycle de consultations", "cycle\ntour"), ("offer", "offre", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [("", "العرض", "offre", "")],
        [("offer", "العرض", "offre", ""), ("offer", "عرض", "offre", "")],
        [("offer", "", "offre", "")],
    ],
    ids=["nameless", "twice", "without Arabic"],
)
def test_terms_when_a_row_is_wrong_then_nothing_is_written(rows):
    assert take(*rows).has_validation_errors()
    assert not GlossaryTerm.objects.exists()
