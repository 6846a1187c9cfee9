"""Editions of the Registry in the API."""

from amedip.core.api.reading import Collection, everyone_sees
from amedip.core.api.shapes import Addresses, Choice, Code, File, Link, Many, Moment, Number, RecordShape, Shape, Text
from registry.models import ConsultationRound, Edition, EditionFile


class EditionFileShape(Shape):
    format = Choice("Format.", choices=EditionFile.Format.values, example="pdf")
    language = Code("Language of the file.", example="fr")
    bytes = Number("Size in bytes.", example=311933)
    sha256 = Code(
        "SHA-256 of the file, hexadecimal.", example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )
    url = File(
        "Address of the file.",
        "path",
        address="/{}/registry/editions/{}.{}",
        given=("language", "edition__number", "format"),
        example="http://localhost:8000/fr/registry/editions/1.pdf",
    )


class EditionShape(RecordShape):
    """The published Registry as it stood when a consultation closed; it never changes."""

    ref = Code("Permanent reference, the number.", "reference.ref", example="1")
    number = Number("Number, from 1.", example=1)
    title = Text("Title.", example={"ar": None, "en": "Edition 1: National Consultations 2027", "fr": None})
    round = Link("Slug of the consultation whose closing made it.", to=ConsultationRound, example="consultation-2027")
    closed_at = Moment("When the consultation closed.", example="2027-03-31T15:00:00Z")
    files = Many(
        EditionFileShape(), EditionFile, "edition", "Its files in all languages; none while they are being made."
    )
    url = Addresses(example="registry/editions/1/")


class Editions(Collection):
    """Editions of the Registry: what it held when each consultation closed, with files in all languages."""

    name, singular = "editions", "edition"
    model, shape, visible = Edition, EditionShape, everyone_sees(Edition)
    schema_type = "Dataset"
