"""Expert exchange in the API: requests, offers, exchanges."""

import datetime
import re

from django.db.models import Q

from amedip.core import languages
from amedip.core.api.filters import Filter, OneOf, UnknownValue
from amedip.core.api.reading import Collection
from amedip.core.api.shapes import Addresses, Choice, Code, Codes, Day, Link, Many, Number, RecordShape, Shape, Text
from exchanges.models import (
    Exchange,
    ExchangeAgency,
    ExchangePartner,
    ExchangeRequest,
    ExchangeTheme,
    Format,
    Offer,
    OfferTheme,
    RequestObjective,
    RequestTheme,
)
from exchanges.rules import exchanges_visible_to, offers_visible_to, requests_visible_to
from registry.api.vocabulary import by_state, by_theme, theme_slugs
from registry.models import Practice, Priority


class PublishedText(Text):
    """A text that is nobody else's until its exchange is published."""

    def paths(self):
        return [*super().paths(), "status"]

    def reader(self, at, language):
        *texts, status = at
        read, nothing = super().reader(texts, language), None if language else dict.fromkeys(languages.CODES)
        return lambda row: read(row) if row[status] == Exchange.Status.PUBLISHED else nothing

    def fallback(self, at, language):
        *texts, status = at
        read = super().fallback(texts, language)
        return lambda row: read(row) if row[status] == Exchange.Status.PUBLISHED else None


class Year(Filter):
    """A filter by the year of a day."""

    def condition(self, given):
        conditions = Q()
        for text in given:
            if not re.fullmatch(r"2[01]\d\d", text, re.ASCII):
                raise UnknownValue(text, known="2000–2199")
            year = int(text)
            conditions |= Q(**{f"{self.where}__range": (datetime.date(year, 1, 1), datetime.date(year, 12, 31))})
        return conditions


class RequestObjectiveShape(Shape):
    id = Number("By which the answer of an invited state names it.", example=31)
    text = Text("The objective.", example={"ar": None, "en": "How investors are received", "fr": None})


class ExchangeRequestShape(RecordShape):
    """A state asks for expertise."""

    ref = Code("Permanent reference.", "reference.ref", example="R-2026-001")
    state = Code("ISO code of the state that asks.", "country.code", example="SN")
    themes = theme_slugs(RequestTheme, "request")
    title = Text("What is asked for.", example={"ar": None, "en": "A one-stop shop for investors", "fr": None})
    description = Text("More about it.", example={"ar": None, "en": None, "fr": None})
    status = Choice("Where it stands.", choices=ExchangeRequest.PUBLIC_STATES, example="submitted")
    wanted_from = Day("First day wished for.", null=True, example="2026-03-01")
    wanted_until = Day("Last day wished for, inclusive.", null=True, example="2026-06-30")
    format = Choice("How the expertise is wanted.", choices=Format, null=True, example="study-visit")
    languages = Codes("Working languages, ISO 639-1.", example=["fr"])
    people = Number("How many people would take part.", null=True, example=6)
    objectives = Many(
        RequestObjectiveShape(), RequestObjective, "request", "What the state wants to come home with, in order."
    )
    tried = Text("What was tried already.", example={"ar": None, "en": None, "fr": None})
    priority = Link("Reference of the priority it comes from.", to=Priority, example="SN-2012-004")
    url = Addresses(example="exchanges/requests/R-2026-001/")


class ExchangeRequests(Collection):
    """What states ask of one another: requests submitted, matched or closed."""

    name, singular = "exchange-requests", "exchange-request"
    model, shape, visible = ExchangeRequest, ExchangeRequestShape, requests_visible_to
    filters = {
        "state": by_state(),
        "theme": by_theme(RequestTheme, "request"),
        "status": OneOf("Where it stands.", "status", ExchangeRequest.PUBLIC_STATES),
        "format": OneOf("How the expertise is wanted.", "format", Format),
    }


