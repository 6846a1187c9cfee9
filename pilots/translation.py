"""Which texts of the pilots are translated, and whose history is kept."""

from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from pilots import models


@register(models.PilotProject)
class PilotProjectTranslation(TranslationOptions):
    fields = ("title", "summary", "description", "objective")


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("title", "note")


@register(models.Result)
class ResultTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("title", "description", "unit", "baseline_comment")


@register(models.Period)
class PeriodTranslation(TranslationOptions):
    fields = ("comment",)


@register(models.Transaction)
class TransactionTranslation(TranslationOptions):
    fields = ("description",)


@register(models.Update)
class UpdateTranslation(TranslationOptions):
    fields = ("title", "text")


@register(models.Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(models.PilotDocument)
class PilotDocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Report)
class ReportTranslation(TranslationOptions):
    fields = ("title", "text")


@register(models.MilestoneEntry)
class MilestoneEntryTranslation(TranslationOptions):
    fields = ("note",)


@register(models.ValueEntry)
class ValueEntryTranslation(TranslationOptions):
    fields = ("comment",)


@register(models.ReportFile)
class ReportFileTranslation(TranslationOptions):
    fields = ("title",)


track(
    models.PilotProject,
    models.PilotTheme,
    models.PhaseChange,
    models.Milestone,
    models.Result,
    models.Indicator,
    models.Period,
    models.BudgetLine,
    models.Transaction,
    models.Participant,
    models.PilotSector,
    models.Publisher,
    models.Update,
    models.Picture,
    models.PilotDocument,
    models.Report,
    models.MilestoneEntry,
    models.ValueEntry,
    models.ReportFile,
    models.ReportComment,
)
