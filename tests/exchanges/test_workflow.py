"""The lives of requests, offers, answers and exchanges: what is off the tables is refused, what is on them works."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from amedip.core.models import Deed, Notice
from amedip.core.records import Stale
from amedip.core.workflow import IllegalTransition
from exchanges.models import Exchange, ExchangePerson, ExchangeRequest, Offer, RequestAnswer
from exchanges.notices import HEARERS
from exchanges.workflow import ANSWER, EXCHANGE, OFFER, REQUEST, WORKFLOWS
from tests.exchanges import lives
from tests.factories import ExchangeFactory, ExchangeRequestFactory, FocalPointFactory, OfferFactory, UserFactory

pytestmark = pytest.mark.django_db

SUBJECTS = {
    "exchange-request": (ExchangeRequest, ExchangeRequestFactory),
    "offer": (Offer, OfferFactory),
    "exchange": (Exchange, ExchangeFactory),
}


def off_the_table(workflow, states):
    return [
        (step.name, state) for step in workflow.transitions.values() for state in states if state not in step.sources
    ]


@pytest.mark.parametrize("noun", SUBJECTS)
def test_move_off_the_table_is_refused_even_to_a_superuser(noun):
    model, factory = SUBJECTS[noun]
    superuser, obj = (
        UserFactory(is_superuser=True, is_staff=True),
        factory(status=model.Status.DRAFT if noun != "exchange" else "prepared"),
    )

    for name, state in off_the_table(WORKFLOWS[noun], model.Status):
        model.objects.filter(pk=obj.pk).update(
            status=state, **({"start": "2026-01-01", "end": "2026-01-02"} if noun == "exchange" else {})
        )
        with pytest.raises(IllegalTransition):
            WORKFLOWS[noun].move(obj, name, actor=superuser, note="x")
        assert model.objects.get(pk=obj.pk).status == state


def test_answer_off_the_table_is_refused():
    people = lives.two_states()
    _request, answer = lives.answered(people)

    for name, state in off_the_table(ANSWER, RequestAnswer.Status):
        RequestAnswer.objects.filter(pk=answer.pk).update(status=state)
        with pytest.raises(IllegalTransition):
            ANSWER.move(answer, name, actor=people.staff, note="x")


@pytest.mark.parametrize("noun", SUBJECTS)
def test_step_when_a_stranger_takes_it_then_it_is_refused_with_a_reason(noun):
    model, factory = SUBJECTS[noun]
    stranger, obj = FocalPointFactory().user, factory()

    for step in WORKFLOWS[noun].transitions.values():
        model.objects.filter(pk=obj.pk).update(
            status=next(iter(step.sources)),
            **({"start": "2026-01-01", "end": "2026-01-02"} if noun == "exchange" else {}),
        )
        with pytest.raises(PermissionDenied) as refusal:
            WORKFLOWS[noun].move(obj, step.name, actor=stranger, note="x")
        assert str(refusal.value)


def test_exchange_when_it_runs_its_course_then_each_state_is_reached_by_both_sides():
    people = lives.two_states()
    exchange = lives.prepared(people)
    assert (exchange.status, exchange.title_fr) == ("prepared", "Suivre un fonds")

    exchange = EXCHANGE.move(exchange, "agree", actor=people.asker)
    assert exchange.status == "prepared"
    exchange = EXCHANGE.move(exchange, "agree", actor=people.host)
    assert exchange.status == "agreed"
    exchange = EXCHANGE.move(exchange, "schedule", actor=people.host, start=lives.day(-3), end=lives.day(-1))
    exchange = EXCHANGE.move(exchange, "hold", actor=people.asker)

    lives.report(exchange, people.asking, people.asker)
    exchange = EXCHANGE.move(exchange, "report", actor=people.asker)
    assert exchange.status == "held"
    # One side may evaluate before the other has reported.
    lives.evaluation(exchange, people.asking, people.asker)
    exchange = EXCHANGE.move(exchange, "evaluate", actor=people.asker)
    assert exchange.status == "held"
    lives.report(exchange, people.hosting, people.host)
    exchange = EXCHANGE.move(exchange, "report", actor=people.host)
    assert exchange.status == "reported"
    lives.evaluation(exchange, people.hosting, people.host)
    exchange = EXCHANGE.move(exchange, "evaluate", actor=people.host)
    assert exchange.status == "evaluated"

    with pytest.raises(ValidationError):
        EXCHANGE.move(exchange, "publish", actor=people.staff)
    lives.save_exchange(exchange, actor=people.staff, texts={"ar": {"outcome": "سجل قائم"}})
    exchange = EXCHANGE.move(exchange, "publish", actor=people.staff)
    assert exchange.status == "published" and exchange.published_at
    assert ExchangeRequest.objects.get().status == "closed"


def test_exchange_when_its_terms_change_then_both_sides_are_asked_again():
    people = lives.two_states()
    exchange = EXCHANGE.move(lives.prepared(people), "agree", actor=people.asker)

    lives.save_exchange(exchange, actor=people.staff, columns={"format": "remote"})

    assert not exchange.agreements.exists()


def test_exchange_when_agreed_then_its_sides_stay():
    people = lives.two_states()
    exchange = lives.scheduled(people)

    with pytest.raises(ValidationError):
        lives.save_exchange(exchange, actor=people.staff, columns={"host": FocalPointFactory().country})

    assert Exchange.objects.get(pk=exchange.pk).host == people.hosting


def test_exchange_when_cancelled_then_its_people_are_forgotten_and_the_request_is_open_to_others():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    ExchangePerson.objects.create(
        exchange=exchange, country=people.asking, name="Amina Diallo", consent="mail", consent_on=lives.day(-9)
    )

    with pytest.raises(ValidationError):
        EXCHANGE.move(exchange, "cancel", actor=people.host)
    with pytest.raises(PermissionDenied):
        REQUEST.move(exchange.request, "reopen", actor=people.staff)
    EXCHANGE.move(exchange, "cancel", actor=people.host, note="The team has changed.")

    assert not ExchangePerson.objects.exists()
    assert REQUEST.move(exchange.request, "reopen", actor=people.staff).status == "clarified"


def test_request_when_something_is_missing_then_it_is_not_submitted_and_all_of_it_is_named():
    people = lives.two_states()
    request = lives.save_request(
        ExchangeRequest(country=people.asking), actor=people.asker, texts={"en": {"title": "Help"}}
    )

    with pytest.raises(ValidationError) as refusal:
        REQUEST.move(request, "submit", actor=people.asker)

    lacks = {"priority", "themes", "objectives", "format", "languages", "people", "wanted_until"}
    assert set(refusal.value.message_dict) == lacks


def test_request_when_states_were_invited_then_it_is_not_sent_back():
    people = lives.two_states()
    request, _answer = lives.answered(people)

    with pytest.raises(PermissionDenied):
        REQUEST.move(request, "send-back", actor=people.staff, note="Please say more.")


def test_step_when_the_version_is_old_then_nothing_happens():
    people = lives.two_states()
    request = lives.drafted(people)

    with pytest.raises(Stale):
        REQUEST.move(request, "submit", actor=people.asker, expected=request.version - 1)


def test_offer_when_it_is_whole_then_it_opens_and_closes():
    people = lives.two_states()
    offer = OfferFactory(country=people.hosting, status="draft")

    with pytest.raises(ValidationError) as refusal:
        OFFER.move(offer, "open", actor=people.host)
    assert set(refusal.value.message_dict) == {"practice", "themes", "formats", "languages"}


def test_hearers_when_listed_then_each_deed_exists():
    steps = {f"{workflow.noun}.{name}" for workflow in WORKFLOWS.values() for name in workflow.transitions}
    others = {
        "exchange-answer.invite", "exchange-question.ask", "exchange-question.answer", "compiled-answer.send",
        "exchange.prepare", "exchange-follow-up.ask", "exchange-follow-up.answer",
    }  # fmt: skip

    assert set(HEARERS) <= steps | others


def test_life_when_it_is_over_then_both_sides_and_staff_were_told_of_it():
    people = lives.two_states()
    lives.published(people)

    told = {
        person: set(Notice.objects.filter(recipient=person).values_list("deed__action", flat=True))
        for person in (people.asker, people.host, people.staff)
    }

    assert {"exchange-request.match", "exchange.prepare", "exchange.publish"} <= told[people.asker]
    assert {"exchange.prepare", "exchange.hold", "exchange.publish"} <= told[people.host]
    assert {"exchange-request.submit", "exchange.evaluate"} <= told[people.staff]
    assert Deed.objects.filter(action="exchange.agree").count() == 2
