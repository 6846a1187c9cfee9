"""Codes of IATI: which of its lists hold what people type, and how our own words are coded."""

import json
from pathlib import Path

from pilots.models import PilotProject
from registry.models import Institution

# The codes in force, without their names, of the lists that IATI publishes (2.03); a test compares them with those.
_LISTS = json.loads(Path(__file__).with_name("codes.json").read_text(encoding="utf-8"))
COUNTRIES, CURRENCIES, SECTORS, SECTOR_CATEGORIES = (
    frozenset(" ".join(_LISTS[name]).split()) for name in ("Country", "Currency", "Sector", "SectorCategory")
)
GOALS = frozenset(map(str, range(1, 18)))
# By vocabulary, the codes that its sectors may have; those of the publisher's own are the portal's themes.
SECTORS_BY_VOCABULARY = {"1": SECTORS, "2": SECTOR_CATEGORIES, "7": GOALS}
OWN_VOCABULARY = "99"

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
FUNDING, IMPLEMENTING = "1", "4"
GOVERNMENT = "10"
WEB_PAGE = "A12"
# Money on its way to the project; who gives it is its provider.
INCOMING = frozenset({"1", "11", "13"})

_Phase = PilotProject.Phase
# Work goes on through the final phase; what is completed waits for its evaluation ("finalisation").
STATUS_OF_PHASE = {
    _Phase.IDENTIFIED: "1",
    _Phase.DESIGN: "1",
    _Phase.IMPLEMENTATION: "2",
    _Phase.FINAL: "2",
    _Phase.COMPLETED: "3",
    _Phase.EVALUATED: "4",
    _Phase.CANCELLED: "5",
    _Phase.SUSPENDED: "6",
}
# For a project that comes from a file, the earliest phase that its status can mean.
PHASE_OF_STATUS = {status: phase for phase, status in reversed(STATUS_OF_PHASE.items())}

_Kind = Institution.Kind
KIND_OF_INSTITUTION = {
    _Kind.MINISTRY: GOVERNMENT,
    _Kind.SECRETARIAT: GOVERNMENT,
    _Kind.DIRECTORATE: GOVERNMENT,
    _Kind.AGENCY: GOVERNMENT,
    _Kind.COMMITTEE: GOVERNMENT,
    _Kind.COUNCIL: GOVERNMENT,
    _Kind.OFFICE: GOVERNMENT,
    _Kind.UNIT: GOVERNMENT,
    _Kind.PARLIAMENT: GOVERNMENT,
    _Kind.NATIONAL_AGENCY_ABROAD: GOVERNMENT,
    _Kind.INTERNATIONAL_ORGANISATION: "40",
    _Kind.UNIVERSITY: "80",
}
