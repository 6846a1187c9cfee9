"""Workshops and documents in the administration, one module per noun."""

from workshops.admin.documents import DocumentAdmin
from workshops.admin.passages import PassageAdmin, StatementAdmin
from workshops.admin.recommendations import RecommendationAdmin
from workshops.admin.workshops import WorkshopAdmin

__all__ = ["DocumentAdmin", "PassageAdmin", "RecommendationAdmin", "StatementAdmin", "WorkshopAdmin"]
