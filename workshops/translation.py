"""Which texts of workshops and documents are translated, and whose history is kept."""

from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from workshops import models


@register(models.Workshop)
class WorkshopTranslation(TranslationOptions):
    fields = ("title", "city", "venue", "summary")


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Session)
class SessionTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Passage)
class PassageTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Statement)
class StatementTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Recommendation)
class RecommendationTranslation(TranslationOptions):
    fields = ("title", "text")


@register(models.NamedResource)
class NamedResourceTranslation(TranslationOptions):
    fields = ("name", "note")


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.EarlierFile)
class EarlierFileTranslation(TranslationOptions):
    fields = ("note",)


track(
    models.Workshop,
    models.WorkshopOrganiser,
    models.Topic,
    models.Session,
    models.Passage,
    models.Statement,
    models.StatementTheme,
    models.Participation,
    models.Recommendation,
    models.NamedResource,
    models.Document,
    models.LanguageVersion,
    models.EarlierFile,
)
