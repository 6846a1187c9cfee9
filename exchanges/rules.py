"""Who may see and do what with requests, offers, answers, exchanges and the people in them."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied, Rule, any_of, is_staff, may_keep
from exchanges.models import (
    CompiledAnswer,
    Exchange,
    ExchangePartner,
    ExchangePerson,
    ExchangeRequest,
    Offer,
    RequestAnswer,
)
from registry.rules import countries_served_by, serves_country


def requests_visible_to(user):
    """What is public; to focal points also their own state's and those they were invited to answer; to staff all."""
    return _visible(
        ExchangeRequest,
        user,
        lambda served: (
            Q(country__in=served) | Q(pk__in=RequestAnswer.objects.filter(country__in=served).values("request"))
        ),
    )


def offers_visible_to(user):
    """What is public; to focal points also their own state's, and to staff all, whatever the status."""
    return _visible(Offer, user, lambda served: Q(country__in=served))


def exchanges_visible_to(user):
    """What is public; to focal points also those of which their state is host or partner, and to staff all."""
    return _visible(Exchange, user, _taking_part)


def answers_visible_to(user):
    """To focal points those of their own state, to staff all; nobody else sees any."""
    return _private(RequestAnswer, user, lambda served: Q(country__in=served))


def compiled_answers_visible_to(user):
    """Sent ones to the state that asked and to those that answered; to staff all."""
    return _private(
        CompiledAnswer,
        user,
        lambda served: (
            Q(sent_at__isnull=False)
            & (
                Q(request__country__in=served)
                | Q(
                    request__in=RequestAnswer.objects.filter(
                        country__in=served, status=RequestAnswer.Status.SENT
                    ).values("request")
                )
            )
        ),
    )


def exchanges_of(user):
    """The exchanges in which a state takes part for which the user speaks today; to staff all."""
    return _private(Exchange, user, _taking_part)


def _taking_part(served) -> Q:
    return Q(host__in=served) | Q(pk__in=ExchangePartner.objects.filter(country__in=served).values("exchange"))


def _visible(model, user, own):
    if is_staff(user):
        return model.objects.all()
    served = countries_served_by(user)
    return model.objects.filter(Q(status__in=model.PUBLIC_STATES) | own(served)) if served else model.objects.public()


def _private(model, user, own):
    if is_staff(user):
        return model.objects.all()
    served = countries_served_by(user)
    return model.objects.filter(own(served)) if served else model.objects.none()


# --- who acts ------------------------------------------------------------------------------------------------------


def leads_exchanges(user, obj=None) -> Allowed | Denied:
    """The portal itself, or staff whose group lets them add exchanges: translators and readers do not."""
    if may_keep("add")(user, Exchange()):
        return Allowed()
    return Denied(_("Only the staff who run the expert exchanges may do this."))


# The last rule's refusal is the one that people read. Of requests, offers, answers, reports and follow-up questions.
speaks_for_state = any_of(leads_exchanges, serves_country)


def sides_of(exchange: Exchange) -> list[int]:
    """The keys of the states that must agree, report and evaluate: the host first, then those that receive."""
    receives = ExchangePartner.objects.filter(exchange=exchange, part=ExchangePartner.Part.RECEIVES)
    keys = [exchange.host_id, *receives.order_by("pk").values_list("country", flat=True)]
    return list(dict.fromkeys(key for key in keys if key))


def serves_side(user, exchange) -> Allowed | Denied:
    """Does the user speak today for the host or for a state that receives?"""
    if countries_served_by(user) & set(sides_of(exchange)):
        return Allowed()
    return Denied(_("Neither side of this exchange is a state for which you speak."))


speaks_for_side = any_of(leads_exchanges, serves_side)


def serves_host(user, exchange) -> Allowed | Denied:
    """Does the user speak today for the state that hosts?"""
    if exchange.host_id in countries_served_by(user):
        return Allowed()
    return Denied(_("Only the host state and the staff may do this."))


speaks_for_host = any_of(leads_exchanges, serves_host)


