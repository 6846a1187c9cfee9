"""IATI files as they come: what might do harm is refused, what is odd is told, foreign files are understood."""

import datetime
from decimal import Decimal

import pytest

from pilots.iati.reading import LARGEST, Unreadable, read
from tests.pilots.iati.material import day

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def file(inner: str, head: str = "", version: str = "2.03") -> bytes:
    return f'<?xml version="1.0"?>{head}<iati-activities version="{version}">{inner}</iati-activities>'.encode()


def activity(inner: str, attributes: str = 'xml:lang="en" default-currency="EUR"') -> bytes:
    return file(f"<iati-activity {attributes}>{inner}</iati-activity>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (file("&x;", '<!DOCTYPE iati-activities [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "document type"),
        (file("&a9;", f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>'), "document type"),
        (file("", '<!DOCTYPE iati-activities SYSTEM "http://evil.example/x.dtd">'), "document type"),
        (file('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'), "document type"),
        (file("<iati-activity>" + "<a>" * 200_000), "nested too deeply"),
        (file("<iati-activity>"), "damaged or incomplete"),
        (b"", "damaged or incomplete"),
        (b"\x00\x01\x02", "damaged or incomplete"),
        (b'<?xml version="1.0" encoding="x-none"?><iati-activities version="2.03"/>', "encoding"),
        (b"<html/>", "no file of IATI activities"),
        (b'<iati-organisations version="2.03"/>', "no file of IATI activities"),
        (file("", version="1.05"), "version 2"),
        (b" " * (LARGEST + 1), "larger than 10 MB"),
        (file("<iati-activity/>" * 501), "more than 500"),
    ],
)
def test_file_that_is_hostile_or_none_of_ours_is_refused_with_its_reason(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert reason in refused.value.messages[0]


def test_file_of_another_publisher_is_understood():
    (found,) = read(
        activity(
            "<iati-identifier> XX-9-A </iati-identifier>"
            "<title><narrative>A desk</narrative><narrative xml:lang='es'>Mesa</narrative></title>"
            "<description><narrative xml:lang='fr-BE'>Un guichet</narrative></description>"
            "<activity-date type='1' iso-date='2025-01-01'/><recipient-country code='cv'/>"
            "<budget><period-start iso-date='2025-01-01'/><period-end iso-date='2025-12-31'/>"
            "<value value-date='2025-01-01'> 1200.50 </value></budget>"
            "<result type='1'><title><narrative>R</narrative></title><indicator measure='1'>"
            "<title><narrative>I</narrative></title><baseline year='2024' value='3'/></indicator></result>"
        )
    )

    told = found.activity
    assert (told.identifier, told.country, told.title, told.description) == (
        "XX-9-A", "CV", {"en": "A desk"}, {"fr": "Un guichet"},
    )  # fmt: skip
    assert told.days == {"1": day()}
    assert (told.budgets[0].amount, told.budgets[0].currency) == (Decimal("1200.50"), "EUR")
    assert told.results[0].indicators[0].baseline_day == datetime.date(2024, 1, 1)
    assert found.faults == ()


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ("<activity-date type='1' iso-date='2025-02-30'/>", "2025-02-30"),
        ("<activity-date type='1' iso-date='yesterday'/>", "yesterday"),
        ("<sector code='15190' percentage='NaN'/>", "NaN"),
        ("<sector code='15190' percentage='1e999999'/>", "1e999999"),
        ("<sector code='15190' percentage='0.001'/>", "0.001"),
        ("<transaction><transaction-date iso-date='2025-01-01'/><value>12,5</value></transaction>", "12,5"),
        ("<transaction><transaction-date iso-date='2025-01-01'/></transaction>", "missing"),
        (
            "<result type='1'><indicator measure='1'><baseline year='20x4' value='1'/></indicator></result>",
            "20x4-01-01",
        ),
    ],
)
def test_what_cannot_be_understood_is_left_out_and_told(inner, fault):
    (found,) = read(activity(inner))

    assert any(fault in sentence for sentence in found.faults)
    assert found.activity.transactions == ()
