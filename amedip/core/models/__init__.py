"""The kernel's tables, one module per noun."""

from amedip.core.models.deeds import Deed, Notice
from amedip.core.models.feed import Change, Stamp, moves_stamp
from amedip.core.models.jobs import Job
from amedip.core.models.limits import Allowance
from amedip.core.models.references import (
    LANGUAGE_CHOICES,
    Citation,
    Numbering,
    Record,
    Reference,
    ReferenceCounter,
    Versioned,
    has_text,
)
from amedip.core.models.search import SearchEntry
from amedip.core.models.texts import Standing, TextBeside, TextState
from amedip.core.models.thesaurus import Concept, ConceptLink, Term

__all__ = [
    "LANGUAGE_CHOICES",
    "Allowance",
    "Change",
    "Citation",
    "Concept",
    "ConceptLink",
    "Deed",
    "Job",
    "Notice",
    "Numbering",
    "Record",
    "Reference",
    "ReferenceCounter",
    "SearchEntry",
    "Stamp",
    "Standing",
    "Term",
    "TextBeside",
    "TextState",
    "Versioned",
    "has_text",
    "moves_stamp",
]
