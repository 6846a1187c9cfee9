"""Translation work in the administration: who translates, what lies at whom, the glossary and the gates."""

from amedip.translations.admin.orders import OrderAdmin
from amedip.translations.admin.terms import ExcuseAdmin, GateAdmin, GlossaryTermAdmin
from amedip.translations.admin.translators import TranslatorAdmin

__all__ = ["ExcuseAdmin", "GateAdmin", "GlossaryTermAdmin", "OrderAdmin", "TranslatorAdmin"]
