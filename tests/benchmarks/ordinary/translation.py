"""Which texts are translated."""

from modeltranslation.translator import TranslationOptions, register

from tests.benchmarks.ordinary import models


@register([models.Country, models.Theme, models.Institution])
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(models.ConsultationRound)
class TitleTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Citation)
class NoteTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Priority)
class PriorityTranslation(TranslationOptions):
    fields = ("title", "description", "need", "desired_result")
