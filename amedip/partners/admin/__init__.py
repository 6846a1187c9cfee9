"""Partner systems in the administration."""

from amedip.partners.admin.webhooks import DeliveryAdmin, WebhookAdmin

__all__ = ["DeliveryAdmin", "WebhookAdmin"]
