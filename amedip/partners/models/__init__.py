"""The tables of partner systems, one module per noun."""

from amedip.partners.models.answers import ExternalName, StoredAnswer
from amedip.partners.models.clients import Client, Key, Scope
from amedip.partners.models.hooks import PREFIX, Attempt, Delivery, Outcome, Webhook, WebhookSecret

__all__ = [
    "PREFIX",
    "Attempt",
    "Client",
    "Delivery",
    "ExternalName",
    "Key",
    "Outcome",
    "Scope",
    "StoredAnswer",
    "Webhook",
    "WebhookSecret",
]
