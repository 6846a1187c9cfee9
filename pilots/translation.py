"""Which texts of the pilots are translated, and whose history is kept."""

from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from pilots import models


@register(models.PilotProject)
class PilotProjectTranslation(TranslationOptions):
    fields = ("title", "summary", "description", "objective")


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("title", "unit")


@register(models.Update)
class UpdateTranslation(TranslationOptions):
    fields = ("title", "text")


track(
    models.PilotProject,
    models.PilotTheme,
    models.Milestone,
    models.Indicator,
    models.BudgetLine,
    models.Update,
)
