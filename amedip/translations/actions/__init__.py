"""Deeds of translation work, one module per noun."""

from amedip.translations.actions.delivered import Delivered, approve_delivered, write_delivered
from amedip.translations.actions.files import FILE, approve_file, ask_for_file, confirm_file, following, send_file
from amedip.translations.actions.machine import MACHINE, ask_machine, keep_suggestions, machine_job
from amedip.translations.actions.orders import end_order, order_translations
from amedip.translations.actions.passing import Doubt, doubts_of, stand_by
from amedip.translations.actions.texts import Inconsistent, Translation, excuse_finding, save_translations
from amedip.translations.actions.translators import invite_translator, name_translator

__all__ = [
    "FILE",
    "MACHINE",
    "Delivered",
    "Doubt",
    "Inconsistent",
    "Translation",
    "approve_delivered",
    "approve_file",
    "ask_for_file",
    "ask_machine",
    "confirm_file",
    "doubts_of",
    "end_order",
    "excuse_finding",
    "following",
    "invite_translator",
    "keep_suggestions",
    "machine_job",
    "name_translator",
    "order_translations",
    "save_translations",
    "send_file",
    "stand_by",
    "write_delivered",
]
