"""Requests, offers and exchanges of experts in the administration, one module per noun."""

from exchanges.admin import exchanges

__all__ = ["exchanges"]
