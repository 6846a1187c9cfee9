"""What stands in the way of an exchange, whatever the score says."""

from enum import StrEnum

from exchanges.matching.facts import Candidate, Need


class Hindrance(StrEnum):
    """Why a candidate cannot answer a need as things stand; ``words`` has a sentence for each."""

    OWN_STATE = "own-state"
    NO_THEME = "no-theme"
    FORMAT = "format"
    DATES = "dates"


def hindrances(need: Need, candidate: Candidate) -> tuple[Hindrance, ...]:
    """In fixed order; empty if the two can meet."""
    found = []
    if need.state == candidate.state:
        found.append(Hindrance.OWN_STATE)
    if not candidate.themes.intersection(need.themes):
        found.append(Hindrance.NO_THEME)
    if need.format and candidate.formats and need.format not in candidate.formats:
        found.append(Hindrance.FORMAT)
    if need.window.shared_with(candidate.window).is_empty:
        found.append(Hindrance.DATES)
    return tuple(found)
