"""Many requests at once, and servers that die before they answer: what is done is done once and can be heard of."""

import os
import random
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from amedip.core.models import Allowance, Deed
from registry.models import Priority
from tests.calling import call
from tests.factories import PartnerStateFactory
from tests.partners.calling import system, told
from tests.soak.test_kernel_races import at_once, few_or_many

pytestmark = pytest.mark.django_db(transaction=True)
BODY = {"state": "TN", "title": {"fr": "Un besoin"}}


@pytest.fixture
def tunisia():
    return PartnerStateFactory(code="TN", name_en="Tunisia")


@few_or_many(4, 200)
def test_keys_when_each_is_sent_ten_times_at_once_then_each_is_done_once(tunisia, rounds):
    its = system(tunisia)

    for _round in range(rounds):
        key = str(uuid.uuid4())
        answers = at_once(lambda _n, key=key: its.post("priorities/", BODY, idempotency_key=key), hands=10)

        done = {response.content for response in answers if response.status_code == 201}
        assert len(done) == 1
        assert {response.status_code for response in answers} <= {201, 409}
        assert its.post("priorities/", BODY, idempotency_key=key).content in done
    assert Priority.objects.count() == rounds


# The child asks and dies; it never waits for a thread that it has not.
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
@few_or_many(2, 25)
def test_server_when_it_dies_after_the_commit_then_the_retry_gets_the_first_answer(tunisia, rounds):
    its = system(tunisia)

    for number in range(rounds):
        body = {"items": [{"external_id": f"n-{number}", **BODY}]} if number % 2 else BODY
        path = "priorities/bulk/" if number % 2 else "priorities/"
        dying(lambda body=body, path=path, number=number: its.post(path, body, idempotency_key=f"k-{number}"))
        assert Priority.objects.count() == number + 1
        answer = its.post(path, body, idempotency_key=f"k-{number}")

        assert answer.status_code in (200, 201)
        assert answer["Idempotency-Replayed"] == "true"
        ref = told(answer)["results"][0]["ref"] if number % 2 else told(answer)["ref"]
        assert Priority.objects.filter(reference__ref=ref).exists()
        assert Priority.objects.count() == number + 1
    assert Deed.objects.filter(actor=its.client.account).count() == rounds


def dying(work) -> None:
    """A server process of its own does the work, and is killed before anybody hears of it."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


# One of them in every run: two at a time would need more connections than the server has.
@pytest.mark.parametrize("passing", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_limit_when_fifty_come_at_once_then_exactly_the_limit_pass(tunisia, passing):
    its = system(tunisia, rate=passing)

    answers = at_once(lambda _n: its.get("states/TN/"), hands=50)

    assert sorted(response.status_code for response in answers) == [200] * passing + [429] * (50 - passing)
    refused = next(response for response in answers if response.status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert (refused["RateLimit-Limit"], refused["RateLimit-Remaining"]) == (str(passing), "0")
    Allowance.objects.update(until=timezone.now())
    assert its.get("states/TN/").status_code == 200


def test_limit_when_an_address_asks_without_a_key_then_by_itself(tunisia, settings):
    settings.API_RATE = 3

    # Each asks for something else: what is kept for everybody is not counted.
    answers = at_once(lambda n: call(f"states/?page_size={n + 1}"), hands=8)

    assert sorted(response.status_code for response in answers) == [200] * 3 + [429] * 5
    assert call("states/?page_size=77").status_code == 429
    assert system(tunisia).get("states/?page_size=77").status_code == 200


def test_external_names_when_given_at_once_then_one_record_each(tunisia):
    its = system(tunisia)
    body = {"items": [{"external_id": f"n-{number}", **BODY} for number in random.sample(range(5), 5)]}

    reports = at_once(lambda _n: told(its.post("priorities/bulk/", body)), hands=4)

    refs = [{one["external_id"]: one["ref"] for one in report["results"]} for report in reports]
    assert all(one == refs[0] for one in refs)
    assert Priority.objects.count() == 5