def without_exchange(rule: Rule) -> Rule:
    """``rule``, unless an exchange that is not cancelled has come of the request."""

    def checked(user, request):
        if request.exchanges.exclude(status=Exchange.Status.CANCELLED).exists():
            return Denied(_("An exchange has come of this request. Cancel that first."))
        return rule(user, request)

    return checked


def uninvited(rule: Rule) -> Rule:
    """``rule``, as long as no state was invited to answer the request."""

    def checked(user, request):
        if request.answers.exists():
            return Denied(_("States were invited to answer this request already. Decline it, or let them answer."))
        return rule(user, request)

    return checked


def is_over(request: ExchangeRequest) -> bool:
    """Is the last day over on which invited states answer?"""
    return request.answers_due is not None and request.answers_due < timezone.localdate()


def may_answer(user, answer: RequestAnswer) -> Allowed | Denied:
    """Who speaks for the invited state, until the last day; staff until the one answer has gone out."""
    allowed = speaks_for_state(user, answer)
    if not allowed:
        return allowed
    request = answer.request
    if CompiledAnswer.objects.filter(request=request, sent_at__isnull=False).exists():
        return Denied(_("The compiled answer has gone out. Write to ICMPD if something must be added."))
    if request.status != ExchangeRequest.Status.CLARIFIED:
        return Denied(_("This request takes no answers any more."))
    if is_over(request) and not leads_exchanges(user):
        return Denied(_("The last day for answers is over. Write to ICMPD if you still want to help."))
    return Allowed()


def follows_talk(user, request: ExchangeRequest) -> Allowed | Denied:
    """Who reads questions and answers: the state that asks, those invited, and staff."""
    if user is None or is_staff(user):
        return Allowed()
    served = countries_served_by(user)
    if request.country_id in served or RequestAnswer.objects.filter(request=request, country__in=served).exists():
        return Allowed()
    return Denied(_("Only the state that asks and the states invited take part in this."))


def may_ask(user, request: ExchangeRequest) -> Allowed | Denied:
    """Who asks about a request while it is discussed: the invited states and those who run the exchanges."""
    if request.status not in (ExchangeRequest.Status.SUBMITTED, ExchangeRequest.Status.CLARIFIED):
        return Denied(_("Questions are asked while the request waits for a partner."))
    if leads_exchanges(user):
        return Allowed()
    invited = RequestAnswer.objects.filter(request=request, country__in=countries_served_by(user))
    if invited.exists():
        return Allowed()
    return Denied(_("Only states invited to answer, and staff, ask about a request."))


def may_send_compiled(user, compiled: CompiledAnswer) -> Allowed | Denied:
    """Those who run the exchanges, once, after the last day or when all have answered."""
    allowed = leads_exchanges(user)
    if not allowed:
        return allowed
    if compiled.sent_at:
        return Denied(_("The answer was sent already; it is sent once."))
    waiting = RequestAnswer.objects.filter(request=compiled.request_id, status=RequestAnswer.Status.INVITED)
    if waiting.exists() and not is_over(compiled.request):
        return Denied(_("States may still answer. Wait for the last day, or for the last answer."))
    return Allowed()


# --- people --------------------------------------------------------------------------------------------------------


def people_permission(verb: str) -> str:
    return f"exchanges.{verb}_exchangeperson"


def sees_people(user, exchange: Exchange) -> Allowed | Denied:
    """The two sides of the exchange, and staff with the right to see people."""
    if user is None:
        return Allowed()
    if user.is_active and user.is_staff and user.has_perm(people_permission("view")):
        return Allowed()
    if serves_side(user, exchange):
        return Allowed()
    return Denied(_("Who takes part is known to the two sides of the exchange, and to the staff who need it."))


def keeps_person(user, person: ExchangePerson) -> Allowed | Denied:
    """Each side keeps its own people; staff with the right keep all."""
    if may_keep("change")(user, person):
        return Allowed()
    if person.country_id in sides_of(person.exchange) and person.country_id in countries_served_by(user):
        return Allowed()
    return Denied(_("Each side enters its own people, and staff who have the right to."))
