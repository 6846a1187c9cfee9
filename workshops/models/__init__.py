"""The tables of workshops and documents."""

from workshops.models.documents import Document, LanguageVersion
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
    "Recommendation",
    "Session",
    "Topic",
    "Workshop",
    "WorkshopOrganiser",
]
