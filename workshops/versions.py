"""What a document's page shows of its language versions: files, corrections, and the text to be read."""

from collections.abc import Iterator

from amedip.core import languages
from workshops.models import Document, LanguageVersion

PORTION = 30_000  # characters of a long text on one page


def reading_of(document: Document, code: str) -> list[list[str]]:
    """The readable text of the version in that language, in portions of whole paragraphs; none where it has none."""
    found = LanguageVersion.objects.filter(document=document, language=code).with_reading()
    text = found.values_list("reading", flat=True).first() or ""
    return list(_portions(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()))


def languages_to_read(document: Document) -> list[str]:
    """The languages in which there is a readable text, in the portal's order."""
    found = LanguageVersion.objects.filter(document=document).with_reading().exclude(reading="")
    there = set(found.values_list("language", flat=True))
    return [code for code in languages.CODES if code in there]


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
