"""The exchanges' tables as files."""

from amedip.core.resources import PartResource, RecordResource
from exchanges import models


class ExchangeRequestResource(RecordResource):
    facts = ("country", "priority", "status", "wanted_from", "wanted_until")
    links = ("themes",)

    class Meta:
        model = models.ExchangeRequest


class OfferResource(RecordResource):
    facts = ("country", "practice", "status", "capacity")
    links = ("themes",)

    class Meta:
        model = models.Offer


class ExchangeResource(RecordResource):
    facts = ("request", "offer", "host", "status", "start", "end")
    links = ("themes",)

    class Meta:
        model = models.Exchange


class ExchangePartnerResource(PartResource):
    owner = "exchange"
    key = ("country", "part")

    class Meta:
        model = models.ExchangePartner


class EvaluationResource(PartResource):
    owner = "exchange"
    key = ("country",)
    facts = ("relevance", "quality", "follow_up")

    class Meta:
        model = models.Evaluation
