"""The Registry's tables, one module per noun."""

from registry.models.countries import Country, CountryRole
from registry.models.editions import Edition, EditionFile
from registry.models.institutions import CoordinationMechanism, Institution, MechanismMember
from registry.models.mandates import ClientMandate, FocalPoint
from registry.models.practices import Practice, PracticeTheme
from registry.models.priorities import Priority, PriorityComment, PriorityInstitution, PriorityTheme
from registry.models.programme import Mechanism, Objective, Programme, ProgrammeDonor, ProgrammePartner
from registry.models.rounds import ConsultationRound, RoundState
from registry.models.themes import Theme
from registry.models.unsaved import UnsavedWork

__all__ = [
    "ClientMandate",
    "ConsultationRound",
    "CoordinationMechanism",
    "Country",
    "CountryRole",
    "Edition",
    "EditionFile",
    "FocalPoint",
    "Institution",
    "Mechanism",
    "MechanismMember",
    "Objective",
    "Practice",
    "PracticeTheme",
    "Priority",
    "PriorityComment",
    "PriorityInstitution",
    "PriorityTheme",
    "Programme",
    "ProgrammeDonor",
    "ProgrammePartner",
    "RoundState",
    "Theme",
    "UnsavedWork",
]
