"""The public pages of documents, and their files."""

from csp.constants import HEADER as POLICY
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.documents import MEDIA_TYPES, readable
from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page, read_only
from amedip.core.templatetags.house import LANGUAGE_LABELS
from workshops import rules
from workshops.citing import FORMATS, document_cited, on_page
from workshops.models import Document
from workshops.structured import structured_document
from workshops.versions import files_of, reading_of
from workshops.views.workshops import citation_file

NO_VERSION = {
    "ar": _("There is no Arabic version of this document."),
    "en": _("There is no English version of this document."),
    "fr": _("There is no French version of this document."),
}


@public_page
def documents(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.documents_visible_to(request.user).for_listing().order_by("position", "pk"), wanted["page"])
    return render(request, "workshops/documents.html", {"page": page})


@public_page
def document(request, slug):
    if slug != slug.lower():
        return redirect("workshops:document", slug.lower(), permanent=True)
    found = rules.documents_visible_to(request.user).for_listing().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Document.KIND, slug)
    texts, elsewhere = reading_of(found, languages.current())
    portions = Paginator(texts, 1)
    wanted = ListForm(request.GET).read()["page"] or 1
    if wanted > portions.num_pages:
        raise Http404
    page = _document_page(request, found) | {
        "reading": portions.page(wanted) if portions.count else None,
        "elsewhere": elsewhere,
    }
    return render(request, "workshops/document.html", page)


def _document_page(request, found):
    there = {version.language: version for version in found.versions.all()}
    missing_versions = {code: sentence for code, sentence in NO_VERSION.items() if code not in there}
    related = rules.documents_visible_to(request.user).for_listing().exclude(pk=found.pk)
    return {
        "document": found,
        "existing": there,
        "existing_names": [LANGUAGE_LABELS[code] for code in languages.CODES if code in there],
        "held": [code for code, version in there.items() if version.file],
        "files": files_of(found),
        "none_here": missing_versions.pop(languages.current(), ""),
        "missing": list(missing_versions.values()),
        "related": related.filter(workshop=found.workshop_id) if found.workshop_id else [],
        "citation": on_page(document_cited(found, languages.current()), languages.current()),
        "citation_files": FORMATS.items(),
        "data": structured_document(found, there),
    }


@read_only
def document_citation(request, slug, suffix):
    found = rules.documents_visible_to(request.user).for_listing().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Document.KIND, slug)
    return citation_file(document_cited(found, languages.current()), suffix)


@read_only
def download(request, slug):
    """The file of the page's language; without one, a 404 page that says why and shows what there is."""
    found = rules.documents_visible_to(request.user).for_listing().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Document.KIND, slug)
    code = languages.current()
    version = next((version for version in found.versions.all() if version.language == code), None)
    if version is None or not _is_held(version):
        return _refused(request, found, "no-version" if version is None else "no-file")
    return _given(request, found, version, code)


@read_only
def document_file(request, slug, digest):
    """The file with this digest, the present one of its language or an earlier one: its address is for good."""
    found = rules.documents_visible_to(request.user).for_listing().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Document.KIND, slug)
    file = next((file for file in files_of(found) if file["row"].digest == digest), None)
    if file is None:
        raise Http404
    if not _is_held(file["row"]):
        return _refused(request, found, "no-file")
    return _given(request, found, file["row"], file["language"])


def _is_held(row) -> bool:
    return bool(row.file) and row.file.storage.exists(row.file.name)


def _refused(request, found, reason):
    return render(request, "workshops/document.html", _document_page(request, found) | {"refused": reason}, status=404)


def _given(request, document, row, code):
    """The file, to be saved and never to be shown: whatever it holds, no browser runs it in the portal's name."""
    etag = f'"{row.sha256}"'
    if row.sha256 and etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        ending = row.file.name.rpartition(".")[2]
        response = FileResponse(
            row.file.open("rb"),
            as_attachment=True,
            filename=_file_name(document, code, ending),
            content_type=MEDIA_TYPES.get(ending, "application/octet-stream"),
            headers={POLICY: "default-src 'none'; sandbox"},
        )
        if row.bytes is not None:
            # Not every storage says it beforehand.
            response.headers.setdefault("Content-Length", str(row.bytes))
    if row.sha256:
        response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


def _file_name(document, code: str, ending: str) -> str:
    """The title in the page's language, as a file may be called everywhere, and the language of the file."""
    title = getattr(document, f"title_{languages.current()}") or document.headline
    return f"{readable(title)} ({code}).{ending}"
