"""The golden thread: drawn on the page of each of its steps, as far as it is public, in one query."""

import pytest
from django.utils import timezone
from lxml import html

from amedip.core import languages
from amedip.core.records import delete_record, write_record
from amedip.portal.actions import link_records
from amedip.portal.chains import SHOWN, chains_of
from amedip.portal.models import TypedLink
from exchanges.models import ExchangePartner
from pilots.models import Indicator, Period, Result
from tests.asking import get, page, queries_of
from tests.factories import (
    ExchangeFactory,
    ExchangeRequestFactory,
    PartnerStateFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

Kind = TypedLink.Kind
STEPS = ("recommendation", "priority", "request", "exchange", "pilot")
# By the record whose thread it is, what stands at each step: what led to it and what came of it, never what stands
# beside it. A request gives way to the exchange that came of it, but on its own thread.
THREADS = {
    "recommendation": ["recommendation", "priority", "exchange pilot", "exchange pilot"],
    "priority": ["recommendation", "priority", "exchange pilot", "exchange pilot"],
    "request": ["recommendation", "priority", "request exchange", "exchange"],
    "exchange": ["recommendation", "priority", "exchange", "exchange"],
    "pilot": ["recommendation", "priority", "pilot", "pilot"],
}


def linked(source, target, kind=Kind.BUILDS_ON):
    return link_records(source.reference, target.reference, kind=kind, actor=None)


def verify_value(pilot):
    """One value of one indicator of one result, verified."""
    result, measure = Result(pilot=pilot), Indicator(pilot=pilot)
    write_record(result, actor=None, texts={"en": {"title": "Result"}}, part_of=pilot)
    write_record(measure, actor=None, columns={"result": result}, texts={"en": {"title": "Measure"}}, part_of=pilot)
    period = Period(
        pilot=pilot, indicator=measure, actual=5, measured_on=timezone.localdate(), verified_at=timezone.now()
    )
    write_record(period, actor=None, part_of=pilot)


def whole_thread() -> dict:
    """A record at each step, by its name, one leading to the other, with results."""
    recommendation = RecommendationFactory(title_en="The recommendation")
    priority = PriorityFactory(title_en="The priority")
    request = ExchangeRequestFactory(title_en="The request", priority=priority, status="closed")
    exchange = ExchangeFactory(title_en="The exchange", request=request, status="published")
    pilot = PilotFactory(title_en="The pilot")
    verify_value(pilot)
    linked(priority, recommendation, Kind.TAKES_UP)
    linked(pilot, priority)
    return dict(zip(STEPS, (recommendation, priority, request, exchange, pilot), strict=True))


def steps_of(record, code="en") -> list[list[str]]:
    """The refs at each step of the thread on the page of a record."""
    address = record.get_absolute_url() if record.KIND != "recommendation" else record.workshop.get_absolute_url()
    root = html.fromstring(page(address.replace("/en/", f"/{code}/", 1)))
    (chain,) = root.find_class("chain")
    assert chain.tag == "ol"
    return [[ref.text_content() for ref in step.find_class("ref")] for step in chain.findall("li")]


@pytest.mark.parametrize("code", languages.CODES)
def test_pages_when_a_thread_runs_through_them_then_each_draws_its_four_steps(code):
    records = whole_thread()

    for name, record in records.items():
        wanted = [[records[other].ref for other in step.split()] for step in THREADS[name]]
        assert steps_of(record, code) == wanted, name


@pytest.mark.parametrize("name", STEPS[1:])
def test_page_when_it_draws_its_thread_then_it_does_not_lead_to_itself(name):
    record = whole_thread()[name]

    (chain,) = html.fromstring(page(record.get_absolute_url())).find_class("chain")

    (here,) = chain.xpath(".//*[@aria-current='true']")
    assert here.text_content() == f"The {name}"
    assert record.get_absolute_url() not in chain.xpath(".//a/@href")


HIDDEN = {
    "priority": ("draft", ["recommendation", "", "", ""]),
    "request": ("draft", ["recommendation", "priority", "pilot", "pilot"]),
    "exchange": ("prepared", ["recommendation", "priority", "request pilot", "pilot"]),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_thread_when_a_record_is_not_public_then_it_ends_there(name):
    records = whole_thread()
    status, wanted = HIDDEN[name]
    write_record(records[name], actor=None, columns={"status": status})

    found = chains_of([records["recommendation"].reference_id])[records["recommendation"].reference_id]

    assert [{row["ref"] for row in step.rows} for step in found.steps] == [
        {records[other].ref for other in step.split()} for step in wanted
    ]


def test_thread_when_a_record_was_taken_away_then_it_ends_there():
    recommendation, pilot = RecommendationFactory(), PilotFactory()
    linked(pilot, recommendation, Kind.TAKES_UP)
    delete_record(pilot, actor=None)

    assert not chains_of([recommendation.reference_id])[recommendation.reference_id].leads_on


@pytest.mark.parametrize(
    ("make", "columns", "note"),
    [
        (ExchangeFactory, {"status": "evaluated"}, None),
        (ExchangeFactory, {"status": "published"}, "result published"),
        (PilotFactory, {"phase": "final"}, None),
        (PilotFactory, {"phase": "completed"}, "completed"),
    ],
)
def test_result_when_there_is_one_then_the_thread_says_which(make, columns, note):
    record = make(**columns)

    rows = chains_of([record.reference_id])[record.reference_id].steps[-1].rows

    assert [row["note"] for row in rows] == ([note] if note else [])


def test_result_when_values_are_verified_then_the_thread_counts_them_and_leads_there():
    pilot = PilotFactory()
    verify_value(pilot)

    (row,) = chains_of([pilot.reference_id])[pilot.reference_id].steps[-1].rows

    assert (row["note"], row["path"]) == ("1 verified value", f"pilots/{pilot.number}/#results")
    assert html.fromstring(page(pilot.get_absolute_url())).get_element_by_id("results") is not None


def test_links_when_they_are_not_of_the_thread_then_they_stand_beside_it():
    pilot, practice = PilotFactory(), PracticeFactory(title_en="Beside it")
    hidden = PriorityFactory(status="draft")
    linked(pilot, practice)
    linked(hidden, pilot, Kind.GOES_WITH)

    found = chains_of([pilot.reference_id])[pilot.reference_id]

    assert [(group["label"], [row["ref"] for row in group["rows"]]) for group in found.beside] == [
        ("builds on", [practice.ref])
    ]
    assert "Beside it" in page(pilot.get_absolute_url())


def test_thread_when_it_shows_an_example_then_marked():
    priority = PriorityFactory()
    linked(PilotFactory(example=True), priority)

    (chain,) = html.fromstring(page(priority.get_absolute_url())).find_class("chain")

    assert "Example" in chain.text_content()


def test_step_when_it_holds_many_then_the_rest_is_folded():
    priority = PriorityFactory()
    for _number in range(SHOWN + 2):
        linked(PilotFactory(), priority)

    (chain,) = html.fromstring(page(priority.get_absolute_url())).find_class("chain")

    (folded,) = chain.iter("details")
    assert len(folded.findall("ul/li")) == 2


def test_recommendation_when_nothing_came_of_it_then_no_thread_is_drawn():
    recommendation = RecommendationFactory()

    assert not html.fromstring(page(recommendation.workshop.get_absolute_url())).find_class("chain")


def test_chains_when_of_many_then_one_query(django_assert_num_queries):
    references = [record.reference_id for _again in range(2) for record in whole_thread().values()]

    with django_assert_num_queries(1):
        found = chains_of(references)

    assert all(chain.leads_on for chain in found.values())


# What the page of each step may cost; that of a pilot has ten kinds of rows of its own.
MOST = dict.fromkeys(STEPS[1:], 8) | {"pilot": 10}


@pytest.mark.parametrize("name", MOST)
def test_page_when_the_thread_grows_then_it_costs_the_same(name):
    records = whole_thread()
    path = records[name].get_absolute_url()
    before = queries_of(path)

    for _number in range(3):
        linked(PriorityFactory(), records["recommendation"], Kind.TAKES_UP)
        linked(PilotFactory(), records["priority"])

    assert queries_of(path) == before <= MOST[name]


def overview(query="") -> list[list[list[str]]]:
    """The refs at each step of each thread."""
    root = html.fromstring(page(f"/en/thread/{query}"))
    return [
        [[ref.text_content() for ref in step.find_class("ref")] for step in chain.findall("li")]
        for chain in root.find_class("chain")
    ]


def test_overview_when_opened_then_each_exchange_and_pilot_with_what_led_to_it():
    records = whole_thread()
    PriorityFactory()  # nothing led to it, nothing came of it

    refs = {name: record.ref for name, record in records.items()}
    assert overview() == [
        [[refs["recommendation"]], [refs["priority"]], [refs[last]], [refs[last]]] for last in ("pilot", "exchange")
    ]
    assert "1 more priority has led to no exchange" in page("/en/thread/")


NEAR = {
    "pilot": lambda state, theme: PilotFactory(country=state, themes=[theme]),
    "request": lambda state, theme: ExchangeRequestFactory(country=state, themes=[theme]),
    "host": lambda state, theme: ExchangeFactory(host=state, themes=[theme]),
    "partner": lambda state, theme: received(ExchangeFactory(themes=[theme]), state),
    "priority": lambda state, theme: taken_up(PriorityFactory(country=state, themes=[theme])),
}


def received(exchange, state):
    write_record(ExchangePartner(exchange=exchange, country=state), actor=None, part_of=exchange)
    return exchange


def taken_up(priority):
    linked(priority, RecommendationFactory(), Kind.TAKES_UP)
    return priority


@pytest.mark.parametrize("near", NEAR)
def test_overview_when_narrowed_then_what_belongs_to_the_state_and_stands_under_the_theme(near):
    state, theme = PartnerStateFactory(), ThemeFactory()
    record = NEAR[near](state, theme)
    other_state, other_theme = PartnerStateFactory(), ThemeFactory()

    for query in (f"?state={state.code}", f"?theme={theme.ref}", f"?state={state.code}&theme={theme.ref}"):
        assert record.ref in str(overview(query)), query
    for query in (f"?state={other_state.code}", f"?theme={other_theme.ref}"):
        assert overview(query) == [], query


def test_overview_when_it_grows_then_it_is_paged_and_costs_the_same():
    whole_thread()
    before = queries_of("/en/thread/")

    for _number in range(30):
        PilotFactory()

    assert queries_of("/en/thread/") == before <= 8
    assert len(overview()) == 25
    assert len(overview("?page=2")) == 7


def test_overview_when_a_record_is_not_public_then_it_is_not_there():
    ExchangeFactory(status="prepared")
    ExchangeRequestFactory(status="draft")
    taken_up(PriorityFactory(status="draft"))

    assert overview() == []


@pytest.mark.parametrize("example", [True, False])
def test_overview_when_it_shows_an_example_then_it_says_so(example):
    PilotFactory(example=example)

    assert ('class="note example"' in page("/en/thread/")) == example


@pytest.mark.parametrize("query", ["?state=XX", "?theme=nothing", "?page=0", "?page=9"])
def test_overview_when_asked_for_nonsense_then_a_page_says_so(query):
    assert get(f"/en/thread/{query}").status_code in (400, 404)


def test_profiles_when_opened_then_they_lead_to_their_threads():
    state, theme = PartnerStateFactory(), ThemeFactory()
    PriorityFactory(country=state, themes=[theme])

    assert f"/en/thread/?state={state.code}" in page(state.get_absolute_url())
    assert f"/en/thread/?theme={theme.ref}" in page(theme.get_absolute_url())
