"""Whose history is kept; none of these tables has translated texts of its own."""

from amedip.core.translation import track
from amedip.translations import models

track(models.Translator, models.Order, models.Gate, models.GlossaryTerm)
