"""Deeds of translation work, one module per noun."""

from amedip.translations.actions.machine import MACHINE, ask_machine, keep_suggestions, machine_job
from amedip.translations.actions.orders import end_order, order_translations
from amedip.translations.actions.texts import Inconsistent, Translation, excuse_finding, save_translations
from amedip.translations.actions.translators import invite_translator, name_translator

__all__ = [
    "MACHINE",
    "Inconsistent",
    "Translation",
    "ask_machine",
    "end_order",
    "excuse_finding",
    "invite_translator",
    "keep_suggestions",
    "machine_job",
    "name_translator",
    "order_translations",
    "save_translations",
]
