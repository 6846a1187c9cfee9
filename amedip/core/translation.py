"""Which texts of the kernel are translated, and whose history is kept (tracking comes after translation)."""

import pghistory
from modeltranslation.translator import TranslationOptions, register

from amedip.core.models import Citation, Concept, ConceptLink, Term
from amedip.core.texts import translated_fields


def track(*models) -> None:
    """Keep the history of ``models``: every column but the bare ones of translated fields.

    Those hold whatever language was active at the last save.
    """
    for model in models:
        pghistory.track(
            pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=translated_fields(model)
        )(model)


@register(Citation)
class CitationTranslation(TranslationOptions):
    fields = ("note",)


track(Citation, Concept, Term, ConceptLink)
