"""Sums of a pilot's money: currencies never mix, a revised budget takes the place of the original."""

import datetime
from decimal import Decimal

from pilots.figures.money import in_force, sums_by_currency, sums_by_donor
from pilots.models import BudgetLine, Transaction

DAY = datetime.date(2026, 3, 4)


def line(amount, donor=1, currency="EUR", kind="1", month=3):
    start = DAY.replace(month=month)
    return BudgetLine(
        amount=Decimal(amount), donor_id=donor, currency=currency, kind=kind, start=start, end=start.replace(day=20)
    )


def moved(kind, amount, currency="EUR"):
    return Transaction(kind=kind, amount=Decimal(amount), currency=currency, day=DAY)


def test_revised_budget_replaces_the_original_of_the_same_donor_time_and_currency():
    lines = [line(100), line(100, donor=2), line(100, currency="CHF"), line(100, month=9), line(120, kind="2")]

    assert in_force(lines) == lines[1:]


def test_sums_are_by_currency_and_by_what_happened_to_the_money():
    transactions = [moved("11", 90), moved("1", 50), moved("4", 30), moved("3", 10), moved("4", -5), moved("13", 999)]

    (euros, francs) = sums_by_currency([line(60), line(40, month=9)], [*transactions, moved("4", 7, "CHF")])

    assert (euros.currency, *euros.amounts) == ("EUR", 100, 90, 50, 35)
    assert (euros.share_spent, francs.share_spent) == (35, None)
    assert (francs.currency, *francs.amounts) == ("CHF", 0, 0, 0, 7)


def test_bars_share_one_scale_and_run_with_the_script():
    (sums,) = sums_by_currency([line(100)], [moved("4", 25)])

    assert [(bar["name"], bar["x"], bar["width"]) for bar in sums.bars(mirrored=True)] == [
        ("planned", "0.0%", "100.0%"),
        ("spent", "75.0%", "25.0%"),
    ]


def test_money_that_nobody_is_said_to_give_is_told_by_itself():
    found = sums_by_donor([line(100, donor=None)], [])

    assert [(sums.giver, sums.planned) for sums in found] == [(None, 100)]
