"""Example pilots with everything that a pilot can have; all of it is made up, and marked so."""

import datetime
import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from amedip.core.models import Reference
from amedip.core.records import write_record
from amedip.portal.content.loading import by_language
from pilots.models import (
    BudgetLine,
    Indicator,
    Milestone,
    Period,
    PhaseChange,
    Picture,
    PilotDocument,
    PilotProject,
    PilotSector,
    Result,
    Transaction,
    Update,
)

Day = Callable[[int | None], datetime.date | None]


def columns_of(item: dict, states: dict, day: Day) -> dict:
    """The pilot's own columns."""
    first, last = item["days"]
    return {
        "number": item["number"],
        "country": states[item["state"]],
        "phase": item["phase"],
        "start": day(first),
        "end": day(last),
        "began": day(item["began"]),
        "ended": day(item["ended"]),
        "currency": item["currency"],
        "scope": item["scope"],
    }


class PilotParts:
    """Writes what hangs on one example pilot; ``day`` makes days of numbers that count from today."""

    def __init__(self, pilot: PilotProject, states: dict, day: Day):
        self.pilot, self.states, self.day = pilot, states, day

    def write(self, item: dict) -> None:
        self._course(item)
        for position, row in enumerate(item["results"]):
            self._result(row, position)
        self._moneys(item)
        self._told(item)

    def _course(self, item: dict) -> None:
        for row in item["phases"]:
            self._add(PhaseChange(before=row["before"], phase=row["phase"], day=self.day(row["day"])), row)
        for row in item["milestones"]:
            self._add(Milestone(due=self.day(row["due"]), done=self.day(row["done"])), row, "title", "note")
        for position, code in enumerate(item["sectors"]):
            name, _colon, share = code.partition(":")
            self._add(PilotSector(code=name, percentage=Decimal(share or 100), position=position), {})

    def _moneys(self, item: dict) -> None:
        for row in item["budget"]:
            start, end = map(self.day, row["days"])
            self._add(BudgetLine(kind=row["kind"], status=row["status"], start=start, end=end, **self._money(row)), row)
        for row in item["transactions"]:
            moved = Transaction(kind=row["kind"], ref=row["ref"], day=self.day(row["day"]), **self._money(row))
            self._add(moved, row, "description")

    def _told(self, item: dict) -> None:
        for row in item["updates"]:
            self._add(Update(day=self.day(row["day"])), row, "title", "text")
        for row in item["documents"]:
            work = Reference.objects.filter(kind="document", ref=row["work"]).first()
            if work:  # somebody may have taken it away
                document = PilotDocument(work=work, category=row["category"], language=row["language"])
                self._add(document, row, "title")
        for row in item["pictures"]:
            self._picture(row)

    def _money(self, row: dict) -> dict:
        return {
            "donor": self.states[row["donor"]],
            "amount": Decimal(row["amount"]),
            "currency": row["currency"],
        }

    def _result(self, item: dict, position: int) -> None:
        result = self._add(Result(kind=item["kind"], position=position), item, "title")
        for place, row in enumerate(item["indicators"]):
            indicator = Indicator(
                result=result,
                measure=row["measure"],
                ascending=row["ascending"],
                baseline=Decimal(row["baseline"]),
                baseline_on=self.day(row["baseline_on"]),
                position=place,
            )
            self._add(indicator, row, "title", "description", "unit")
            for one in row["periods"]:
                self._period(one, indicator)

    def _period(self, row: dict, indicator: Indicator) -> None:
        start, end = map(self.day, row["days"])
        period = Period(
            indicator=indicator,
            start=start,
            end=end,
            target=Decimal(row["target"]),
            actual=Decimal(row["actual"]) if row["actual"] else None,
            measured_on=self.day(row["measured"]),
            verified_at=timezone.now() if row["verified"] else None,
        )
        self._add(period, row, "comment")

    def _picture(self, row: dict) -> None:
        drawn = (Path(settings.BASE_DIR) / "pilots" / "fixtures" / row["file"]).read_bytes()
        picture = Picture(
            file=ContentFile(drawn, name=row["file"]),
            bytes=len(drawn),
            sha256=hashlib.sha256(drawn).hexdigest(),
            width=row["width"],
            height=row["height"],
            taken_on=self.day(row["taken"]),
        )
        self._add(picture, row, "alt", "caption")

    def _add(self, part: models.Model, row: dict, *fields: str) -> models.Model:
        part.pilot = self.pilot
        return write_record(part, actor=None, texts=by_language(row, *fields), part_of=self.pilot)
