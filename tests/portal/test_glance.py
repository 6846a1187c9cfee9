"""What pages show at a glance."""

import datetime

import pytest

from amedip.core.records import delete_record, write_record
from amedip.portal import glance
from registry.models import Priority
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    PartnerStateFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db


def test_partner_states_count_what_is_public_and_say_where_a_pilot_is():
    one, two = PartnerStateFactory(name_en="Ant"), PartnerStateFactory(name_en="Bee")
    CountryFactory(name_en="A donor")
    PriorityFactory(country=one)
    PriorityFactory(country=one, status=Priority.Status.FULFILLED)
    PriorityFactory(country=one, status=Priority.Status.DRAFT)
    PilotFactory(country=two)
    PilotFactory(country=one, number=99, ref="P99", example=True)

    rows = glance.partner_states()

    assert [(row["code"], row["count"], row["pilot"]) for row in rows] == [(one.code, 2, False), (two.code, 0, True)]


def test_themes_by_weight_when_a_theme_is_named_more_often_then_it_comes_first():
    rare, common = ThemeFactory(position=1), ThemeFactory(position=2)
    PriorityFactory(themes=[rare, common])
    PriorityFactory(themes=[common])
    PriorityFactory(themes=[rare], status=Priority.Status.DRAFT)

    assert [(row["path"], row["count"]) for row in glance.themes_by_weight()] == [
        (common.address, 2), (rare.address, 1),
    ]  # fmt: skip


def test_workshop_to_show_when_the_newest_recommends_nothing_then_an_older_one_that_does():
    older = WorkshopFactory(start=datetime.date(2012, 11, 7), end=datetime.date(2012, 11, 8))
    main = RecommendationFactory(workshop=older, number="1")
    RecommendationFactory(workshop=older, number="1.1", parent=main)
    WorkshopFactory(start=datetime.date(2013, 4, 23), end=datetime.date(2013, 4, 24))

    shown = glance.workshop_to_show()

    assert shown == older
    assert shown.main_recommendations == [main]


def test_workshop_to_show_when_none_recommends_anything_then_the_newest():
    WorkshopFactory(start=datetime.date(2012, 11, 7), end=datetime.date(2012, 11, 8))
    newer = WorkshopFactory(start=datetime.date(2013, 4, 23), end=datetime.date(2013, 4, 24))

    assert glance.workshop_to_show() == newer


def test_newest_shows_each_object_once_few_of_a_kind_and_nothing_hidden():
    practices = [PracticeFactory() for _ in range(4)]
    document = DocumentFactory()
    PriorityFactory(status=Priority.Status.DRAFT)
    gone = DocumentFactory()
    delete_record(gone, actor=None)
    write_record(practices[0], actor=None, texts={"en": {"title": "Changed last"}})

    found = glance.newest(6)

    of_kind = {kind: [row.ref for row in found if row.kind == kind] for kind in ("practice", "document", "priority")}
    assert of_kind == {"practice": [practices[0].ref, practices[3].ref], "document": [document.ref], "priority": []}


def test_newest_leaves_out_what_has_no_page_of_its_own():
    RecommendationFactory()

    assert "recommendation" not in {row.kind for row in glance.newest(10)}


def test_kind_names_know_every_kind_of_record():
    assert {"state", "priority", "practice", "pilot", "workshop", "document", "programme"} <= set(glance.kind_names())
