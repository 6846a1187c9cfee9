"""Webhooks as their client keeps them through the API; each answer is held against the schema."""

import json

import pytest

from amedip.core.models import Deed
from amedip.partners.delivering import deliver_due
from amedip.partners.models import Delivery, Scope, StoredAnswer, Webhook
from tests.calling import problem
from tests.partners.calling import pointers, system, told
from tests.partners.hooks.receiver import receiving
from tests.partners.hooks.telling import publish, verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings):
    """A partner's receiver that the settings name; webhooks at its ``address`` may be registered."""
    with receiving() as receiver:
        settings.WEBHOOK_INSIDE = [f"localhost:{receiver.port}"]
        receiver.address = f"http://localhost:{receiver.port}/hooks"
        yield receiver


@pytest.fixture
def its():
    return system()


def registered(its, receiver, **headers):
    sent = {"name": "Mirror", "url": receiver.address, "events": ["priority.published"]}
    response = its.post("webhooks/", sent, **headers)
    assert response.status_code == 201, response.content
    return told(response)


def test_webhooks_when_a_client_registers_one_then_it_is_told_and_reads_the_log(its, receiver):
    made = registered(its, receiver)
    place = f"webhooks/{made['id']}/"
    publish(2)
    assert its.post(f"{place}ping/").status_code == 202
    deliver_due()

    messages = verified(receiver.came, made["secret"])
    assert sorted(one["type"] for one in messages) == ["priority.published", "priority.published", "webhook.ping"]
    assert "secret" not in told(its.get(place))
    assert [one["id"] for one in told(its.get("webhooks/"))["results"]] == [made["id"]]

    log = told(its.get(f"{place}deliveries/?state=delivered"))["results"]
    assert {one["message"] for one in log} == {one.headers["webhook-id"] for one in receiver.came}
    assert log[0]["attempts"][0]["status"] == 204
    replayed = its.post(f"{place}replay/", {"message": log[0]["message"]})
    assert (replayed.status_code, told(replayed)) == (202, {"queued": 1})
    assert told(its.post(f"{place}replay/", {"since": "2026-01-01T00:00:00Z"})) == {"queued": 2}
    assert pointers(its.post(f"{place}replay/", {"message": "msg_nothing"})) == ["/message"]
    assert pointers(its.post(f"{place}replay/", {})) == ["/since"]


def test_webhooks_when_changed_rotated_and_deleted_then_with_if_match_alone(its, receiver):
    made = registered(its, receiver)
    place = f"webhooks/{made['id']}/"
    tag = its.tag(place)

    problem(its.patch(place, {"name": "Other"}), 428)
    problem(its.patch(place, {"name": "Other"}, **{"if-match": '"99-0"'}), 412)
    changed = its.patch(place, {"active": False, "events": []}, **{"if-match": tag})
    assert (told(changed)["active"], told(changed)["off_because"], told(changed)["events"]) == (False, "person", [])
    problem(its.post(f"{place}ping/"), 409)

    rotated = its.post(f"{place}rotate/", **{"if-match": changed["ETag"]})
    assert told(rotated)["secret"].startswith("whsec_") and told(rotated)["secret"] != made["secret"]
    problem(its.send("delete", place), 428)
    gone = its.send("delete", place, **{"if-match": rotated["ETag"]})
    assert gone.status_code == 204
    problem(its.get(place), 404)


def test_webhooks_when_the_answer_is_said_again_then_without_the_secret_which_is_nowhere_kept(its, receiver):
    first = registered(its, receiver, **{"idempotency-key": "one"})
    again = registered(its, receiver, **{"idempotency-key": "one"})

    assert Webhook.objects.count() == 1
    assert again == first | {"secret": None}
    assert first["secret"].encode() not in bytes(StoredAnswer.objects.get().body)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"url": "http://127.0.0.1/"}, "/url"),
        ({"url": "https://user@8.8.8.8/"}, "/url"),
        ({"url": 7}, "/url"),
        ({"events": ["priority.exploded"]}, "/events"),
        ({"events": "priority.published"}, "/events"),
        ({"secret": "whsec_mine"}, "/secret"),
        ({"client": 1}, "/client"),
        ({"name": ""}, "/name"),
    ],
)
def test_webhooks_when_the_input_is_wrong_then_it_says_where_and_nothing_is_written(its, sent, wrong):
    response = its.post("webhooks/", {"name": "Mirror", "url": "https://8.8.8.8/", **sent})

    assert pointers(response) == [wrong]
    assert not Webhook.objects.exists()


def test_webhooks_when_they_are_anothers_then_not_found_and_nothing_is_done(its, receiver):
    place = f"webhooks/{registered(its, receiver)['id']}/"
    other = system(name="Donor")
    without = system(name="Reader", scopes=[scope for scope in Scope.values if scope != Scope.WEBHOOKS])
    deeds = Deed.objects.count()

    assert told(other.get("webhooks/"))["results"] == []
    for path, method in [
        ("", "get"), ("", "patch"), ("", "delete"), ("deliveries/", "get"), ("ping/", "post"), ("rotate/", "post"),
        ("replay/", "post"),
    ]:  # fmt: skip
        problem(other.send(method, f"{place}{path}", **{"if-match": "*"}), 404)
        problem(without.send(method, f"{place}{path}"), 403)
    problem(without.get("webhooks/"), 403)
    assert Deed.objects.count() == deeds
    assert not Delivery.objects.exists()


def test_webhooks_when_a_client_has_many_then_no_more(its):
    for number in range(20):
        Webhook.objects.create(name=str(number), url="https://8.8.8.8/", client=its.client)

    response = its.post("webhooks/", {"name": "Mirror", "url": "https://8.8.8.8/"})

    assert problem(response, 400)["errors"][0]["code"] == "most"


def test_webhooks_when_the_message_is_thin_then_no_text_of_the_record_is_in_it(its, receiver):
    registered(its, receiver)
    (priority,) = publish(title_en="Not before it is read")
    deliver_due()

    body = receiver.came[0].body
    assert b"Not before" not in body
    assert json.loads(body)["data"]["ref"] == priority.ref
