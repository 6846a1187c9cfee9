"""Which texts of the Registry are translated, and whose history is kept."""

import pgtrigger
from modeltranslation.translator import TranslationOptions, register

from amedip.core.translation import track
from registry import models


@register(models.Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name", "description")


@register(models.Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(models.Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name", "description")


@register(models.CoordinationMechanism)
class CoordinationMechanismTranslation(TranslationOptions):
    fields = ("name", "description")


@register(models.ConsultationRound)
class ConsultationRoundTranslation(TranslationOptions):
    fields = ("title", "instructions")


@register(models.Edition)
class EditionTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Priority)
class PriorityTranslation(TranslationOptions):
    fields = ("title", "description", "need", "desired_result")


@register(models.Practice)
class PracticeTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "standfirst", "description", "predecessor_title", "predecessor_description")


@register(models.Objective)
class ObjectiveTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Mechanism)
class MechanismTranslation(TranslationOptions):
    fields = ("title", "description")


track(
    models.Theme,
    models.Country,
    models.CountryRole,
    models.Institution,
    models.CoordinationMechanism,
    models.MechanismMember,
    models.FocalPoint,
    models.ClientMandate,
    models.ConsultationRound,
    models.RoundState,
    models.Edition,
    models.EditionFile,
    models.PriorityComment,
    models.Practice,
    models.PracticeTheme,
    models.Programme,
    models.ProgrammePartner,
    models.ProgrammeDonor,
    models.Objective,
    models.Mechanism,
)
track(models.Priority, models.PriorityTheme, models.PriorityInstitution, by=pgtrigger.Statement)
