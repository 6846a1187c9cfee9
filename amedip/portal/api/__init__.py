"""What the API says across the rooms: its root, its search, and the links between records."""

from amedip.portal.api.links import Links
from amedip.portal.api.root import RootView
from amedip.portal.api.search import SearchView

__all__ = ["Links", "RootView", "SearchView"]
