"""The Registry in the API: themes, rounds, priorities and practices."""

from amedip.core.api.filters import ByReference, OneOf
from amedip.core.api.reading import Collection, everyone_sees
from amedip.core.api.shapes import (
    Addresses,
    Choice,
    Code,
    Day,
    Flag,
    Link,
    Listed,
    Moment,
    Number,
    RecordShape,
    Sources,
    Text,
)
from registry.api.past import held_on
from registry.api.vocabulary import MINISTRY, by_state, by_theme, theme_slugs
from registry.models import (
    ConsultationRound,
    Institution,
    Practice,
    PracticeTheme,
    Priority,
    PriorityInstitution,
    PriorityTheme,
    RoundState,
    Theme,
)
from registry.rules import practices_visible_to, priorities_visible_to


class ThemeShape(RecordShape):
    """A subject of diaspora policy."""

    slug = Code("Permanent short name.", "reference.ref", example="remittances")
    name = Text("Name.", example={"ar": "التحويلات المالية", "en": "Remittances", "fr": "Transferts de fonds"})
    description = Text("What belongs to it.", example={"ar": None, "en": "Money sent home.", "fr": None})
    position = Number("Place in the order in which pages show the themes.", example=4)
    sources = Sources()
    url = Addresses(example="themes/remittances/")


class Themes(Collection):
    """The shared vocabulary that ties priorities, practices, exchanges and pilots together."""

    name, singular = "themes", "theme"
    model, shape, visible = Theme, ThemeShape, everyone_sees(Theme)
    schema_type = "DefinedTerm"


class RoundShape(RecordShape):
    """A consultation of the states: a dated collection of priorities."""

    slug = Code("Permanent short name.", "reference.ref", example="consultation-2011")
    title = Text("Title.", example={"ar": None, "en": "National Consultations, December 2011", "fr": None})
    opens = Day("First day, known to `opens_precision`.", example="2011-12-01")
    opens_precision = Choice("How much of `opens` is known.", choices=["day", "month", "year"], example="month")
    closes = Day("Last day, inclusive; null when it is not known or not set.", null=True, example=None)
    instructions = Text("What the states were asked.", example={"ar": None, "en": "Name your needs.", "fr": None})
    states = Listed(Code("", "country.code", example="TN"), RoundState, "round", "ISO codes of the states invited.")
    sources = Sources()
    url = Addresses(example="registry/?round=consultation-2011")


class Rounds(Collection):
    """National Consultations: each is a dated collection of the states' priorities."""

    name, singular = "rounds", "round"
    model, shape, visible = ConsultationRound, RoundShape, everyone_sees(ConsultationRound)
    schema_type = "Event"


class PriorityShape(RecordShape):
    """One need or gap that a state names, or that was drawn from a passage of a source (`derived`)."""

    ref = Code("Permanent reference, STATE-YEAR-NUMBER.", "reference.ref", example="TN-2012-003")
    state = Code("ISO code of the state whose need it is.", "country.code", example="TN")
    round = Link("Slug of the consultation it was given in; null outside any.", to=ConsultationRound, example=None)
    themes = theme_slugs(PriorityTheme, "priority")
    title = Text("The need in one line.", example={"ar": None, "en": "Lower the cost of transfers", "fr": None})
    description = Text("The need in full.", example={"ar": None, "en": "Tunisia said that…", "fr": None})
    need = Text("What is missing.", example={"ar": None, "en": None, "fr": None})
    desired_result = Text("What should be different then.", example={"ar": None, "en": None, "fr": None})
    status = Choice("Where it stands.", choices=Priority.PUBLIC_STATES, example="published")
    institution = Link("Reference of the lead institution.", to=Institution, example="TN-I01")
    institution_name = Text("Name of the lead institution.", "institution.name", example=MINISTRY)
    other_institutions = Listed(
        Code("", "institution.reference.ref", example="TN-I02"),
        PriorityInstitution,
        "priority",
        "References of the other institutions, in order.",
    )
    time_frame = Choice("By when.", choices=Priority.TimeFrame, null=True, example="three-years")
    importance = Choice("How important the state finds it.", choices=Priority.Importance, null=True, example="high")
    expertise = Choice(
        "Whether expertise is sought or offered.", choices=Priority.Expertise, null=True, example="sought"
    )
    sources = Sources()
    derived = Flag("True: drawn from a source, not an entry by the state.", example=True)
    year = Number("Year of the consultation or of the source.", example=2012)
    confirmed_on = Day("Day on which the state last said that it still stands.", null=True, example=None)
    published_at = Moment("When it was published.", null=True, example="2026-11-22T01:45:00Z")
    superseded_by = Link("Reference of the priority that took its place.", to=Priority, example=None)
    url = Addresses(example="registry/TN-2012-003/")


class Priorities(Collection):
    """The Registry of Institutional Priorities: published needs and gaps, also those fulfilled or superseded since."""

    name, singular = "priorities", "priority"
    model, shape, visible = Priority, PriorityShape, priorities_visible_to
    filters = {
        "state": by_state(),
        "theme": by_theme(PriorityTheme, "priority"),
        "round": ByReference("Slug of a consultation.", "round", ConsultationRound, example="consultation-2011"),
        "status": OneOf("Where it stands.", "status", Priority.PUBLIC_STATES),
    }
    past = staticmethod(held_on)


class PracticeShape(RecordShape):
    """Something a state does and can share."""

    ref = Code("Permanent reference, STATE-NUMBER.", "reference.ref", example="ML-001")
    state = Code("ISO code of the state.", "country.code", example="ML")
    themes = theme_slugs(PracticeTheme, "practice")
    title = Text("What it is, in one line.", example={"ar": None, "en": "TOKTEN", "fr": "TOKTEN"})
    description = Text("How it works.", example={"ar": None, "en": "Experts abroad teach at home.", "fr": None})
    institution = Link("Reference of the institution that runs it.", to=Institution, example="ML-I01")
    institution_name = Text("Name of that institution.", "institution.name", example=MINISTRY)
    sources = Sources()
    url = Addresses(example="practices/ML-001/")


class Practices(Collection):
    """What states do and can share: the supply side of expert exchange."""

    name, singular = "practices", "practice"
    model, shape, visible = Practice, PracticeShape, practices_visible_to
    filters = {"state": by_state(), "theme": by_theme(PracticeTheme, "practice")}
