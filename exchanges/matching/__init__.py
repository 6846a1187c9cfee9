"""Who can answer a request: candidates ranked by a score whose parts are shown and add up."""

from exchanges.matching.facts import Candidate, Need, Practice, Window
from exchanges.matching.parts import PARTS, Part
from exchanges.matching.scoring import Match, Weights, match, ranked
from exchanges.matching.standing import Hindrance

__all__ = [
    "PARTS",
    "Candidate",
    "Hindrance",
    "Match",
    "Need",
    "Part",
    "Practice",
    "Weights",
    "Window",
    "match",
    "ranked",
]
