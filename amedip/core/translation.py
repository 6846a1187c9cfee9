"""Which texts of the kernel are translated, and whose history is kept (tracking comes after translation)."""

import pghistory
import pgtrigger
from modeltranslation.translator import TranslationOptions, register

from amedip.core.models import Citation, Concept, ConceptLink, Term
from amedip.core.texts import translated_fields


def track(*models, by: pgtrigger.Level = pgtrigger.Row) -> None:
    """Keep the history of ``models``: every column but the bare ones of translated fields.

    Those hold whatever language was active at the last save. ``by`` statement, what a statement did to many rows is
    noted in one go: for tables that are written by the thousand.
    """
    for model in models:
        pghistory.track(
            pghistory.InsertEvent(level=by),
            pghistory.UpdateEvent(level=by),
            pghistory.DeleteEvent(level=by),
            exclude=translated_fields(model),
        )(model)


@register(Citation)
class CitationTranslation(TranslationOptions):
    fields = ("note",)


track(Concept, Term, ConceptLink)
track(Citation, by=pgtrigger.Statement)
