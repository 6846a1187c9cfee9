"""An IATI file as it is written: by the published standard where it is at hand, and by a small twin of our own."""

import dataclasses
import datetime

import pytest

from pilots.iati.reading import read
from pilots.iati.writing import write
from tests.pilots.iati import judge
from tests.pilots.iati.material import full

NOW = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The order that the schema wants, of what we write; our own twin for where the schema is not at hand.
ORDER = {
    "iati-activity": (
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
        "activity-date", "activity-scope", "recipient-country", "sector", "budget", "transaction", "document-link",
        "result",
    ),
    "budget": ("period-start", "period-end", "value"),
    "transaction": (
        "transaction-type", "transaction-date", "value", "description", "provider-org", "receiver-org",
    ),
    "document-link": ("title", "category", "language", "document-date"),
    "result": ("title", "description", "indicator"),
    "indicator": ("title", "description", "baseline", "period", "{urn:amedip:iati}unit"),
    "period": ("period-start", "period-end", "target", "actual"),
}  # fmt: skip


def written(**values) -> bytes:
    return write([full(**values)], made_at=NOW)


def test_full_activity_is_valid_by_schema_codelists_and_ruleset():
    root = judge.parsed(written())

    judge.schema().assertValid(root)
    outside, looked_up = judge.codes_outside(root)
    assert outside == []
    assert looked_up > 40
    assert judge.breaches(root) == judge.breaches(root, "warning") == []


def test_judge_finds_what_is_wrong_with_a_file():
    root = judge.parsed(written(country="XY", currency="EURO", days={"2": datetime.date(2999, 1, 1)}, sectors=()))

    assert {line.split("'")[1] for line in judge.codes_outside(root)[0]} == {"XY", "EURO"}
    assert [line.split(":")[0] for line in judge.breaches(root)] == ["11.1.4", "6.2.2", "6.7.2"]


@pytest.mark.parametrize(("parent", "order"), ORDER.items())
def test_elements_stand_in_the_order_of_the_standard(parent, order):
    root = judge.parsed(written(scope="4"))

    for node in root.iter(parent):
        names = [child.tag for child in node]
        assert names == sorted(names, key=order.index)


def test_every_narrative_says_its_language_and_has_words():
    narratives = list(judge.parsed(written()).iter("narrative"))

    assert narratives
    assert all(one.get(LANG) in ("ar", "en", "fr") and one.text.strip() for one in narratives)


def test_activity_when_read_back_then_it_says_the_same():
    given = full(documents=(), updated_at=None, scope="5", secondary=True, example=True)

    (found,) = read(write([given], made_at=NOW))

    assert found.faults == ()
    for field in dataclasses.fields(given):
        assert getattr(found.activity, field.name) == getattr(given, field.name), field.name
