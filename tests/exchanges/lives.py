"""Exchanges brought through their lives by the deeds and steps of the app, for tests that begin somewhere in it."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from exchanges.actions import (
    Line,
    LineOfAnswer,
    invite_states,
    save_answer,
    save_evaluation,
    save_exchange,
    save_report,
    save_request,
)
from exchanges.models import Evaluation, ExchangeReport, ExchangeRequest
from exchanges.workflow import ANSWER, EXCHANGE, REQUEST
from tests.factories import CountryFactory, FocalPointFactory, PriorityFactory, ThemeFactory, UserFactory

TODAY = timezone.localdate


def day(offset: int) -> datetime.date:
    return TODAY() + datetime.timedelta(days=offset)


def two_states(**more) -> SimpleNamespace:
    """A state that asks and one that can help, each with a focal point, and somebody of the staff."""
    asking, hosting = CountryFactory(**more), CountryFactory(**more)
    return SimpleNamespace(
        asking=asking,
        hosting=hosting,
        asker=FocalPointFactory(country=asking).user,
        host=FocalPointFactory(country=hosting).user,
        staff=UserFactory(is_staff=True, is_superuser=True),
    )


def drafted(people, **columns) -> ExchangeRequest:
    """A whole draft, ready to be submitted."""
    priority = PriorityFactory(country=people.asking, status="published")
    return save_request(
        ExchangeRequest(country=people.asking),
        actor=people.asker,
        columns={
            "priority": priority,
            "format": "study-visit",
            "languages": ["fr"],
            "people": 4,
            "wanted_from": day(30),
            "wanted_until": day(90),
            **columns,
        },
        texts={"fr": {"title": "Suivre un fonds"}},
        themes=[ThemeFactory()],
        objectives=[Line({"fr": "Tenir un registre"}), Line({"ar": "متابعة المشاريع"})],
    )


def clarified(people) -> ExchangeRequest:
    request = REQUEST.move(drafted(people), "submit", actor=people.asker)
    return REQUEST.move(request, "clarify", actor=people.staff)


def answered(people):
    """A clarified request and the answer that the other state has sent."""
    request = clarified(people)
    (answer,) = invite_states(request, [people.hosting], actor=people.staff, due=day(10))
    lines = [LineOfAnswer(row, "yes", {"en": "By a visit"}, bearer="shared") for row in request.objectives.all()]
    save_answer(answer, actor=people.host, lines=lines, texts={"en": {"remark": "Gladly"}})
    return request, ANSWER.move(answer, "send", actor=people.host)


def prepared(people):
    """An exchange in preparation, of a request that was matched."""
    request = REQUEST.move(clarified(people), "match", actor=people.staff, host=people.hosting)
    return request.exchanges.select_related("reference").get()


def scheduled(people, start=-3, end=-1):
    exchange = prepared(people)
    for user in (people.asker, people.host):
        exchange = EXCHANGE.move(exchange, "agree", actor=user)
    return EXCHANGE.move(exchange, "schedule", actor=people.host, start=day(start), end=day(end))


def held(people, **days):
    return EXCHANGE.move(scheduled(people, **days), "hold", actor=people.asker)


def report(exchange, country, actor) -> ExchangeReport:
    texts = {"fr": {"done": "Trois jours de travail"}}
    return save_report(ExchangeReport(exchange=exchange, country=country), actor=actor, texts=texts)


def evaluation(exchange, country, actor) -> Evaluation:
    reasons = {f"{name}_reason": "Utile" for name in Evaluation.MARKS}
    marks = dict.fromkeys(Evaluation.MARKS, 4)
    return save_evaluation(
        Evaluation(exchange=exchange, country=country), actor=actor, marks=marks, texts={"fr": reasons}
    )


def evaluated(people, **days):
    exchange = held(people, **days)
    for country, user in ((people.asking, people.asker), (people.hosting, people.host)):
        report(exchange, country, user)
        evaluation(exchange, country, user)
        exchange = EXCHANGE.move(exchange, "report", actor=user)
        exchange = EXCHANGE.move(exchange, "evaluate", actor=user)
    return exchange


def published(people, **days):
    exchange = evaluated(people, **days)
    save_exchange(exchange, actor=people.staff, texts={"en": {"outcome": "A register is kept."}})
    return EXCHANGE.move(exchange, "publish", actor=people.staff)
