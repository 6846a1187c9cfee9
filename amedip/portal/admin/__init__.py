"""The administration of what is the portal's own."""

from amedip.portal.admin.followers import SubscriptionAdmin
from amedip.portal.admin.links import TypedLinkAdmin

__all__ = ["SubscriptionAdmin", "TypedLinkAdmin"]
