"""Documents and workshops in the fifteen words of Dublin Core, each text in every language in which it stands."""

import mimetypes
from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.utils import translation

from amedip.core import languages, markup
from amedip.portal.context import newest_first
from workshops.models import Document, LanguageVersion, Topic, Workshop, WorkshopOrganiser


class Statement(NamedTuple):
    """An element without its namespace, its text, and the language of that if it is one."""

    element: str
    text: str
    language: str = ""


def statements_of(references: Collection[int]) -> dict[int, list[Statement]]:
    """What is said of those of the references (keys) that are documents or workshops; in a few queries for all."""
    publishers = list(_publisher())
    found = {row.reference_id: [*_of_document(row), *publishers] for row in _documents(references)}
    return found | {row.reference_id: [*_of_workshop(row), *publishers] for row in _workshops(references)}


def _documents(references):
    rows = Document.objects.filter(reference__in=references).select_related("reference", "workshop__reference")
    return rows.prefetch_related(Prefetch("versions", LanguageVersion.objects.order_by("language")))


def _workshops(references):
    rows = Workshop.objects.filter(reference__in=references).select_related("reference", "country", "host")
    documents = Document.objects.filter(workshop=OuterRef("pk")).order_by(*Document._meta.ordering)
    rows = rows.annotate(document_paths=ArraySubquery(documents.values("reference__path")))
    organisers = WorkshopOrganiser.objects.select_related("institution")
    return rows.prefetch_related(Prefetch("organiser_links", organisers), Prefetch("topics", Topic.objects.all()))


def _publisher() -> Iterator[Statement]:
    programme = newest_first().select_related("implementer").first()
    if programme:
        yield from _texts("publisher", programme.implementer, "name")


def _of_document(document: Document) -> Iterator[Statement]:
    versions = list(document.versions.all())
    codes = [version.language for version in versions]
    yield from _texts("title", document, "title")
    yield from _texts("description", document, "description")
    dates = {version.date for version in versions if version.date} or {document.published_on}
    yield from (Statement("date", date.isoformat()) for date in sorted(filter(None, dates)))
    yield Statement("type", "Text")
    yield from _labels("type", Document.Kind(document.kind).label)
    types = {mimetypes.guess_type(version.file.name)[0] for version in versions if version.file}
    yield from (Statement("format", type_) for type_ in sorted(filter(None, types)))
    yield from (Statement("identifier", address) for address in _addresses(document.reference.path, codes))
    yield from (Statement("language", code) for code in codes)
    if document.workshop:
        yield from (Statement("relation", address) for address in _addresses(document.workshop.reference.path))


def _of_workshop(workshop: Workshop) -> Iterator[Statement]:
    codes = [code for code in languages.CODES if workshop.names()[code]]
    yield from _texts("title", workshop, "title")
    for link in workshop.organiser_links.all():
        yield from _texts("creator", link.institution, "name")
    if workshop.host:
        yield from _texts("contributor", workshop.host, "name")
    for topic in workshop.topics.all():
        yield from _texts("subject", topic, "text")
    yield from _texts("description", workshop, "summary")
    yield Statement("date", workshop.start.isoformat())
    yield Statement("type", "Text")
    yield from (Statement("identifier", address) for address in _addresses(workshop.reference.path, codes))
    yield from (Statement("language", code) for code in codes)
    for path in workshop.document_paths:
        yield from (Statement("relation", address) for address in _addresses(path))
    yield from _texts("coverage", workshop, "city")
    yield from _texts("coverage", workshop.country, "name")


def _texts(element: str, row, field: str) -> Iterator[Statement]:
    for code in languages.CODES:
        if text := getattr(row, f"{field}_{code}"):
            yield Statement(element, markup.without_marks(text), code)


def _labels(element: str, label) -> Iterator[Statement]:
    """A word of the catalogues in each language."""
    for code in languages.CODES:
        with translation.override(code):
            yield Statement(element, str(label), code)


def _addresses(path: str, codes: Collection[str] = languages.CODES) -> list[str]:
    """The page in each of the languages, or in all where none is named."""
    return [f"{settings.SITE_URL}/{code}/{path}" for code in codes or languages.CODES]
