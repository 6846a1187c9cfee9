"""The pilots' tables, one module per noun."""

from pilots.models.files import Picture, PilotDocument
from pilots.models.iati import Participant, PilotSector, Publisher
from pilots.models.milestones import Milestone
from pilots.models.money import BudgetLine, Transaction
from pilots.models.projects import PhaseChange, PilotProject, PilotTheme
from pilots.models.reports import (
    MilestoneEntry,
    Report,
    ReportComment,
    ReportFile,
    ValueEntry,
    end_of_quarter,
    quarter_named,
    quarter_of,
    span_of,
)
from pilots.models.results import Indicator, Period, Result
from pilots.models.unsaved import UnsavedReport
from pilots.models.updates import Update

__all__ = [
    "BudgetLine",
    "Indicator",
    "Milestone",
    "MilestoneEntry",
    "Participant",
    "Period",
    "PhaseChange",
    "Picture",
    "PilotDocument",
    "PilotProject",
    "PilotSector",
    "PilotTheme",
    "Publisher",
    "Report",
    "ReportComment",
    "ReportFile",
    "Result",
    "Transaction",
    "UnsavedReport",
    "Update",
    "ValueEntry",
    "end_of_quarter",
    "quarter_named",
    "quarter_of",
    "span_of",
]
