"""The parts of a score: to what degree a candidate answers a need in one respect, and for what reason.

A degree lies between 0 and 1 and is exact. What nobody has said counts half: silence is neither for nor against.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from exchanges.matching.facts import Candidate, Need

HALF = Fraction(1, 2)
ENOUGH_DAYS = 14  # in common: with them two administrations find a week for an exchange
ENOUGH_EVIDENCE = 4  # the practice that an offer grew from counts two, any other one
MIDDLE_MARK, MARKS_PRESUMED = 3, 3  # as if an evaluation with the middle mark in all three respects were there already

# Models of coordination that pose like questions: bodies of several ministries, one body in charge, many levels.
FAMILIES = (
    frozenset({"joint-committee", "ministerial-committee", "thematic-groups"}),
    frozenset({"lead-ministry", "integrated-ministry", "secretariat-of-state"}),
    frozenset({"decentralised", "national-framework"}),
)


class Why(StrEnum):
    """The reasons of degrees; ``words`` has a sentence for each."""

    THEMES_ALL = "themes-all"
    THEMES_SOME = "themes-some"
    THEMES_NONE = "themes-none"
    EVIDENCE_GROWN = "evidence-grown"
    EVIDENCE_FOUND = "evidence-found"
    EVIDENCE_NONE = "evidence-none"
    LANGUAGE_SHARED = "language-shared"
    LANGUAGE_NONE = "language-none"
    LANGUAGE_UNKNOWN = "language-unknown"
    MODEL_SAME = "model-same"
    MODEL_AKIN = "model-akin"
    MODEL_OTHER = "model-other"
    MODEL_UNKNOWN = "model-unknown"
    DATES_SHARED = "dates-shared"
    DATES_NONE = "dates-none"
    DATES_UNKNOWN = "dates-unknown"
    MARKS_GIVEN = "marks-given"
    MARKS_NONE = "marks-none"
    BALANCE = "balance"
    BALANCE_NONE = "balance-none"


@dataclass(frozen=True)
class Part:
    """One respect: its ``degree`` from 0 to 1, why, and the facts that the sentence names."""

    name: str
    degree: Fraction
    why: Why
    told: dict = field(default_factory=dict)


def theme(need: Need, candidate: Candidate) -> Part:
    """The main theme counts as much as two others."""
    shared = [theme for theme in need.themes if theme in candidate.themes]
    told = {"shared": shared, "count": len(need.themes)}
    if not shared:
        return Part("theme", Fraction(0), Why.THEMES_NONE, told)
    counts = {theme: 2 if place == 0 else 1 for place, theme in enumerate(need.themes)}
    degree = Fraction(sum(counts[theme] for theme in shared), sum(counts.values()))
    return Part("theme", degree, Why.THEMES_ALL if degree == 1 else Why.THEMES_SOME, told)


def practice(need: Need, candidate: Candidate) -> Part:
    """Practices of the state under themes that are asked for."""
    found = [practice.ref for practice in candidate.practices if practice.themes.intersection(need.themes)]
    grown = candidate.grown_from in found
    degree = min(Fraction(1), Fraction(len(found) + grown, ENOUGH_EVIDENCE))
    told = {"practices": sorted(found), "grown_from": candidate.grown_from if grown else ""}
    why = Why.EVIDENCE_GROWN if grown else Why.EVIDENCE_FOUND if found else Why.EVIDENCE_NONE
    return Part("practice", degree, why, told)


def language(need: Need, candidate: Candidate) -> Part:
    """One language in common is all it takes."""
    if not need.languages or not candidate.languages:
        return Part("language", HALF, Why.LANGUAGE_UNKNOWN)
    shared = sorted(need.languages & candidate.languages)
    if not shared:
        return Part("language", Fraction(0), Why.LANGUAGE_NONE)
    return Part("language", Fraction(1), Why.LANGUAGE_SHARED, {"languages": shared})


def coordination(need: Need, candidate: Candidate) -> Part:
    """What works under one model of coordination is most easily taken over under the same, or one of its family."""
    if not need.models or not candidate.models:
        return Part("coordination", HALF, Why.MODEL_UNKNOWN)
    shared = sorted(need.models & candidate.models)
    if shared:
        return Part("coordination", Fraction(1), Why.MODEL_SAME, {"models": shared})
    akin = any(family & need.models and family & candidate.models for family in FAMILIES)
    told = {"models": sorted(candidate.models)}
    return Part("coordination", HALF if akin else Fraction(0), Why.MODEL_AKIN if akin else Why.MODEL_OTHER, told)


def dates(need: Need, candidate: Candidate) -> Part:
    """Days on which both can, up to two weeks of them."""
    if not need.window.is_known or not candidate.window.is_known:
        return Part("dates", HALF, Why.DATES_UNKNOWN)
    shared = need.window.shared_with(candidate.window)
    if shared.is_empty:
        return Part("dates", Fraction(0), Why.DATES_NONE)
    degree = Fraction(1) if shared.days is None else min(Fraction(1), Fraction(shared.days, ENOUGH_DAYS))
    return Part("dates", degree, Why.DATES_SHARED, {"first": shared.first, "last": shared.last})


def evaluations(need: Need, candidate: Candidate) -> Part:
    """The mean of the marks from 1 to 5, drawn to the middle while they are few."""
    if not candidate.marks:
        return Part("evaluations", HALF, Why.MARKS_NONE)
    mean = Fraction(sum(candidate.marks) + MIDDLE_MARK * MARKS_PRESUMED, len(candidate.marks) + MARKS_PRESUMED)
    told = {"mean": Fraction(sum(candidate.marks), len(candidate.marks)), "count": len(candidate.marks)}
    return Part("evaluations", (mean - 1) / 4, Why.MARKS_GIVEN, told)


def balance(need: Need, candidate: Candidate) -> Part:
    """Who has received more than it has given is asked first."""
    told = {"given": candidate.given, "received": candidate.received}
    why = Why.BALANCE if candidate.given or candidate.received else Why.BALANCE_NONE
    return Part("balance", Fraction(candidate.received + 1, candidate.given + candidate.received + 2), why, told)


# In the order in which they are shown.
PARTS: dict[str, Callable[[Need, Candidate], Part]] = {
    part.__name__: part for part in (theme, practice, language, coordination, dates, evaluations, balance)
}
