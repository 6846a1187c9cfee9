"""Matching in the administration: the ranking with its reasons, the weights, the season as a job; staff decide."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.records import write_record
from exchanges import proposals
from exchanges.actions import SEASON, ask_for_season, save_weights
from exchanges.matching import PARTS
from exchanges.matching.reading import Field, present_weights
from exchanges.models import Evaluation, Exchange, ExchangePartner, ExchangeRequest, MatchingWeights
from exchanges.season.reading import read_season, slots_of
from tests.asking import get, page, signed_in
from tests.desk import at_desk
from tests.factories import (
    CountryFactory,
    ExchangeFactory,
    ExchangeRequestFactory,
    FocalPointFactory,
    OfferFactory,
    PracticeFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HUB = "/en/admin/exchanges/matchingweights/"
FIRST, LAST = datetime.date(2027, 1, 1), datetime.date(2027, 6, 30)


@pytest.fixture
def theme():
    return ThemeFactory(ref="money", name_en="Money")


@pytest.fixture
def wanted(theme):
    return ExchangeRequestFactory(
        title_en="How?", themes=[theme], status="clarified", format="training", languages=["fr"]
    )


def offered(theme, **facts):
    values = {
        "themes": [theme],
        "formats": ["training"],
        "languages": ["fr"],
        "country": CountryFactory(languages=["fr"]),
    }
    return OfferFactory(**values | facts)


# --- what is read --------------------------------------------------------------------------------------------------


def test_field_knows_offers_practices_marks_and_what_was_given(theme, wanted):
    offer = offered(theme)
    practice = PracticeFactory(country=offer.country, themes=[theme])
    given = ExchangeFactory(host=offer.country, status="held")
    guest = CountryFactory()
    write_record(ExchangePartner(exchange=given, country=guest), actor=None, part_of=given)
    for country, mark in ((guest, 5), (offer.country, 1)):
        row = Evaluation(exchange=given, country=country, relevance=mark, quality=mark, follow_up=mark)
        write_record(row, actor=None, columns={"handed_in_at": timezone.now()}, part_of=given)

    (candidate,) = Field(examples=False).offers

    assert (candidate.state, candidate.offer) == (offer.country.code, offer.ref)
    assert [one.ref for one in candidate.practices] == [practice.ref]
    assert candidate.marks == (5, 5, 5), "only what guests thought counts"
    assert (candidate.given, candidate.received) == (1, 0)


def test_real_request_is_never_met_with_an_example(theme, wanted):
    offered(theme, example=True)
    PracticeFactory(themes=[theme], example=True)
    example = ExchangeRequestFactory(themes=[theme], example=True)

    assert proposals.ranking_of(wanted)["candidates"] == []
    assert len(proposals.ranking_of(example)["candidates"]) == 2


def test_reading_costs_the_same_however_many_there_are(theme, wanted, django_assert_num_queries):
    for _number in range(3):
        offer = offered(theme)
        PracticeFactory(country=offer.country, themes=[theme])

    with django_assert_num_queries(12):
        assert len(proposals.ranking_of(wanted)["candidates"]) == 3


def test_weights_that_staff_set_are_those_that_count():
    points = dict.fromkeys(PARTS, 0) | {"language": 40}

    save_weights(points, actor=None, expected=1)

    assert present_weights() == points
    with pytest.raises(ValidationError, match="Somebody else"):
        save_weights(points | {"dates": 5}, actor=None, expected=7)
    with pytest.raises(ValidationError, match="At least one part"):
        save_weights(dict.fromkeys(PARTS, 0), actor=None, expected=1)
    with pytest.raises(PermissionDenied):
        save_weights(points, actor=FocalPointFactory().user, expected=1)


# --- the season ----------------------------------------------------------------------------------------------------


def test_season_knows_what_is_promised_already(theme, wanted):
    offer = offered(theme, capacity=2)
    guest = CountryFactory()
    planned = ExchangeFactory(host=offer.country, offer=offer, start=FIRST, end=FIRST, status="scheduled")
    write_record(ExchangePartner(exchange=planned, country=guest), actor=None, part_of=planned)

    season = read_season(FIRST, LAST, examples=False, advance=lambda _done, _total: None).season

    assert season.capacity == {offer.ref: 1}
    assert season.busy == {(offer.country.code, 0), (guest.code, 0)}
    assert season.received == {guest.code: 1}
    assert [pair.key for pair in season.pairs] == [(wanted.ref, offer.ref)]


def test_slots_cover_the_season_without_gaps():
    slots = slots_of(FIRST, LAST)

    assert slots[0].first == FIRST and slots[-1].last == LAST
    assert all(late.first - early.last == datetime.timedelta(days=1) for early, late in pairwise(slots))


def test_season_when_done_by_the_worker_then_its_plan_is_shown_and_nothing_is_written(theme, wanted):
    offer = offered(theme)
    unanswered = ExchangeRequestFactory(title_en="Nobody knows", themes=[ThemeFactory()], status="clarified")
    job = ask_for_season(FIRST, LAST, examples=False, actor=None)

    assert jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 4, 4)
    season = proposals.season_of(job)
    (row,) = season["planned"]
    assert (row["request"]["ref"], row["offer"]["ref"], row["given_up"]) == (wanted.ref, offer.ref, 0)
    assert [one["request"]["ref"] for one in season["unanswered"]] == [unanswered.ref]
    assert not Exchange.objects.exists()
    text = page(f"{HUB}seasons/{job.pk}/", at_desk())
    assert f"Match {wanted.ref} with {offer.ref}" in text and "No other plan within the limits is better." in text


@pytest.mark.parametrize("asked", [False, True])
def test_season_when_no_offer_answers_then_its_page_says_so(theme, asked):
    if asked:
        ExchangeRequestFactory(themes=[theme], status="clarified")
    job = ask_for_season(FIRST, LAST, examples=False, actor=None)
    jobs.run(job.pk)

    response = at_desk().get(f"{HUB}seasons/{job.pk}/")

    said = "No exchange can be proposed" if asked else "No request waits for a partner."
    text = response.content.decode()
    assert said in text and "points in all" not in text and "Refresh" not in response
    assert ("No offer is open." in text) is asked


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (FIRST, FIRST.replace(year=2029))])
def test_season_that_cannot_be_is_refused(first, last):
    with pytest.raises(ValidationError):
        ask_for_season(first, last, examples=False, actor=None)

    assert not Job.objects.filter(kind=SEASON).exists()


# --- the pages -----------------------------------------------------------------------------------------------------


def test_ranking_shows_the_parts_and_staff_match(theme, wanted):
    offer = offered(theme)
    client, path = at_desk(), f"{HUB}requests/{wanted.ref}/"

    text = page(path, client)
    for said in ("Money", "in common: French", "Evidence of practice", offer.ref, "Match with this host"):
        assert said in text

    answer = client.post(path, {"host": offer.country.code, "offer": offer.ref})

    assert answer.status_code == 302
    wanted.refresh_from_db()
    assert wanted.status == ExchangeRequest.Status.MATCHED
    assert Exchange.objects.get().host == offer.country
    assert "cannot be matched now" in page(path, client)
    assert client.post(path, {"host": offer.country.code}).status_code == 302
    assert Exchange.objects.count() == 1


def test_hub_asks_for_a_season(theme, wanted):
    client = at_desk()

    answer = client.post(HUB, {"first": "2027-01-01", "last": "2027-06-30"})

    job = Job.objects.get(kind=SEASON)
    assert answer["Location"] == f"{HUB}seasons/{job.pk}/"
    waiting = client.get(answer["Location"])
    assert "is being planned" in waiting.content.decode() and "Refresh" in waiting
    assert wanted.ref in page(HUB, client)
    assert "ends before it begins" in client.post(HUB, {"first": "2027-01-02", "last": "2027-01-01"}).content.decode()


def test_weights_page_saves_and_refuses(theme):
    client = at_desk()
    points = dict.fromkeys(PARTS, "10") | {"expected": "1"}

    assert client.post(f"{HUB}weights/", points).status_code == 302
    assert set(present_weights().values()) == {10}
    assert client.post(f"{HUB}weights/", points | {"dates": "101"}).status_code == 200
    assert MatchingWeights.objects.get().dates == 10


@pytest.mark.parametrize("path", ["", "weights/", "requests/R-2026-001/"])
def test_pages_are_for_those_who_run_the_exchanges(path):
    ExchangeRequestFactory(ref="R-2026-001")

    assert get(HUB + path, signed_in(FocalPointFactory().user)).status_code == 302
    assert get(HUB + path, signed_in(UserFactory(is_staff=True))).status_code == 403
