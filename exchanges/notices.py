"""Who hears of which deed of the expert exchanges: one table."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from amedip.accounts.models import User
from exchanges.models import RequestAnswer
from exchanges.rules import sides_of
from registry.models import FocalPoint
from registry.notices import focal_points


def staff(obj=None) -> Iterable[User]:
    """The staff who run the exchanges: those whose group lets them add exchanges, and superusers."""
    right = Q(groups__permissions__codename="add_exchange", groups__permissions__content_type__app_label="exchanges")
    return User.objects.filter(right | Q(is_superuser=True), is_active=True, is_staff=True).distinct()


def speaking_for(countries) -> Iterable[User]:
    """The serving focal points of the states."""
    serving = FocalPoint.objects.serving().filter(country__in=countries)
    return User.objects.filter(is_active=True, pk__in=serving.values("user"))


def invited(request) -> Iterable[User]:
    """The focal points of the states invited to answer."""
    return speaking_for(RequestAnswer.objects.filter(request=request).values("country"))


def asking(answer) -> Iterable[User]:
    """The focal points of the state that asked."""
    return focal_points(answer.request)


def discussing(question) -> Iterable[User]:
    """All who read the questions about a request."""
    return {*asking(question), *invited(question.request), *staff()}


def answered(compiled) -> Iterable[User]:
    """The state that asked, and those that answered."""
    sent = RequestAnswer.objects.filter(request=compiled.request, status=RequestAnswer.Status.SENT)
    return {*asking(compiled), *speaking_for(sent.values("country"))}


def both_sides(exchange) -> Iterable[User]:
    """The focal points of the host and of the states that receive."""
    return speaking_for(sides_of(exchange))


def both_sides_and_staff(exchange) -> Iterable[User]:
    return {*both_sides(exchange), *staff()}


def request_and_invited(request) -> Iterable[User]:
    return {*focal_points(request), *invited(request)}


def invited_and_staff(request) -> Iterable[User]:
    return {*invited(request), *staff()}


HEARERS: dict[str, Callable[..., Iterable[User]]] = {
    "exchange-request.submit": staff,
    "exchange-request.send-back": focal_points,
    "exchange-request.clarify": focal_points,
    "exchange-request.match": focal_points,
    "exchange-request.reopen": focal_points,
    "exchange-request.decline": request_and_invited,
    "exchange-request.withdraw": invited_and_staff,
    "exchange-request.close": focal_points,
    "offer.open": staff,
    "exchange-answer.invite": focal_points,
    "exchange-answer.send": staff,
    "exchange-answer.refuse": staff,
    "exchange-question.ask": discussing,
    "exchange-question.answer": discussing,
    "compiled-answer.send": answered,
    "exchange.prepare": both_sides,
    "exchange.agree": both_sides_and_staff,
    "exchange.schedule": both_sides,
    "exchange.hold": both_sides,
    "exchange.report": both_sides_and_staff,
    "exchange.waive-reports": both_sides,
    "exchange.evaluate": both_sides_and_staff,
    "exchange.waive-evaluations": both_sides,
    "exchange.publish": both_sides,
    "exchange.cancel": both_sides_and_staff,
    "exchange-follow-up.ask": focal_points,
    "exchange-follow-up.answer": staff,
}


def hearers(action: str, obj) -> Iterable[User]:
    """The users who are to hear of the deed ``action`` on ``obj``; none for deeds that do not stand in the table."""
    find = HEARERS.get(action)
    return find(obj) if find else ()
