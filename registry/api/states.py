"""States in the API: with their institutions and how these work together."""

from amedip.core.api.filters import OneOf, through
from amedip.core.api.reading import Collection, everyone_sees
from amedip.core.api.shapes import (
    Addresses,
    Choice,
    Code,
    Codes,
    Degrees,
    Link,
    Listed,
    Many,
    RecordShape,
    Shape,
    Sources,
    Text,
)
from registry.api.vocabulary import MINISTRY, by_state
from registry.models import CoordinationMechanism, Country, CountryRole, Institution, MechanismMember


class MechanismOfStateShape(Shape):
    ref = Code("Permanent reference.", "reference.ref", example="TN-C01")
    name = Text("Name.", example={"ar": None, "en": "Two steering committees", "fr": "Deux comités de pilotage"})
    model = Choice("How it coordinates.", choices=CoordinationMechanism.Model, example="joint-committee")


class StateShape(RecordShape):
    """A state, or the group of states, with all its roles in the programme."""

    code = Code("ISO 3166-1 alpha-2 code, or `EU` for the group.", example="TN")
    name = Text("Name, after CLDR.", example={"ar": "تونس", "en": "Tunisia", "fr": "Tunisie"})
    roles = Listed(
        Choice("", "role", choices=CountryRole.Role, example="focus-partner"), CountryRole, "country", "All its roles."
    )
    languages = Codes("Its working languages (BCP 47).", example=["ar", "fr"])
    summary = Text("Its part in the programme.", example={"ar": None, "en": "A Focus Partner State.", "fr": None})
    coordination_mechanisms = Many(
        MechanismOfStateShape(), CoordinationMechanism, "country", "How its institutions work together."
    )
    longitude = Degrees("Of its marker on the map, in degrees.", null=True, example=10.18)
    latitude = Degrees("Of its marker on the map, in degrees.", null=True, example=36.81)
    url = Addresses(example="states/TN/")


class States(Collection):
    """States and the group EU-27 with all their roles: Focus Partner States, participating states, donors, hosts."""

    name, singular = "states", "state"
    model, shape, visible = Country, StateShape, everyone_sees(Country)
    schema_type = "Country"
    filters = {
        "role": OneOf("Role in the programme.", through(CountryRole, "country", "role"), CountryRole.Role.values),
    }
    order = "code"


class InstitutionShape(RecordShape):
    """A ministry, directorate, agency, committee… of a state, or an organisation."""

    ref = Code("Permanent reference.", "reference.ref", example="TN-I01")
    name = Text("Name.", example=MINISTRY)
    acronym = Code("Acronym.", null=True, example=None)
    state = Code(
        "ISO code of its state; null for an organisation that belongs to none.", "country.code", null=True, example="TN"
    )
    kind = Choice("Kind.", choices=Institution.Kind, example="ministry")
    parent = Link("Reference of the institution it is part of.", to=Institution, example=None)
    description = Text("What it does.", example={"ar": None, "en": "In charge of Tunisians abroad.", "fr": None})
    sources = Sources()


class Institutions(Collection):
    """Institutions of the states, and the organisations that work with them."""

    name, singular = "institutions", "institution"
    model, shape, visible = Institution, InstitutionShape, everyone_sees(Institution)
    schema_type = "Organization"
    filters = {"state": by_state(), "kind": OneOf("Kind of institution.", "kind", Institution.Kind.values)}


class CoordinationMechanismShape(RecordShape):
    """How a state's institutions work together."""

    ref = Code("Permanent reference.", "reference.ref", example="TN-C01")
    state = Code("ISO code of the state.", "country.code", example="TN")
    name = Text("Name.", example={"ar": None, "en": "Two steering committees", "fr": "Deux comités de pilotage"})
    model = Choice("How it coordinates.", choices=CoordinationMechanism.Model, example="joint-committee")
    description = Text("How it works.", example={"ar": None, "en": "The committees meet every quarter.", "fr": None})
    institutions = Listed(
        Code("", "institution.reference.ref", example="TN-I01"),
        MechanismMember,
        "mechanism",
        "Institutions that take part.",
    )
    sources = Sources()
    url = Addresses(example="states/TN/#TN-C01")


class CoordinationMechanisms(Collection):
    """How the institutions of a state work together: committees, secretariats, lead ministries, thematic groups."""

    name, singular = "coordination-mechanisms", "coordination-mechanism"
    model, shape = CoordinationMechanism, CoordinationMechanismShape
    visible = everyone_sees(CoordinationMechanism)
    filters = {"state": by_state()}
