"""What collections of every room have in common: states and themes, as fields and as filters."""

from amedip.core.api.filters import ByReference, through
from amedip.core.api.shapes import Code, Listed
from registry.models import Country, Theme

MINISTRY = {
    "ar": "وزارة الشؤون الخارجية",
    "en": "Ministry of Foreign Affairs",
    "fr": "Ministère des Affaires étrangères",
}


def by_state(where="country", description="ISO code of the state.") -> ByReference:
    return ByReference(description, where, Country, example="TN")


def by_theme(table, owner: str) -> ByReference:
    """``table`` links the records, its column ``owner``, to themes."""
    return ByReference("Slug of a theme.", through(table, owner, "theme"), Theme, example="remittances")


def theme_slugs(table, owner: str) -> Listed:
    slug = Code("Slug.", "theme.reference.ref", example="remittances")
    return Listed(slug, table, owner, "Slugs of its themes, the main one first.")