class OfferShape(RecordShape):
    """A state offers expertise, often from one of its practices."""

    ref = Code("Permanent reference.", "reference.ref", example="O-2026-001")
    state = Code("ISO code of the state that offers.", "country.code", example="ML")
    themes = theme_slugs(OfferTheme, "offer")
    title = Text("What is offered.", example={"ar": None, "en": "How TOKTEN is run", "fr": None})
    description = Text("More about it.", example={"ar": None, "en": None, "fr": None})
    status = Choice("Where it stands.", choices=Offer.PUBLIC_STATES, example="open")
    formats = Codes("In which formats.", example=["study-visit", "remote"])
    languages = Codes("Working languages, ISO 639-1.", example=["fr"])
    available_from = Day("First day possible.", null=True, example="2026-01-01")
    available_until = Day("Last day possible, inclusive.", null=True, example="2026-12-31")
    capacity = Number("How many exchanges the state can give in a year.", example=1)
    practice = Link("Reference of the practice it comes from.", to=Practice, example="ML-001")
    url = Addresses(example="exchanges/offers/O-2026-001/")


class Offers(Collection):
    """Expertise that states offer, open or closed."""

    name, singular = "offers", "offer"
    model, shape, visible = Offer, OfferShape, offers_visible_to
    filters = {
        "state": by_state(),
        "theme": by_theme(OfferTheme, "offer"),
        "status": OneOf("Where it stands.", "status", Offer.PUBLIC_STATES),
        "format": OneOf("One of its formats.", lambda formats: Q(formats__overlap=formats), Format),
    }


class PartnerShape(Shape):
    state = Code("ISO code of the partner.", "country.code", example="SN")
    part = Choice("What it does in the exchange.", choices=ExchangePartner.Part, example="receives")


class AgencyShape(Shape):
    institution = Code("Permanent reference of the institution.", "institution.reference.ref", example="ORG-I01")
    part = Choice("What it does in the exchange.", choices=ExchangeAgency.Part, example="pays")


class ExchangeShape(RecordShape):
    """An exchange of experts between a host state and its partners."""

    ref = Code("Permanent reference: its number.", "reference.ref", example="12")
    host = Code("ISO code of the host state.", "host.code", null=True, example="ML")
    partners = Many(PartnerShape(), ExchangePartner, "exchange", "The states that take part beside the host.")
    themes = theme_slugs(ExchangeTheme, "exchange")
    title = Text("What it is about.", example={"ar": None, "en": "TOKTEN for Senegal", "fr": None})
    description = Text("More about it.", example={"ar": None, "en": None, "fr": None})
    outcome = PublishedText(
        "What came of it; null until it is published.", example={"ar": None, "en": None, "fr": None}
    )
    status = Choice("Where it stands.", choices=Exchange.PUBLIC_STATES, example="agreed")
    format = Choice("How the expertise is exchanged.", choices=Format, null=True, example="study-visit")
    languages = Codes("Working languages, ISO 639-1.", example=["fr"])
    agencies = Many(AgencyShape(), ExchangeAgency, "exchange", "The agencies that take part beside the states.")
    start = Day("First day.", null=True, example="2026-05-04")
    end = Day("Last day, inclusive.", null=True, example="2026-05-08")
    request = Link("Reference of the request it answers.", to=ExchangeRequest, example="R-2026-001")
    offer = Link("Reference of the offer it takes up.", to=Offer, example="O-2026-001")
    url = Addresses(example="exchanges/12/")


def hosted_or_joined(states: list) -> Q:
    joined = ExchangePartner.objects.filter(country__in=states).values("exchange")
    return Q(host__in=states) | Q(pk__in=joined)


class Exchanges(Collection):
    """Exchanges of experts that are agreed, and all that came after."""

    name, singular = "exchanges", "exchange"
    model, shape, visible = Exchange, ExchangeShape, exchanges_visible_to
    schema_type = "Event"
    filters = {
        "state": by_state(hosted_or_joined, "ISO code of the host or of a partner."),
        "theme": by_theme(ExchangeTheme, "exchange"),
        "status": OneOf("Where it stands.", "status", Exchange.PUBLIC_STATES),
        "format": OneOf("How the expertise is exchanged.", "format", Format),
        "year": Year("Year of the first day.", "start", example="2026"),
    }
