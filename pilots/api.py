"""Pilot projects in the API."""

from amedip.core.api.parameters import OneOf
from amedip.core.api.reading import Collection
from amedip.core.api.shapes import (
    Addresses,
    Choice,
    Code,
    Day,
    Link,
    Many,
    Moment,
    Money,
    Number,
    RecordShape,
    Shape,
    Sources,
    Text,
)
from pilots.models import BudgetLine, Indicator, Milestone, Period, PilotProject, PilotTheme, Update
from pilots.rules import pilots_visible_to
from registry.api.vocabulary import MINISTRY, by_state, by_theme, theme_slugs
from registry.models import Institution


class MilestoneShape(Shape):
    title = Text("What is to be reached.", example={"ar": None, "en": "Needs assessed", "fr": None})
    due = Day("Day on which it is due.", example="2013-06-30")
    done = Day("Day on which it was reached.", null=True, example=None)


class PeriodShape(Shape):
    start = Day("First day.", null=True, example="2013-01-01")
    end = Day("Last day, inclusive.", null=True, example="2013-12-31")
    target = Money("Value aimed at.", null=True, example="10.00")
    actual = Money("Value reached.", null=True, example=None)
    measured_on = Day("Day on which it was measured.", null=True, example=None)
    comment = Text("How it came about.", example={"ar": None, "en": None, "fr": None})
    verified_at = Moment("When staff verified the value.", null=True, example=None)


class IndicatorShape(Shape):
    title = Text("What is measured.", example={"ar": None, "en": "Offices opened", "fr": None})
    unit = Text("In what.", example={"ar": None, "en": "offices", "fr": "bureaux"})
    baseline = Money("Value at the start.", null=True, example="0.00")
    periods = Many(PeriodShape(), Period, "indicator", "Its values, period by period.")


class BudgetLineShape(Shape):
    donor = Code("ISO code of the donor.", "donor.code", null=True, example="IT")
    amount = Money("Amount, a decimal string.", example="25000.00")
    currency = Code("ISO 4217 code.", example="EUR")
    start = Day("First day.", example="2013-01-01")
    end = Day("Last day, inclusive.", example="2013-12-31")


class UpdateShape(Shape):
    day = Day("Day of the news.", example="2013-05-02")
    title = Text("Headline.", example={"ar": None, "en": "First office opened", "fr": None})
    text = Text("The news.", example={"ar": None, "en": None, "fr": None})


class PilotShape(RecordShape):
    """A funded project in a state."""

    ref = Code("Permanent reference.", "reference.ref", example="P1")
    number = Number("Number; its page is `pilots/<number>/`.", example=1)
    state = Code("ISO code of the state.", "country.code", example="ET")
    themes = theme_slugs(PilotTheme, "pilot")
    title = Text("Title.", example={"ar": None, "en": "Decentralised institutional coordination", "fr": None})
    summary = Text("Two sentences on it.", example={"ar": None, "en": "The pilot deals with…", "fr": None})
    description = Text("What is done.", example={"ar": None, "en": None, "fr": None})
    objective = Text("What it is for.", example={"ar": None, "en": None, "fr": None})
    phase = Choice("How far it has come.", choices=PilotProject.Phase, example="final")
    start = Day("First day.", null=True, example=None)
    end = Day("Last day, inclusive.", null=True, example=None)
    institution = Link("Reference of the institution that runs it.", to=Institution, example=None)
    institution_name = Text("Name of that institution.", "institution.name", example=MINISTRY)
    milestones = Many(MilestoneShape(), Milestone, "pilot", "Its steps, by the day they are due.")
    indicators = Many(IndicatorShape(), Indicator, "pilot", "How its result is measured.")
    budget = Many(BudgetLineShape(), BudgetLine, "pilot", "Money planned, by donor.")
    updates = Many(UpdateShape(), Update, "pilot", "News, the newest first.")
    sources = Sources()
    url = Addresses(example="pilots/1/")


class Pilots(Collection):
    """Pilot projects: what is tried out in a state, how far it has come and what it costs."""

    name, singular = "pilots", "pilot"
    model, shape, visible = PilotProject, PilotShape, pilots_visible_to
    filters = {
        "state": by_state(),
        "theme": by_theme(PilotTheme, "pilot"),
        "phase": OneOf("How far it has come.", "phase", PilotProject.Phase.values),
    }
    order = "number"
