"""Requests, offers and exchanges of experts in the administration, one module per noun."""

from exchanges.admin import exchanges, matching

__all__ = ["exchanges", "matching"]
