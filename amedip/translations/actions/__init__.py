"""Deeds of translation work, one module per noun."""

from amedip.translations.actions.orders import end_order, order_translations
from amedip.translations.actions.texts import Inconsistent, Translation, excuse_finding, save_translations

__all__ = ["Inconsistent", "Translation", "end_order", "excuse_finding", "order_translations", "save_translations"]
