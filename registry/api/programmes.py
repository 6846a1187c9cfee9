"""The programmes in the API."""

from amedip.core.api.reading import Collection, everyone_sees
from amedip.core.api.shapes import Addresses, Choice, Code, Day, Link, Listed, Many, Number, RecordShape, Shape, Text
from registry.models import Institution, Mechanism, Objective, Programme, ProgrammeDonor, ProgrammePartner


class ObjectiveShape(Shape):
    number = Number("0 for the overall objective, 1 and up for the specific ones.", example=0)
    text = Text("The objective.", example={"ar": None, "en": "Strengthen diaspora policy.", "fr": None})


class MechanismShape(Shape):
    slug = Code("Short name.", example="registry")
    title = Text("Title.", example={"ar": None, "en": "Registry of Institutional Priorities", "fr": None})
    description = Text("How it works.", example={"ar": None, "en": "Published needs of the states.", "fr": None})
    since = Day("First day, known to `since_precision`.", null=True, example="2013-01-01")
    since_precision = Choice("How much of `since` is known.", choices=["day", "month"], example="month")


class ProgrammeShape(RecordShape):
    """A programme: what it is for, who carries it and by what means it works."""

    slug = Code("Permanent short name.", "reference.ref", example="amedip")
    acronym = Code("Acronym.", example="AMEDIP")
    title = Text("Title.", example={"ar": None, "en": "Strengthening … Diaspora Policy", "fr": None})
    standfirst = Text(
        "What it is, in two or three sentences.", example={"ar": None, "en": "AMEDIP helped…", "fr": None}
    )
    description = Text("More about it.", example={"ar": None, "en": None, "fr": None})
    start = Day("First day.", example="2011-07-01")
    end = Day("Last day, inclusive.", null=True, example="2014-09-30")
    implementer = Link("Reference of the implementing agency.", to=Institution, example="ORG-I01")
    partners = Listed(
        Code("", "institution.reference.ref", example="ORG-I02"), ProgrammePartner, "programme", "Its partners."
    )
    donors = Listed(Code("", "country.code", example="IT"), ProgrammeDonor, "programme", "ISO codes of its donors.")
    objectives = Many(ObjectiveShape(), Objective, "programme", "Its objectives.")
    mechanisms = Many(MechanismShape(), Mechanism, "programme", "The means by which it works.")
    predecessor_title = Text("What went before it.", example={"ar": None, "en": "MTM inventory", "fr": None})
    predecessor_description = Text("About that.", example={"ar": None, "en": None, "fr": None})
    predecessor_years = Code("Years of that.", null=True, example="2009–2010")
    url = Addresses(example="about/")


class Programmes(Collection):
    """The programmes that the portal serves, with their objectives and mechanisms."""

    name, singular = "programmes", "programme"
    model, shape, visible = Programme, ProgrammeShape, everyone_sees(Programme)
    schema_type = "Project"
