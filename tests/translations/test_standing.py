"""Pages and lists tell readers which texts have not kept up with the other languages."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from amedip.core.languages import CODES
from amedip.core.models import Reference
from amedip.core.records import write_record
from pilots.models import Update
from tests.approving import ask
from tests.asking import page, queries_of
from tests.calling import commit_triggers
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    EditionFactory,
    ExchangeFactory,
    ExchangeRequestFactory,
    InstitutionFactory,
    OfferFactory,
    PartnerStateFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db

MARK = "outdated translation"
DETAILS = {
    "title": (PriorityFactory, PracticeFactory, PilotFactory, ExchangeFactory, WorkshopFactory, DocumentFactory),
    "name": (InstitutionFactory, ThemeFactory, CountryFactory),
}
EACH_DETAIL = [(factory, field) for field, factories in DETAILS.items() for factory in factories]


def outdated(factory, field="title", **columns):
    """A public record whose English text has not kept up with a change in French."""
    texts = {f"{field}_ar": "أ", f"{field}_en": "Before", f"{field}_fr": "Avant"}
    if factory in (PriorityFactory, PracticeFactory):
        columns |= {"status": "published"} if factory is PriorityFactory else {"published": True}
    record = factory(**texts, **columns)
    write_record(record, actor=None, texts={"fr": {field: "Après"}}, rule=None)
    return record


def notes(path: str) -> str:
    main = html.fromstring(page(path)).xpath("//main")[0]
    return " ".join(" ".join(note.text_content().split()) for note in main.find_class("note"))


@pytest.mark.parametrize(("factory", "field"), EACH_DETAIL, ids=lambda value: getattr(value, "__name__", value))
def test_page_when_a_text_is_outdated_then_it_says_since_when_and_leads_to_the_change(factory, field):
    record = outdated(factory, field)
    today = timezone.localdate()

    said = notes(f"/en/{record.address}")

    assert "The French text changed on" in said
    assert f"{today.day} {today:%B %Y}" in said
    assert f'href="/fr/{record.address}" hreflang="fr">Read the French text' in page(f"/en/{record.address}")


@pytest.mark.parametrize("code", CODES)
def test_page_when_the_change_came_in_one_language_then_the_two_others_say_so(code):
    record = outdated(PriorityFactory)

    links = html.fromstring(page(f"/{code}/{record.address}")).xpath("//main//p[@class='note']/a/@hreflang")

    assert links == ([] if code == "fr" else ["fr"])


def test_page_when_nobody_knows_what_changed_then_it_is_said_without_a_link():
    record = outdated(PriorityFactory)
    Reference.objects.filter(pk=record.reference_id).update(tongues={"en": {"outdated": "2026-11-03", "by": ""}})

    assert "changed on 3 November 2026" in notes(f"/en/{record.address}")
    assert "Read the" not in page(f"/en/{record.address}")


@pytest.mark.parametrize(("languages", "follows"), [("one", True), ("all", False)])
def test_page_when_a_language_is_missing_then_it_is_announced_if_the_gate_lets_it_follow(languages, follows):
    ask("priority", languages, days=30)
    priority = PriorityFactory(title_en="Need", status="published")
    day = timezone.localdate() + datetime.timedelta(days=30)

    said = notes(f"/fr/{priority.address}")

    assert (f"{day:%Y}" in said and "English" in said) == follows
    assert said


def test_page_when_the_announced_day_is_past_then_only_that_there_is_no_version():
    priority = PriorityFactory(title_fr="Besoin", title_en=None, title_ar=None, status="published")
    tongues = {"en": {"missing": "2020-01-01"}, "ar": {"missing": "2020-01-01"}}
    Reference.objects.filter(pk=priority.reference_id).update(tongues=tongues)

    said = notes(f"/en/{priority.address}")

    assert "There is no version in this language yet." in said
    assert "to follow" not in said


def test_page_of_a_pilot_when_an_update_is_in_one_language_then_the_others_are_announced():
    pilot = PilotFactory(title_ar="أ", title_en="A", title_fr="A")
    update = {"pilot": pilot, "day": timezone.localdate()}
    write_record(Update(), actor=None, columns=update, texts={"fr": {"title": "Ouvert"}}, part_of=pilot)

    assert "English version to follow by" in notes(f"/en/{pilot.address}")
    assert notes(f"/fr/{pilot.address}") == ""


def test_page_when_all_is_well_then_it_says_nothing():
    practice = PracticeFactory(title_ar="أ", title_en="A", title_fr="A", published=True)

    assert [notes(f"/{code}/{practice.address}") for code in CODES] == ["", "", ""]


def test_page_of_an_edition_when_its_title_is_in_one_language_then_it_says_so():
    edition = EditionFactory(title_en="Edition")

    heads = [html.fromstring(page(f"/{code}/{edition.address}")).find_class("head")[0] for code in CODES]
    assert [len(head.find_class("note")) for head in heads] == [1, 0, 1]


# --- lists ---------------------------------------------------------------------------------------------------------

LISTS = [
    ("registry/", PriorityFactory, "title"),
    ("practices/", PracticeFactory, "title"),
    ("exchanges/", ExchangeFactory, "title"),
    ("exchanges/", ExchangeRequestFactory, "title"),
    ("exchanges/", OfferFactory, "title"),
    ("exchanges/requests/", ExchangeRequestFactory, "title"),
    ("exchanges/offers/", OfferFactory, "title"),
    ("pilots/", PilotFactory, "title"),
    ("workshops/", WorkshopFactory, "title"),
    ("documents/", DocumentFactory, "title"),
    ("themes/", ThemeFactory, "name"),
    ("states/", PartnerStateFactory, "name"),
]


@pytest.mark.parametrize(("path", "factory", "field"), LISTS, ids=lambda value: getattr(value, "__name__", value))
def test_list_when_a_row_is_outdated_then_it_is_marked_in_that_language_alone(path, factory, field):
    outdated(factory, field)

    assert page(f"/en/{path}").count(MARK) == 1
    assert "status back" not in page(f"/fr/{path}")


@pytest.mark.parametrize(("path", "factory", "field"), LISTS, ids=lambda value: getattr(value, "__name__", value))
def test_list_when_many_rows_are_outdated_then_it_costs_no_more_queries(path, factory, field):
    outdated(factory, field)
    queries_of(f"/en/{path}")
    before = queries_of(f"/en/{path}")
    for _row in range(3):
        outdated(factory, field)
    commit_triggers()

    assert queries_of(f"/en/{path}") == before
    assert page(f"/en/{path}").count(MARK) == 4


def test_profile_when_what_it_lists_is_outdated_then_each_row_is_marked():
    country = PartnerStateFactory()
    for factory in (PriorityFactory, PracticeFactory, PilotFactory):
        outdated(factory, country=country)

    assert page(f"/en/{country.address}").count(MARK) == 3


def test_workshop_when_a_recommendation_is_outdated_then_it_is_marked_there():
    workshop = WorkshopFactory()
    outdated(RecommendationFactory, workshop=workshop)

    assert page(f"/en/{workshop.address}").count(MARK) == 1


def test_page_when_it_owes_something_then_it_costs_one_query_more_at_most():
    whole = PriorityFactory(title_ar="أ", title_en="A", title_fr="A", status="published")
    half = PriorityFactory(title_fr="A", title_en=None, status="published")
    queries_of(f"/en/{whole.address}")

    assert queries_of(f"/en/{half.address}") <= queries_of(f"/en/{whole.address}") + 1
