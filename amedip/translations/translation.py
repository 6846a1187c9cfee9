"""Whose history is kept (none of these tables has translated texts of its own), and what the kernel asks the gates."""

from amedip.core.texts import gates
from amedip.core.translation import track
from amedip.translations import models

track(models.Translator, models.Order, models.Gate, models.GlossaryTerm)

gates.kinds, gates.closed = frozenset(models.Gate.Kind.values), models.Gate.objects.asking_all
