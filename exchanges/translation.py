"""Which texts of the exchanges are translated, and whose history is kept."""

from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from exchanges import models


@register(models.ExchangeRequest)
class ExchangeRequestTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Offer)
class OfferTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Exchange)
class ExchangeTranslation(TranslationOptions):
    fields = ("title", "description", "outcome")


@register(models.Evaluation)
class EvaluationTranslation(TranslationOptions):
    fields = ("comment",)


track(
    models.ExchangeRequest,
    models.RequestTheme,
    models.Offer,
    models.OfferTheme,
    models.Exchange,
    models.ExchangeTheme,
    models.ExchangePartner,
    models.Evaluation,
)
