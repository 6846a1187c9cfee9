"""What the portal proposes to staff, ready to be shown: candidates for a request, and the plan of a season."""

import datetime
from decimal import Decimal

from django.db.models import F, QuerySet

from amedip.core import languages
from amedip.core.languages import columns
from amedip.core.models import Job
from exchanges.matching import Match, Window, ranked
from exchanges.matching.reading import Field, present_weights
from exchanges.matching.scoring import Points
from exchanges.matching.standing import Hindrance
from exchanges.matching.words import HINDRANCES, LABELS, reason
from exchanges.models import ExchangeRequest, Offer
from registry.models import Country, Theme

AT_ONCE = 500


def open_requests() -> list[dict]:
    """The requests that wait for a partner, by reference."""
    waiting = ExchangeRequest.objects.filter(status__in=["submitted", "clarified"])
    return list(_rows(waiting)[:AT_ONCE])


def ranking_of(request: ExchangeRequest) -> dict:
    """``candidates``: who could answer the request, best first, each with its ``parts`` in words; ``most`` points."""
    field, weights = Field(examples=request.reference.example), present_weights()
    need = field.needs(ExchangeRequest.objects.filter(pk=request.pk))[0]
    found = ranked(need, field.candidates, weights)
    names = _theme_names()
    states = _by(Country.objects.values("code", *columns(["name"])), "code")
    offers = _by(_rows(Offer.objects.filter(reference__ref__in=[one.candidate.offer for one in found])), "ref")
    return {
        "candidates": [_candidate(one, states, offers, names) for one in found],
        "most": sum(weights.values()),
    }


def _candidate(match: Match, states: dict, offers: dict, names: dict) -> dict:
    return {
        "state": states[match.candidate.state],
        "offer": offers.get(match.candidate.offer),
        "score": match.score,
        "parts": [_part(points, names) for points in match.parts],
        "hindrances": [HINDRANCES[one] for one in match.hindrances],
    }


def _part(points: Points, names: dict) -> dict:
    return {
        "label": LABELS[points.part.name],
        "points": points.points,
        "most": points.most,
        "why": reason(points.part, names),
    }


def days_of(job: Job) -> tuple[datetime.date, datetime.date]:
    """First and last day of the season that the job plans."""
    first, last = (datetime.date.fromisoformat(job.payload[name]) for name in ("first", "last"))
    return first, last


def season_of(job: Job) -> dict:
    """The plan that the job made, with titles and states as they are today, and points instead of their tenths."""
    plan = job.result
    slots = [Window(*map(datetime.date.fromisoformat, slot)) for slot in plan["slots"]]
    asked = [row["request"] for row in (*plan["rows"], *plan["unanswered"])]
    requests = _by(_rows(ExchangeRequest.objects.filter(reference__ref__in=asked)), "ref")
    named = [one["offer"] for row in plan["rows"] for one in (row, *row["others"]) if one["offer"]]
    offers = _by(_rows(Offer.objects.filter(reference__ref__in=named)), "ref")

    def met(one: dict) -> dict:
        return {
            "offer": offers.get(one["offer"]),
            "days": slots[one["slot"]] if one["slot"] is not None else None,
            "score": _points(one["score"]),
        }

    rows = [
        met(row)
        | {
            "request": requests.get(row["request"]),
            "given_up": _points(row["given_up"]),
            "best": _points(row["best"]),
            "others": [met(one) | {"loss": _points(one["loss"]), "left": one["left"]} for one in row["others"]],
        }
        for row in plan["rows"]
        if row["request"] in requests
    ]
    return {
        "total": _points(plan["total"]),
        "short": _points(plan["bound"] - plan["total"]),
        "gain": _points(plan["total"] - plan["greedy"]),
        "planned": [row for row in rows if row["offer"]],
        "left": [row for row in rows if not row["offer"]],
        "unanswered": [
            {
                "request": requests[row["request"]],
                "why": [HINDRANCES[Hindrance(code)] for code in row["why"]],
                # Plans made before this was noted do not have it.
                "offers": row.get("offers", 1),
            }
            for row in plan["unanswered"]
            if row["request"] in requests
        ],
    }


def _points(tenths: int) -> Decimal:
    return Decimal(tenths) / 10


def _rows(records: QuerySet) -> QuerySet:
    """Requests or offers as plain rows, with their states."""
    state = {f"state_{code}": F(f"country__name_{code}") for code in languages.CODES}
    named = records.order_by("reference__ref").values(
        "pk", "status", *columns(["title"]), code=F("country__code"), **state
    )
    return named.annotate(ref=F("reference__ref"), example=F("reference__example"))


def _by(rows, name: str) -> dict[str, dict]:
    return {row[name]: row for row in rows}


def _theme_names() -> dict[str, str]:
    rows = Theme.objects.order_by().values("reference__ref", *columns(["name"]))
    return {row["reference__ref"]: languages.text_of(row) for row in rows}
