"""What the API says across the rooms: its root, its search, the links between records, and what changed."""

from amedip.portal.api.changes import ChangesView
from amedip.portal.api.links import Links
from amedip.portal.api.root import RootView
from amedip.portal.api.search import SearchView

__all__ = ["ChangesView", "Links", "RootView", "SearchView"]
