"""What cells mean: numbers, days and truth values as people and spreadsheets write them."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from amedip.core.resources.columns import as_day, as_number, as_text, as_truth, shortened

# What openpyxl makes of a cell with a day.
NOON = datetime.datetime.fromisoformat("2012-11-07T12:00")
WHOLE, FRACTION = models.IntegerField(), models.DecimalField(max_digits=14, decimal_places=2)


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), ("  a ", "a"), (12.0, "12"), (12.5, "12.5"), (7, "7"), (["a", "b"], "a|b")]
)
def test_text_when_a_spreadsheet_made_a_number_of_it_then_it_reads_as_typed(cell, text):
    assert as_text(cell) == text


@pytest.mark.parametrize("cell", ["2012-11-07", "٢٠١٢-١١-٠٧", datetime.date(2012, 11, 7), NOON])
def test_day_when_written_in_any_way_then_it_is_the_same(cell):
    assert as_day(cell) == datetime.date(2012, 11, 7)


@pytest.mark.parametrize("cell", ["7/11/2012", "2012-13-01", "soon", 41220])
def test_day_when_it_is_none_then_it_says_how_to_write_one(cell):
    with pytest.raises(ValidationError, match="2012-11-07"):
        as_day(cell)


@pytest.mark.parametrize(("cell", "truth"), [("True", True), (1, True), ("oui", True), ("لا", False), (0.0, False)])
def test_truth_when_written_in_any_language_then_it_is_understood(cell, truth):
    assert as_truth(cell) is truth


def test_truth_when_it_is_neither_then_it_is_refused():
    with pytest.raises(ValidationError, match="“perhaps” is neither true nor false"):
        as_truth("perhaps")


@pytest.mark.parametrize(
    ("cell", "field", "number"),
    [
        ("12", WHOLE, 12),
        (12.0, WHOLE, 12),
        ("١٢", WHOLE, 12),
        ("12.5", FRACTION, Decimal("12.5")),
        (0.1, FRACTION, Decimal("0.1")),
    ],
)
def test_number_when_it_fits_then_it_is_that(cell, field, number):
    assert as_number(cell, field) == number


@pytest.mark.parametrize("cell", ["12.5", "twelve", "NaN", "Infinity", "1e999999", "9" * 40])
def test_number_when_it_does_not_fit_then_it_is_refused_at_once(cell):
    with pytest.raises(ValidationError, match="not a number that fits"):
        as_number(cell, WHOLE)


def test_message_when_a_cell_is_long_then_it_is_quoted_in_part():
    assert shortened("x" * 100) == "x" * 40 + "…"
