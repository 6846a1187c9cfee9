"""What a document's page shows of its language versions: files, corrections, and the text to be read."""

from collections.abc import Iterator

from django.db.models import Case, F, TextField, Value, When

from amedip.core import languages, markup
from workshops.models import Document, LanguageVersion

PORTION = 30_000  # characters of a long text on one page


def reading_of(document: Document, code: str) -> tuple[list[list[str]], list[str]]:
    """The readable text of the version in that language as HTML, in portions of whole paragraphs, and where else it is.

    The first is empty where the version has no text; the second are the other languages, in the portal's order.
    """
    found = LanguageVersion.objects.filter(document=document).with_reading().exclude(reading="")
    here = Case(When(language=code, then=F("reading")), default=Value(""), output_field=TextField())
    texts = dict(found.values_list("language", here))
    text = texts.pop(code, "").replace("\r\n", "\n")
    portions = [
        list(map(markup.blocks, portion)) for portion in _portions(filter(None, map(str.strip, text.split("\n\n"))))
    ]
    return portions, [other for other in languages.CODES if other in texts]


def files_of(document: Document) -> list[dict]:
    """The files that can be taken, by language: the present one first, then what corrections left, newest first.

    Each is a ``row`` with file, ``bytes`` and digest, its ``language`` and ``format``, and ``earlier``: whether another
    replaced it.
    """
    present = {version.language: version for version in document.versions.all()}
    earlier = list(document.earlier_files.select_related("version"))
    return [
        {"row": row, "language": code, "format": _format(row), "earlier": row is not present.get(code)}
        for code in languages.CODES
        for row in (present.get(code), *(row for row in earlier if row.version.language == code))
        if row is not None and row.file
    ]


def _format(row) -> str:
    return row.file.name.rpartition(".")[2].upper()


def _portions(paragraphs) -> Iterator[list[str]]:
    portion, length = [], 0
    for paragraph in paragraphs:
        if portion and length + len(paragraph) > PORTION:
            yield portion
            portion, length = [], 0
        portion.append(paragraph)
        length += len(paragraph)
    if portion:
        yield portion
