"""Whose history the top room keeps."""

from amedip.core.translation import track
from amedip.portal import models

track(models.TypedLink)
