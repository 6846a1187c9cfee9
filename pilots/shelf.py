"""Where the pictures and documents of pilots lie in the storage."""

from amedip.core.documents import Shelf
from pilots.models import Picture, PilotDocument, ReportFile

SHELF = Shelf("pilots", Picture, PilotDocument, ReportFile)
