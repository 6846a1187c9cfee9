"""The tables of partner systems, one module per noun."""

from amedip.partners.models.answers import ExternalName, StoredAnswer
from amedip.partners.models.clients import Client, Key, Scope

__all__ = ["Client", "ExternalName", "Key", "Scope", "StoredAnswer"]
