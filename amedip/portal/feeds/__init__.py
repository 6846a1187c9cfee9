"""Feeds, one for each language: what is published or changed, for all or for a choice, and the news of pilots."""

from amedip.portal.feeds.updates import updates, updates_of
from amedip.portal.feeds.views import feed

__all__ = ["feed", "updates", "updates_of"]
