"""The tables of the portal's own: who follows it, and what joins the records of its rooms."""

from amedip.portal.models.links import TypedLink
from amedip.portal.models.subscriptions import Subscription

__all__ = ["Subscription", "TypedLink"]
