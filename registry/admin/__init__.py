"""The Registry in the administration, one module per noun."""

from registry.admin.countries import CountryAdmin
from registry.admin.editions import EditionAdmin
from registry.admin.institutions import CoordinationMechanismAdmin, InstitutionAdmin
from registry.admin.mandates import ClientMandateAdmin, FocalPointAdmin
from registry.admin.practices import PracticeAdmin
from registry.admin.priorities import PriorityAdmin
from registry.admin.programme import ProgrammeAdmin
from registry.admin.rounds import ConsultationRoundAdmin
from registry.admin.themes import ThemeAdmin

__all__ = [
    "ClientMandateAdmin",
    "ConsultationRoundAdmin",
    "CoordinationMechanismAdmin",
    "CountryAdmin",
    "EditionAdmin",
    "FocalPointAdmin",
    "InstitutionAdmin",
    "PracticeAdmin",
    "PriorityAdmin",
    "ProgrammeAdmin",
    "ThemeAdmin",
]
