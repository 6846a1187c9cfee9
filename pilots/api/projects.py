"""Pilot projects in the API."""

from amedip.core.api.filters import OneOf
from amedip.core.api.reading import Collection
from amedip.core.api.shapes import (
    Addresses,
    Choice,
    Code,
    Day,
    Few,
    Flag,
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
from pilots.models import (
    BudgetLine,
    Indicator,
    Milestone,
    Period,
    PhaseChange,
    Picture,
    PilotDocument,
    PilotProject,
    PilotTheme,
    Transaction,
    Update,
)
from pilots.rules import pilots_visible_to
from registry.api.vocabulary import MINISTRY, by_state, by_theme, theme_slugs
from registry.models import Institution


class MilestoneShape(Shape):
    id = Number("By which a quarterly report names it.", example=7)
    title = Text("What is to be reached.", example={"ar": None, "en": "Needs assessed", "fr": None})
    due = Day("Day on which it is due.", example="2013-06-30")
    done = Day("Day on which it was reached.", null=True, example=None)
    note = Text("How it was reached, or why it is late.", example={"ar": None, "en": None, "fr": None})


class PhaseShape(Shape):
    phase = Choice("Into which phase it came.", choices=PilotProject.Phase, example="implementation")
    day = Day("On which day.", example="2013-01-15")


class PeriodShape(Shape):
    id = Number("By which a quarterly report names it.", example=12)
    start = Day("First day.", null=True, example="2013-01-01")
    end = Day("Last day, inclusive.", null=True, example="2013-12-31")
    target = Money("Value aimed at.", null=True, example="10.00")
    actual = Money("Value reached.", null=True, example=None)
    measured_on = Day("Day on which it was measured.", null=True, example=None)
    comment = Text("How it came about.", example={"ar": None, "en": None, "fr": None})
    verified_at = Moment("When staff verified the value.", null=True, example=None)


class IndicatorShape(Shape):
    title = Text("What is measured.", example={"ar": None, "en": "Offices opened", "fr": None})
    result = Text("The result that it measures.", "result.title", example={"ar": None, "en": "Offices", "fr": None})
    description = Text("More on it.", example={"ar": None, "en": None, "fr": None})
    unit = Text("In what.", example={"ar": None, "en": "offices", "fr": "bureaux"})
    measure = Choice("As what (code of IATI's IndicatorMeasure).", choices=Indicator.Measure, example="1")
    ascending = Flag("True where more is better.", example=True)
    baseline = Money("Value at the start.", null=True, example="0.00")
    baseline_on = Day("Day for which the baseline holds.", null=True, example="2013-01-01")
    periods = Many(PeriodShape(), Period, "indicator", "Its values, period by period.")


class BudgetLineShape(Shape):
    kind = Choice("Original (1) or revised (2), as in IATI's BudgetType.", choices=BudgetLine.Kind, example="1")
    status = Choice("Indicative (1) or committed (2), as in BudgetStatus.", choices=BudgetLine.Status, example="2")
    donor = Code("ISO code of the donor.", "donor.code", null=True, example="IT")
    agency = Link("Reference of the donor's agency.", to=Institution, example=None)
    amount = Money("Amount, a decimal string.", example="25000.00")
    currency = Code("ISO 4217 code.", example="EUR")
    start = Day("First day.", example="2013-01-01")
    end = Day("Last day, inclusive.", example="2013-12-31")


class TransactionShape(Shape):
    kind = Choice("Code of IATI's TransactionType.", choices=Transaction.Kind, example="3")
    ref = Code("Number in the books.", null=True, example="2013-17")
    day = Day("Day.", example="2013-03-04")
    donor = Code("ISO code of the donor.", "donor.code", null=True, example="IT")
    agency = Link("Reference of the donor's agency.", to=Institution, example=None)
    receiver = Link("Reference of the institution that gets it.", to=Institution, example=None)
    amount = Money("Amount, a decimal string; a correction may be negative.", example="1200.00")
    currency = Code("ISO 4217 code.", example="EUR")
    description = Text("What for.", example={"ar": None, "en": "First instalment", "fr": None})


class PictureShape(Shape):
    alt = Text("What can be seen.", example={"ar": None, "en": "The office", "fr": None})
    caption = Text("Caption.", example={"ar": None, "en": None, "fr": None})
    credit = Code("Who made it.", null=True, example=None)
    taken_on = Day("Day on which it was taken.", null=True, example=None)
    sha256 = Code("SHA-256 of the file; its first 16 digits end the file's address.", example="9f86d081884c7d65")


class PilotDocumentShape(Shape):
    title = Text("Title.", example={"ar": None, "en": "Final report", "fr": None})
    category = Choice("Code of IATI's DocumentCategory.", choices=PilotDocument.Category, example="A08")
    # “language” is what an object says of its texts.
    written_in = Code("Language in which it is written.", "language", null=True, example="fr")
    date = Day("Date.", null=True, example=None)
    sha256 = Code("SHA-256 of its file, if the portal holds it.", null=True, example=None)
    work = Code("Reference of the portal's document that it is.", "work.ref", null=True, example=None)
    address = Code("Its address elsewhere.", "url", null=True, example="https://example.org/report.pdf")


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
    phases = Few(PhaseShape(), PhaseChange, "pilot", "When it came into which phase, as far as anybody noted it.")
    start = Day("First day as planned.", null=True, example=None)
    end = Day("Last day as planned, inclusive.", null=True, example=None)
    began = Day("First day as it was.", null=True, example=None)
    ended = Day("Last day as it was, inclusive.", null=True, example=None)
    scope = Choice("Its reach (code of IATI's ActivityScope).", choices=PilotProject.Scope, null=True, example="4")
    currency = Code("ISO 4217 code in which it is mainly counted.", null=True, example="EUR")
    institution = Link("Reference of the institution that runs it.", to=Institution, example=None)
    institution_name = Text("Name of that institution.", "institution.name", example=MINISTRY)
    milestones = Few(MilestoneShape(), Milestone, "pilot", "Its steps, by the day they are due.")
    indicators = Many(IndicatorShape(), Indicator, "pilot", "How its result is measured.")
    budget = Many(BudgetLineShape(), BudgetLine, "pilot", "Money planned, by donor.")
    transactions = Many(TransactionShape(), Transaction, "pilot", "Money promised, given and spent.")
    documents = Few(PilotDocumentShape(), PilotDocument, "pilot", "What there is to read.")
    pictures = Few(PictureShape(), Picture, "pilot", "Pictures.")
    updates = Few(UpdateShape(), Update, "pilot", "News, the newest first.")
    sources = Sources()
    url = Addresses(example="pilots/1/")


class Pilots(Collection):
    """Pilot projects: what is tried out in a state, how far it has come and what it costs."""

    name, singular = "pilots", "pilot"
    model, shape, visible = PilotProject, PilotShape, pilots_visible_to
    schema_type = "Project"
    filters = {
        "state": by_state(),
        "theme": by_theme(PilotTheme, "pilot"),
        "phase": OneOf("How far it has come.", "phase", PilotProject.Phase.values),
    }
    order = "number"
