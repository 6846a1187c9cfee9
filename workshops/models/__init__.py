"""The tables of workshops and documents."""

from workshops.models.documents import Document, LanguageVersion
from workshops.models.passages import Passage
from workshops.models.statements import Statement, StatementTheme
from workshops.models.workshops import (
    NamedResource,
    Participation,
    Recommendation,
    Session,
    Topic,
    Workshop,
    WorkshopOrganiser,
)

__all__ = [
    "Document",
    "LanguageVersion",
    "NamedResource",
    "Participation",
    "Passage",
    "Recommendation",
    "Session",
    "Statement",
    "StatementTheme",
    "Topic",
    "Workshop",
    "WorkshopOrganiser",
]
