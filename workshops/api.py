"""Workshops, their recommendations and the documents in the API."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from amedip.core.api.filters import ByReference, OneOf
from amedip.core.api.reading import Collection, everyone_sees
from amedip.core.api.shapes import (
    Addresses,
    Choice,
    Code,
    Codes,
    Day,
    File,
    Link,
    Listed,
    Many,
    Number,
    RecordShape,
    Shape,
    Sources,
    Text,
)
from registry.api.vocabulary import MINISTRY, by_state
from registry.models import Institution
from workshops.models import (
    Document,
    EarlierFile,
    LanguageVersion,
    NamedResource,
    Participation,
    Passage,
    Recommendation,
    Session,
    Statement,
    StatementTheme,
    Topic,
    Workshop,
    WorkshopOrganiser,
)
from workshops.rules import documents_visible_to, workshops_visible_to


class TopicShape(Shape):
    text = Text("The topic.", example={"ar": None, "en": "Remittances", "fr": None})


def _passages_in(code: str) -> QuerySet:
    """The passages of a session in one language as one text; list items begin with a hyphen."""
    column = f"text_{code}"
    filled = Passage.objects.filter(session=OuterRef("pk")).exclude(**{column: None}).order_by()
    written = Cast(column, TextField())  # the translating field is of a type of its own
    line = Case(
        When(form=Passage.Form.ITEM, then=Concat(Value("- "), written, output_field=TextField())), default=written
    )
    joined = filled.values("session").annotate(joined=StringAgg(line, "\n\n", order_by=("position", "pk")))
    return joined.values("joined")


class SessionShape(Shape):
    number = Number("Number; 0 is the opening.", example=1)
    kind = Choice("Kind.", choices=Session.Kind, example="session")
    title = Text("Title.", example={"ar": None, "en": "Needs and gaps", "fr": None})
    summary = Text(
        "What was discussed: its passages, parted by an empty line. How they stand is told with each of them.",
        made_of=_passages_in,
        parts=(Passage, "session"),
        example={"ar": None, "en": "…", "fr": None},
    )


class PassageShape(RecordShape):
    """A paragraph, heading or list item of what a workshop discussed."""

    ref = Code("Permanent reference.", "reference.ref", example="tunis-2012-s1.p4")
    workshop = Code("Slug of the workshop.", "workshop.reference.ref", example="tunis-2012")
    session = Number("Number of its session.", "session.number", example=1)
    anchor = Code("Its address on the page of the workshop.", example="s1.p4")
    form = Choice("Form.", choices=Passage.Form, example="paragraph")
    level = Number("Level of a heading or list item, from 1.", example=1)
    text = Text("The text.", example={"ar": None, "en": "…", "fr": None})
    url = Addresses(example="workshops/tunis-2012/#s1.p4")


class StatementShape(Shape):
    session = Number("Number of the session in which it was said.", "session.number", example=3)
    passage = Code("Address of the passage that reports it.", "passage.anchor", null=True, example="s3.p2")
    state = Code("ISO code, if a state said it.", "country.code", null=True, example="SN")
    institution = Link("Reference, if an organisation said it.", to=Institution, example=None)
    about = Link("Reference of the institution it is about.", to=Institution, example=None)
    themes = Listed(
        Code("", "theme.reference.ref", example="remittances"), StatementTheme, "statement", "Slugs of its themes."
    )
    text = Text("What was said, in our words.", example={"ar": None, "en": "…", "fr": None})


class ParticipantShape(Shape):
    state = Code("ISO code, if it is a state.", "country.code", null=True, example="TN")
    institution = Link("Reference, if it is an organisation.", to=Institution, example=None)
    institution_name = Text(
        "Name of the organisation.", "institution.name", example={"ar": None, "en": None, "fr": None}
    )
    capacity = Choice("As what it was there.", choices=Participation.Capacity, example="focus-partner")


class NamedResourceShape(Shape):
    name = Text("Name.", example={"ar": None, "en": "PLASEPRI", "fr": "PLASEPRI"})
    note = Text("What it is.", example={"ar": None, "en": None, "fr": None})
    languages = Codes("Languages in which it is said to exist.", example=["fr"])
    session = Number("Number of the session that named it.", "session.number", null=True, example=2)


class WorkshopShape(RecordShape):
    """A dated meeting: when and where, who was there, what was discussed."""

    slug = Code("Permanent short name.", "reference.ref", example="tunis-2012")
    number = Number("Number in the series.", example=2)
    title = Text("Title.", example={"ar": None, "en": "Inter-institutional coordination", "fr": None})
    city = Text("City.", example={"ar": "تونس", "en": "Tunis", "fr": "Tunis"})
    venue = Text("Venue.", example={"ar": None, "en": "Gammarth", "fr": "Gammarth"})
    country = Code("ISO code of the country it was held in.", "country.code", example="TN")
    start = Day("First day.", example="2012-11-07")
    end = Day("Last day, inclusive.", example="2012-11-08")
    host = Link("Reference of the institution that was host.", to=Institution, example="TN-I01")
    host_name = Text("Name of the host.", "host.name", example=MINISTRY)
    organisers = Listed(
        Code("", "institution.reference.ref", example="ORG-I01"),
        WorkshopOrganiser,
        "workshop",
        "References of the organisers.",
    )
    summary = Text("What it was about.", example={"ar": None, "en": "The second AMEDIP workshop…", "fr": None})
    topics = Many(TopicShape(), Topic, "workshop", "What it dealt with.")
    sessions = Many(SessionShape(), Session, "workshop", "Opening, sessions and closing, in order.")
    statements = Many(StatementShape(), Statement, "workshop", "Who said what. Passages have a collection.")
    participants = Many(ParticipantShape(), Participation, "workshop", "States and organisations present.")
    resources = Many(NamedResourceShape(), NamedResource, "workshop", "Programmes, sites and papers named there.")
    url = Addresses(example="workshops/tunis-2012/")


class Workshops(Collection):
    """The workshops, each with its sessions and everyone present."""

    name, singular = "workshops", "workshop"
    model, shape, visible = Workshop, WorkshopShape, workshops_visible_to
    schema_type = "Event"
    filters = {"state": by_state(description="ISO code of the country it was held in.")}
    order = "number"


def by_workshop() -> ByReference:
    return ByReference("Slug of a workshop.", "workshop", Workshop, example="tunis-2012")


class RecommendationShape(RecordShape):
    """A numbered recommendation of a workshop, or a point of one."""

    ref = Code("Permanent reference.", "reference.ref", example="tunis-2012-r2.1")
    workshop = Code("Slug of the workshop.", "workshop.reference.ref", example="tunis-2012")
    number = Code("Its number: 2 for a recommendation, 2.1 for a point of it.", example="2.1")
    parent = Link("Reference of the recommendation it is a point of.", to=Recommendation, example="tunis-2012-r2")
    title = Text("Title.", example={"ar": None, "en": "Map the institutions", "fr": None})
    text = Text("The recommendation.", example={"ar": None, "en": "…", "fr": None})
    position = Number("Place in the order of the workshop.", example=3)
    url = Addresses(example="workshops/tunis-2012/#r2.1")


class Recommendations(Collection):
    """What workshops recommended, point by point."""

    name, singular = "recommendations", "recommendation"
    model, shape, visible = Recommendation, RecommendationShape, everyone_sees(Recommendation)
    filters = {"workshop": by_workshop()}


class Passages(Collection):
    """What workshops discussed, passage by passage."""

    name, singular = "passages", "passage"
    model, shape, visible = Passage, PassageShape, everyone_sees(Passage)
    filters = {"workshop": by_workshop()}


class SupersededShape(Shape):
    date = Day("Date of the version it was.", null=True, example="2012-11-08")
    replaced_on = Day("Day on which a corrected file took its place.", example="2013-01-21")
    note = Text("What was corrected then.", example={"ar": None, "en": "The list of participants.", "fr": None})
    file = File(
        "Its address, which stays.",
        address="/{}/documents/{}/files/{:.16}/",
        given=("version__language", "document__reference__ref", "sha256"),
        example=None,
    )
    bytes = Number("Size of the file.", example=18_244)
    sha256 = Code("Digest of the file.", example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")


class VersionShape(Shape):
    language = Choice("Language (BCP 47).", choices=["ar", "en", "fr"], example="fr")
    date = Day("Date of this version.", null=True, example=None)
    file = File(
        "Address of its file; null while none is held.",
        address="/{}/documents/{}/download/",
        given=("language", "document__reference__ref"),
        example=None,
    )
    bytes = Number("Size of the file.", null=True, example=None)
    sha256 = Code("Digest of the file.", null=True, example=None)
    superseded = Many(SupersededShape(), EarlierFile, "version", "Files that a corrected one replaced, newest first.")


class DocumentShape(RecordShape):
    """A work, with the language versions that exist."""

    slug = Code("Permanent short name.", "reference.ref", example="tunis-discussions")
    title = Text("Title.", example={"ar": None, "en": "Tunis Discussions", "fr": "Discussions de Tunis"})
    description = Text("What it is.", example={"ar": None, "en": None, "fr": None})
    kind = Choice("Kind.", choices=Document.Kind, example="summary")
    workshop = Link("Slug of the workshop it comes from.", to=Workshop, example="tunis-2012")
    published_on = Day("Day of publication.", null=True, example=None)
    versions = Many(VersionShape(), LanguageVersion, "document", "The language versions that exist, and no others.")
    sources = Sources()
    url = Addresses(example="documents/tunis-discussions/")


class Documents(Collection):
    """The documents, each one work with up to three language versions."""

    name, singular = "documents", "document"
    model, shape, visible = Document, DocumentShape, documents_visible_to
    schema_type = "DigitalDocument"
    filters = {"kind": OneOf("Kind of document.", "kind", Document.Kind.values), "workshop": by_workshop()}
