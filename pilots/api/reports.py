"""Quarterly reports as states' systems write them: news, milestones and values of indicators."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy

from amedip.core.api.filters import ByReference, OneOf
from amedip.core.api.inputs import (
    AmountInput,
    CodeInput,
    DayInput,
    InputShape,
    ListInput,
    NumberInput,
    RefInput,
    TextInput,
    by_language,
)
from amedip.core.api.shapes import Choice, Code, Day, Many, Moment, Money, Number, RecordShape, Shape, Text
from amedip.partners.api import Step, Work, work_addresses
from amedip.partners.models import Scope
from pilots.actions import Said, save_report
from pilots.models import MilestoneEntry, PilotProject, Report, ReportComment, ValueEntry, quarter_named, span_of
from pilots.rules import reports_visible_to, speaks_for_pilot
from pilots.workflow import REPORT

QUARTER = "2026-Q3"


class Quarter(Code):
    """A quarter as it is written, from its first day."""

    def reader(self, at, language):
        place = at[0]
        return lambda row: span_of(row[place])


class MilestoneEntryShape(Shape):
    milestone = Number("The milestone, by its `id` in the pilot.", "milestone_id", example=7)
    done = Day("Day on which it was reached.", null=True, example="2026-08-31")
    note = Text("If it is late: why, and when it is expected.", example={"ar": None, "en": None, "fr": None})


class ValueEntryShape(Shape):
    period = Number("The period of an indicator, by its `id` in the pilot.", "period_id", example=12)
    actual = Money("Value reached.", null=True, example="4.00")
    measured_on = Day("Day on which it was measured.", null=True, example="2026-09-30")
    comment = Text("How it came about.", example={"ar": None, "en": None, "fr": "Deux bureaux ont ouvert."})


class ReportRemarkShape(Shape):
    field = Code("What it is about; null for the whole.", null=True, example="text")
    text = Code("What is to change, in its author’s words.", example="Which offices?")
    text_language = Code("Language of these words.", example="en")


class PilotReportShape(RecordShape):
    """What a state reports on a pilot for one quarter; publishing it writes what it says to the pilot."""

    ref = Code("Permanent reference.", "reference.ref", example="P1-2026-Q3")
    pilot = Code("Reference of the pilot.", "pilot.reference.ref", example="P1")
    state = Code("ISO code of the state.", "pilot.country.code", example="ET")
    quarter = Quarter("The quarter.", example=QUARTER)
    status = Choice("Where it stands.", choices=Report.Status, example="draft")
    title = Text("The most important news, in one line.", example={"ar": None, "en": None, "fr": "Deux bureaux"})
    text = Text("What was done, what came of it.", example={"ar": None, "en": None, "fr": "Ce trimestre…"})
    milestones = Many(MilestoneEntryShape(), MilestoneEntry, "report", "What it says of milestones.")
    values = Many(ValueEntryShape(), ValueEntry, "report", "What it says of values of indicators.")
    remarks = Many(
        ReportRemarkShape(), ReportComment, "report", "What the programme’s staff ask for.", where=Q(settled_at=None)
    )
    submitted_at = Moment("When it was submitted.", null=True, example=None)
    published_at = Moment("When it was published.", null=True, example=None)


class MilestoneEntryInput(InputShape):
    """What is said of one milestone; what is not sent stays."""

    milestone = NumberInput("The milestone, by its `id` in the pilot.", required=True, min_value=1, example=7)
    done = DayInput("Day on which it was reached.", null=True, example="2026-08-31")
    note = TextInput("If it is late: why, and when it is expected.", example={})


class ValueEntryInput(InputShape):
    """What is said of one period; what is not sent stays."""

    period = NumberInput("The period, by its `id` in the pilot.", required=True, min_value=1, example=12)
    actual = AmountInput("Value reached, a decimal string.", null=True, example="4.00")
    measured_on = DayInput("Day on which it was measured.", null=True, example="2026-09-30")
    comment = TextInput("How it came about.", example={"fr": "Deux bureaux ont ouvert."})


class PilotReportInput(InputShape):
    """Changes what the report says; of milestones and values only those sent are touched."""

    title = TextInput("The most important news, in one line.", max_length=200, example={"fr": "Deux bureaux"})
    text = TextInput("What was done, what came of it, what is next.", example={"fr": "Ce trimestre…"})
    milestones = ListInput(MilestoneEntryInput(), "What it says of milestones.", most=200, of="milestone")
    values = ListInput(ValueEntryInput(), "What it says of values of indicators.", most=200, of="period")


class PilotReportDraftInput(PilotReportInput):
    """Begins the report of a quarter; there is one for each pilot and quarter."""

    pilot = RefInput("Reference of the pilot.", to=PilotProject, required=True, example="P1")
    quarter = CodeInput(
        "The quarter, such as 2026-Q3.",
        required=True,
        example=QUARTER,
        validators=[RegexValidator(r"^20\d\d-Q[1-4]\Z", gettext_lazy("Write the quarter as 2026-Q3."), flags=re.ASCII)],
    )


def _step(name: str):
    def take(report, _data, *, actor, expected):
        REPORT.move(report, name, actor=actor, expected=expected)

    return take


class PilotReports(Work):
    """Quarterly reports of the states for which the client speaks; nobody else reads them."""

    name, singular = "pilot-reports", "pilot-report"
    model, shape, visible = Report, PilotReportShape, reports_visible_to
    filters = {
        "pilot": ByReference("Reference of a pilot.", "pilot", PilotProject, example="P1"),
        "status": OneOf("Where it stands.", "status", Report.Status.values),
    }
    scope = Scope.PILOTS
    creates, changes = PilotReportDraftInput, PilotReportInput
    steps = (
        Step("submit", "Submit a quarterly report for review", _step("submit")),
        Step("take-back", "Take a submitted quarterly report back", _step("take-back")),
    )

    @classmethod
    def urls(cls):
        return work_addresses(cls)

    @classmethod
    def seen(cls, user):
        return reports_visible_to(user).select_related("pilot__country", "pilot__reference")

    @classmethod
    def may_write(cls, user, obj):
        return speaks_for_pilot(user, obj)

    @classmethod
    def create(cls, data, *, actor, client):
        quarter = quarter_named(data.pop("quarter"))
        with _placed(data):
            return save_report(Report(pilot=data["pilot"], quarter=quarter), actor=actor, **_said(data))

    @classmethod
    def change(cls, obj, data, *, actor, expected):
        with _placed(data):
            return save_report(obj, actor=actor, expected=expected, **_said(data))


def _said(data: Mapping) -> dict[str, Mapping]:
    """What was sent as ``save_report`` takes it."""
    return {
        "texts": by_language(data, ("title", "text")),
        "milestones": _entries(data.get("milestones", ()), "milestone", ("done",), "note"),
        "values": _entries(data.get("values", ()), "period", ("actual", "measured_on"), "comment"),
    }


@contextmanager
def _placed(data: Mapping) -> Iterator[None]:
    """What is refused of an entry (``value-7-actual``) is named by its place in the list that was sent."""
    places = {f"milestone-{one['milestone']}": f"milestones/{n}" for n, one in enumerate(data.get("milestones", ()))}
    places |= {f"value-{one['period']}": f"values/{n}" for n, one in enumerate(data.get("values", ()))}
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        named = {}
        for name, reasons in error.error_dict.items():
            kind, _dash, rest = name.partition("-")
            key, _dash, column = rest.partition("-")
            place = places.get(f"{kind}-{key}")
            named["/".join(filter(None, [place, column])) if place else name] = reasons
        raise ValidationError(named) from error


def _entries(sent: Iterable[Mapping], key: str, columns: tuple[str, ...], text: str) -> dict[int, Said]:
    return {
        one[key]: Said({name: one[name] for name in columns if name in one}, by_language(one, (text,))) for one in sent
    }
