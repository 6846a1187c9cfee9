"""What the API says across the rooms: root, catalogue, search, links between records, and what changed."""

from amedip.portal.api.catalog import CatalogView
from amedip.portal.api.changes import ChangesView
from amedip.portal.api.links import Links
from amedip.portal.api.root import RootView
from amedip.portal.api.search import SearchView

__all__ = ["CatalogView", "ChangesView", "Links", "RootView", "SearchView"]
