"""The Registry's collections in the API, one module per noun."""

from registry.api.editions import Editions
from registry.api.priorities import Practices, Rounds, Themes
from registry.api.programmes import Programmes
from registry.api.states import CoordinationMechanisms, Institutions, States
from registry.api.work import WrittenPriorities as Priorities

__all__ = [
    "CoordinationMechanisms",
    "Editions",
    "Institutions",
    "Practices",
    "Priorities",
    "Programmes",
    "Rounds",
    "States",
    "Themes",
]
