"""What of the portal stands in each language: counted right, nothing that is not public, in one query."""

import pytest
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Reference, Standing, TextState
from amedip.core.records import delete_record, write_record
from amedip.core.texts import vouch
from amedip.portal.coverage import Coverage, of_public_records, together
from registry.models import Priority
from tests.factories import (
    DocumentFactory,
    ExchangeRequestFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import Session

pytestmark = pytest.mark.django_db

TEXTS = {"name_ar": "أ", "name_en": "A", "name_fr": "A"}


def themes() -> Coverage:
    (row,) = [row for row in of_public_records() if row.name == "Themes"]
    return row


def test_coverage_when_texts_stand_differently_then_each_is_counted_once_in_each_language():
    for state in (Standing.APPROVED, Standing.REVIEWED, Standing.MACHINE):
        vouch(ThemeFactory(**TEXTS), {"fr": ["name"]}, actor=None, state=state)
    ThemeFactory(name_en="A")
    write_record(ThemeFactory(**TEXTS), actor=None, texts={"en": {"name": "B"}})

    row = themes()

    assert row.texts == row.total("ar") == row.total("en") == row.total("fr") == 5
    assert row.graded("fr") == {"checked": 2, "unchecked": 1, "outdated": 1, "missing": 1}
    assert row.graded("en") == {"checked": 0, "unchecked": 5, "outdated": 0, "missing": 0}
    assert (row.current("fr"), row.percent("fr"), row.percent("en")) == (3, 60, 100)
    assert row.part("fr", Standing.MACHINE) == (1, 20)


def test_coverage_when_a_text_is_in_no_language_then_it_is_owed_in_none():
    ThemeFactory(**TEXTS)  # has no description

    row = themes()

    assert (row.texts, [row.number(code, Standing.MISSING) for code in languages.CODES]) == (1, [0, 0, 0])


def test_coverage_when_all_but_one_of_many_are_there_then_it_is_not_all():
    row = Coverage("Themes")
    row.counts["fr", Standing.DRAFT], row.counts["fr", Standing.MISSING] = 999, 1

    assert row.percent("fr") == 99
    assert Coverage("Nothing").percent("fr") == 0


@pytest.mark.parametrize(
    ("factory", "columns"),
    [
        (PriorityFactory, {"status": status}) for status in Priority.Status if status not in Priority.PUBLIC_STATES
    ] + [(PracticeFactory, {"published": False}), (ExchangeRequestFactory, {"status": "draft"})],
)  # fmt: skip
def test_coverage_when_a_record_is_not_public_then_its_texts_are_not_counted(factory, columns):
    factory(**columns)
    kinds = {row.name for row in of_public_records()}

    assert TextState.objects.filter(reference__kind=factory._meta.model.KIND).exists()
    assert kinds.isdisjoint({"Priorities", "Practices", "Exchange requests"})


def test_coverage_when_records_are_examples_or_gone_then_they_are_not_counted():
    PilotFactory(example=True)
    document = DocumentFactory()
    delete_record(document, actor=None)
    buried = WorkshopFactory()
    Reference.objects.filter(pk=buried.reference_id).update(gone_at=timezone.now())

    assert {row.name for row in of_public_records()}.isdisjoint({"Pilot projects", "Documents", "Workshops"})


def test_coverage_when_a_page_has_parts_then_they_count_with_its_record():
    workshop = WorkshopFactory(title_en="A")
    columns = {"workshop": workshop, "number": 1}
    write_record(
        Session(workshop=workshop), actor=None, columns=columns, texts={"en": {"title": "B"}}, part_of=workshop
    )

    (row,) = [row for row in of_public_records() if row.name == "Workshops"]

    assert (row.texts, [row.number(code, Standing.MISSING) for code in languages.CODES]) == (2, [2, 0, 2])


def test_coverage_when_it_is_summed_up_then_the_rows_together_and_the_most_texts_first():
    PracticeFactory(published=True)
    for _ in range(3):
        ThemeFactory(**TEXTS)

    rows = of_public_records()

    assert [row.texts for row in rows] == sorted((row.texts for row in rows), reverse=True)
    assert together("All", rows).texts == sum(row.texts for row in rows)


def test_coverage_when_there_is_more_then_it_costs_one_query(django_assert_num_queries):
    for _ in range(5):
        ThemeFactory()
        PriorityFactory()

    with django_assert_num_queries(1):
        of_public_records()
