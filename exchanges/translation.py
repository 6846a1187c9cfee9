"""Which texts of the exchanges are translated, and whose history is kept."""

from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from exchanges import models


@register(models.ExchangeRequest)
class ExchangeRequestTranslation(TranslationOptions):
    fields = ("title", "description", "tried")


@register(models.RequestObjective)
class RequestObjectiveTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Offer)
class OfferTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Exchange)
class ExchangeTranslation(TranslationOptions):
    fields = ("title", "description", "outcome")


@register(models.Evaluation)
class EvaluationTranslation(TranslationOptions):
    fields = ("relevance_reason", "quality_reason", "follow_up_reason", "comment")


@register(models.ExchangeReport)
class ExchangeReportTranslation(TranslationOptions):
    fields = ("done", "learned", "next_steps")


@register(models.FollowUp)
class FollowUpTranslation(TranslationOptions):
    fields = ("answer",)


@register(models.RequestAnswer)
class RequestAnswerTranslation(TranslationOptions):
    fields = ("remark",)


@register(models.AnswerLine)
class AnswerLineTranslation(TranslationOptions):
    fields = ("how",)


@register(models.RequestQuestion)
class RequestQuestionTranslation(TranslationOptions):
    fields = ("text", "answer")


@register(models.CompiledAnswer)
class CompiledAnswerTranslation(TranslationOptions):
    fields = ("introduction", "conclusion")


# The people of an exchange are left out: whoever is forgotten is forgotten here too.
track(
    models.ExchangeRequest,
    models.RequestTheme,
    models.RequestObjective,
    models.Offer,
    models.OfferTheme,
    models.Exchange,
    models.ExchangeTheme,
    models.ExchangePartner,
    models.ExchangeAgency,
    models.Agreement,
    models.CostLine,
    models.ExchangeReport,
    models.Evaluation,
    models.FollowUp,
    models.RequestAnswer,
    models.AnswerLine,
    models.RequestQuestion,
    models.CompiledAnswer,
    models.MatchingWeights,
)
