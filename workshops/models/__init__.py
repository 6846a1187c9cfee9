"""The tables of workshops and documents."""

from workshops.models.documents import (
    DIGEST,
    LONGEST_TEXT,
    Document,
    DrawnText,
    EarlierFile,
    LanguageVersion,
)
from workshops.models.passages import Passage
from workshops.models.proposals import Proposal
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
    "DIGEST",
    "LONGEST_TEXT",
    "Document",
    "DrawnText",
    "EarlierFile",
    "LanguageVersion",
    "NamedResource",
    "Participation",
    "Passage",
    "Proposal",
    "Recommendation",
    "Session",
    "Statement",
    "StatementTheme",
    "Topic",
    "Workshop",
    "WorkshopOrganiser",
]
