"""The exchanges' tables as files. Where something stands moves step by step, never by a file."""

from django.utils.translation import gettext_lazy as _

from amedip.core.resources import PartResource, RecordResource, Unchangeable
from exchanges import models

STEP_BY_STEP = _("The status moves step by step in the administration, not by a file.")


class LivingResource(RecordResource):
    """Records with a life of their own: a new one is at its beginning."""

    def fact_column(self, name):
        if name == "status":
            default = self.model._meta.get_field("status").get_default()
            return Unchangeable(name=name, attribute=name, reason=STEP_BY_STEP, default=default)
        return super().fact_column(name)


class ExchangeRequestResource(LivingResource):
    facts = (
        "country", "priority", "status", "format", "languages", "people", "wanted_from", "wanted_until", "answers_due",
    )  # fmt: skip
    links = ("themes",)

    class Meta:
        model = models.ExchangeRequest


class RequestObjectiveResource(PartResource):
    owner = "request"
    key = ("position",)

    class Meta:
        model = models.RequestObjective


class OfferResource(LivingResource):
    facts = ("country", "practice", "status", "formats", "languages", "capacity", "available_from", "available_until")
    links = ("themes",)

    class Meta:
        model = models.Offer


class ExchangeResource(LivingResource):
    facts = ("request", "offer", "host", "status", "format", "languages", "start", "end")
    links = ("themes",)

    class Meta:
        model = models.Exchange


class ExchangePartnerResource(PartResource):
    owner = "exchange"
    key = ("country", "part")

    class Meta:
        model = models.ExchangePartner


class ExchangeAgencyResource(PartResource):
    owner = "exchange"
    key = ("institution", "part")

    class Meta:
        model = models.ExchangeAgency


class CostLineResource(PartResource):
    """A row is found by the number that the portal gives it."""

    owner = "exchange"
    facts = ("kind", "country", "institution", "amount", "currency")

    class Meta:
        model = models.CostLine


class EvaluationResource(PartResource):
    owner = "exchange"
    key = ("country",)
    facts = ("relevance", "quality", "follow_up")

    class Meta:
        model = models.Evaluation
