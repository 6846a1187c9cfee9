"""The tables of translation work, one module per noun."""

from amedip.translations.models.gates import ASKED, Gate
from amedip.translations.models.glossary import Excuse, GlossaryTerm
from amedip.translations.models.translators import Translator
from amedip.translations.models.work import Order

__all__ = ["ASKED", "Excuse", "Gate", "GlossaryTerm", "Order", "Translator"]
