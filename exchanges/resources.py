"""The exchanges' tables as files. Where something stands moves step by step, never by a file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amedip.core.resources import PartResource, RecordResource, Unchangeable
from exchanges import models
from exchanges.actions import TERMS, settle_terms, terms_of

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
    """What changes the terms of an exchange asks both sides again, or is refused, as at every other door."""

    facts = ("request", "offer", "host", "status", "format", "languages", "start", "end")
    links = ("themes",)

    class Meta:
        model = models.Exchange

    def _write_all(self, waiting, user, why):
        terms = [
            (result, obj.pk, terms_of(obj))
            for result, obj, _ref, changed in waiting
            if obj is not None and set(changed) & set(TERMS)
        ]
        super()._write_all(waiting, user, why)
        for result, key, before in terms:
            try:
                settle_terms(models.Exchange.objects.select_related("reference").get(pk=key), before, actor=user)
            except ValidationError as error:
                self._refuse(result, error)


class TermResource(PartResource):
    """A part of the terms of an exchange: a change of it is one of what both sides agree to."""

    owner = "exchange"

    def write(self, obj, changed, *, ref, actor, why):
        key = changed["exchange"] if obj is None else obj.exchange_id
        exchange = models.Exchange.objects.select_related("reference").get(pk=key)
        before = terms_of(exchange)
        written = super().write(obj, changed, ref=ref, actor=actor, why=why)
        settle_terms(exchange, before, actor=actor)
        return written


class ExchangePartnerResource(TermResource):
    key = ("country", "part")

    class Meta:
        model = models.ExchangePartner


class ExchangeAgencyResource(TermResource):
    key = ("institution", "part")

    class Meta:
        model = models.ExchangeAgency


class CostLineResource(TermResource):
    """A row is found by the number that the portal gives it."""

    facts = ("kind", "country", "institution", "amount", "currency")

    class Meta:
        model = models.CostLine


class EvaluationResource(PartResource):
    owner = "exchange"
    key = ("country",)
    facts = ("relevance", "quality", "follow_up")

    class Meta:
        model = models.Evaluation
