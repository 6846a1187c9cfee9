"""What is published or changed, as feeds: one for each language, for all or for a choice."""

from amedip.portal.feeds.views import feed

__all__ = ["feed"]
