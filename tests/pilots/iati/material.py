"""Complete activities of our own, by hand and by chance, for tests that need neither database nor published files."""

import datetime
from decimal import Decimal

from pilots.iati.values import (
    Activity,
    Budget,
    Document,
    Indicator,
    Organisation,
    Participant,
    Period,
    Result,
    Sector,
    Transaction,
)

REPORTER = Organisation({"en": "The centre", "fr": "Le centre", "ar": "المركز"}, "XI-TEST-1", "40")


def day(year=2025, month=1, of=1):
    return datetime.date(year, month, of)


def full(**values) -> Activity:
    """One activity that says something in every part."""
    given = {
        "identifier": "XI-TEST-1-P7",
        "reporter": REPORTER,
        "title": {"en": "A desk", "fr": "Un guichet", "ar": "مكتب"},
        "description": {"en": "A team travels & advises <everybody>."},
        "objective": {"fr": "Que chacun ait sa réponse."},
        "status": "2",
        "country": "CV",
        "currency": "EUR",
        "updated_at": datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC),
        "days": {"2": day(), "3": day(2027)},
        "sectors": (Sector("15190", share=Decimal("60.5")), Sector("15112", share=Decimal("39.5"))),
        "participants": (
            Participant("4", Organisation({"en": "Ministry", "fr": "Ministère"}, kind="10")),
            Participant("1", Organisation({"en": "Switzerland"}, kind="10")),
        ),
        "budgets": (Budget(day(), day(2025, 12, 31), Decimal("80000.50"), "CHF", day(), donor="CH"),),
        "transactions": (
            Transaction(
                "3", day(2025, 3, 4), Decimal("1200.00"), "CHF", day(2025, 3, 4), {"en": "First part"},
                Organisation({"en": "Switzerland"}, kind="10"), None, "CH", "12",
            ),
        ),
        "documents": (
            Document("https://amedip.example/ar/x", "application/pdf", {"ar": "تقرير"}, ("B01",), ("ar",), day()),
        ),
        "results": (
            Result(
                {"en": "People know whom to ask"},
                "2",
                {},
                (
                    Indicator(
                        {"en": "Persons advised", "fr": "Personnes conseillées"},
                        {"en": "persons"},
                        baseline=Decimal(0),
                        baseline_day=day(),
                        periods=(
                            Period(day(), day(2025, 6, 30), Decimal("10.5"), Decimal(8), {"en": "Late start"}),
                            Period(day(2025, 7), day(2025, 12, 31), Decimal(20)),
                        ),
                    ),
                ),
            ),
        ),
    }  # fmt: skip
    return Activity(**given | values)
