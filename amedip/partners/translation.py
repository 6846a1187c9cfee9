"""Whose history is kept; none of these tables has translated texts."""

from amedip.core.translation import track
from amedip.partners import models

track(models.Client)
