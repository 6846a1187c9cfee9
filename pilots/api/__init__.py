"""Pilot projects in the API, and what states report on them."""

from pilots.api.projects import Pilots
from pilots.api.reports import PilotReports

__all__ = ["PilotReports", "Pilots"]
