"""The public pages of workshops: what was discussed, to be read, cited and taken along."""

from dataclasses import asdict

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages, stamp
from amedip.core.errors import NothingHere
from amedip.core.listing import ListForm, page_of
from amedip.core.pages import missing, public_page, read_only
from amedip.core.publications.answers import being_made, hand_out, tag_of
from registry.models import Country, Programme
from workshops import rules
from workshops.actions import ask_for_summary_file
from workshops.citing import FORMATS, MEDIA_TYPES, addresses_of, in_words, on_page, workshop_cited, written
from workshops.figures import seats
from workshops.forms import BesideForm
from workshops.models import Workshop
from workshops.publication import MEDIA_TYPE, SummaryFile, file_name
from workshops.publication import render as render_summary
from workshops.reading import Summary, presence_of, resources_of, tree_of
from workshops.structured import structured_workshop

NO_SUMMARY = {
    "ar": gettext_lazy("There is no Arabic text of this summary yet."),
    "en": gettext_lazy("There is no English text of this summary yet."),
    "fr": gettext_lazy("There is no French text of this summary yet."),
}
# So many passages are typeset while the reader waits, in about a second; more of them by a job.
AT_ONCE = 200


@public_page
def workshops(request):
    wanted = ListForm(request.GET).read()
    page = page_of(rules.workshops_visible_to(request.user).for_listing().order_by("-start", "-pk"), wanted["page"])
    return render(request, "workshops/workshops.html", {"page": page})


@public_page
def workshop(request, slug):
    if slug != slug.lower():
        return redirect("workshops:workshop", slug.lower(), permanent=True)
    found = rules.workshops_visible_to(request.user).for_page().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Workshop.KIND, slug)
    present = presence_of(found)
    reading = Summary(found, BesideForm(request.GET).read()["beside"])
    mirrored = languages.direction(languages.current()) == "rtl"
    return render(
        request,
        "workshops/workshop.html",
        {
            "workshop": found,
            "reading": reading,
            "absent_texts": [NO_SUMMARY[code] for code in reading.missing],
            "readable_in": [(code, code in reading.shown) for code in languages.CODES if code in reading.there],
            "citations": _citations(found, reading),
            "resources": resources_of(found),
            "recommendations": tree_of(found.recommendation_rows),
            "present": present,
            "absent": _absent_donors(found, present) if found.participation_rows else [],
            "seats": seats(present["states"], present["donors"], present["organisations"], mirrored=mirrored),
            "documents": rules.documents_visible_to(request.user).for_listing().filter(workshop=found),
            "data": structured_workshop(found, present),
        },
    )


def _citations(workshop, reading) -> dict[str, str]:
    """By address, the citations of all passages and recommendations in the reader's language."""
    code = languages.current()
    passages = [passage["anchor"] for session in reading.sessions for passage in session["passages"]]
    addresses = [*passages, *(f"r{row['number']}" for row in workshop.recommendation_rows)]
    return {at: in_words(workshop_cited(workshop, at, code), code) for at in addresses}


def _absent_donors(workshop, present):
    """The donors of the programme of those days that are not among those present."""
    programmes = Programme.objects.filter(Q(end=None) | Q(end__gte=workshop.start), start__lte=workshop.start)
    there = [row["code"] for row in [*present["donors"], *present["states"]]]
    return (
        Country.objects.filter(programmes_funded__in=programmes)
        .exclude(code__in=there)
        .select_related("reference")
        .in_order()
        .distinct()
    )


@public_page
def cite(request, slug):
    """How the summary, or what stands at ``?at=``, is cited: in words of each language, and as files for programs."""
    found = rules.workshops_visible_to(request.user).select_related("reference").filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Workshop.KIND, slug)
    at = _asked_at(request, found)
    works = [(code, workshop_cited(found, at, code)) for code in languages.CODES]
    page = {
        "workshop": found,
        "at": at,
        "citations": [(code, on_page(work, code)) for code, work in works],
        "citation_files": FORMATS.items(),
    }
    return render(request, "workshops/cite.html", page)


def _asked_at(request, workshop) -> str:
    """The address that is asked for; raises ``NothingHere`` if the workshop has no such passage."""
    at = request.GET.get("at", "")
    if at and at not in addresses_of(workshop):
        raise NothingHere(_("The summary has nothing at this address. Open it and choose the paragraph there."))
    return at


@read_only
def citation(request, slug, suffix):
    found = rules.workshops_visible_to(request.user).select_related("reference").filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Workshop.KIND, slug)
    return citation_file(workshop_cited(found, _asked_at(request, found), languages.current()), suffix)


def citation_file(work, suffix: str) -> HttpResponse:
    """The citation of a work as a file for programs."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{work.key}.{suffix}")
    headers = {"Content-Disposition": disposition, "Cache-Control": "public, max-age=300"}
    return HttpResponse(written(work, suffix), content_type=MEDIA_TYPES[suffix], headers=headers)


@read_only
def summary(request, slug):
    """The summary in the page's language as a PDF, kept under the public stamp as pages are."""
    place = SummaryFile("pdf", languages.current(), stamp.current(), slug)
    found = rules.workshops_visible_to(request.user).for_page().filter(reference__ref=slug).first()
    if found is None:
        return missing(request, Workshop.KIND, slug)
    passages = found.passages.count()
    if not passages:
        raise NothingHere(_("No summary of this workshop is held here, so there is no file of it."))
    path = place.find()
    if path is None and passages > AT_ONCE:
        path = place.find_fresh()
        if path is None:
            job = ask_for_summary_file(asdict(place), key=place.key)
            return being_made(request, job, back=found.get_absolute_url(), back_label=_("Back to the workshop"))
    if path is None:
        path = place.put(render_summary(found, place.language))
    return hand_out(request, path.read_bytes, MEDIA_TYPE, file_name(found), tag=tag_of(path))
