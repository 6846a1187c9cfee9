"""Partner systems in the administration, one module per table."""

from amedip.partners.admin.clients import ClientAdmin
from amedip.partners.admin.webhooks import DeliveryAdmin, WebhookAdmin

__all__ = ["ClientAdmin", "DeliveryAdmin", "WebhookAdmin"]
