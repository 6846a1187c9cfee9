"""Editions of the Registry and their files, and the Registry of today as a file."""

import datetime
from dataclasses import asdict

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amedip.core import languages, stamp
from amedip.core.errors import NothingHere
from amedip.core.models import Reference
from amedip.core.pages import missing, public_page, read_only
from amedip.core.publications.answers import being_made, hand_out, tag_of
from amedip.core.publications.words import written_day, written_today
from registry.actions import ask_for_todays_file, files_job
from registry.comparing import Kind, StateChanges, compare
from registry.editions import content_of, count, end_of, first_day
from registry.forms import DifferencesForm
from registry.models import Edition, EditionFile, Priority
from registry.publications import MEDIA_TYPES, file_name
from registry.publications import render as render_file
from registry.publications.reading import Reading, labels
from registry.shelf import Today

# So many priorities are typeset or written while the reader waits, in about two seconds; more of them by a job.
AT_ONCE = {"pdf": 200, "xlsx": 600, "csv": 2_000, "json": 2_000}


@public_page
def editions(request):
    rows = Edition.objects.defer("content").select_related("reference", "round__reference").prefetch_related("files")
    return render(
        request,
        "registry/editions.html",
        {"editions": [(row, _files_here(row)) for row in rows]},
    )


@public_page
def edition(request, number):
    found = Edition.objects.select_related("reference", "round__reference").filter(number=number).first()
    if found is None:
        return missing(request, Edition.KIND, str(number))
    reading = Reading(found.content, found.number)
    still_there = _public_refs(reading)
    return render(
        request,
        "registry/edition.html",
        {
            "edition": found,
            "round": found.round,
            "count": len(reading.priorities),
            "states": [
                (_row(state), [_row(priority) | {"open": priority["ref"] in still_there} for priority in priorities])
                for state, priorities in reading.states
            ],
            "files": _files_here(found),
        },
    )


@public_page
def differences(request):
    rows = list(Edition.objects.defer("content").select_related("reference"))
    form = DifferencesForm(request.GET, {row.number for row in rows})
    page = {"form": form, "editions": rows, "first": first_day()}
    if not form.is_valid():
        return render(request, "registry/differences.html", page, status=400)
    if form.cleaned_data:
        before, after = (_content_at(form.cleaned_data[name]) for name in ("from", "to"))
        page |= {
            "before": _moment_name(rows, form.cleaned_data["from"]),
            "after": _moment_name(rows, form.cleaned_data["to"]),
            "states": [_changes(changes) for changes in compare(before, after)],
        }
    return render(request, "registry/differences.html", page)


def _content_at(moment: int | datetime.date | None) -> dict:
    """The content of an edition, of a day that is over or of now."""
    if moment is None:
        return content_of()
    if isinstance(moment, datetime.date):
        return content_of(end_of(moment))
    return Edition.objects.get(number=moment).content


def _moment_name(rows: list[Edition], moment: int | datetime.date | None) -> str:
    if moment is None:
        return _("today")
    if isinstance(moment, datetime.date):
        return written_day(moment)
    return next(row.headline for row in rows if row.number == moment)


def _changes(changes: StateChanges) -> dict:
    """A state with its changes as templates read them."""
    named = labels()
    return {
        "state": _row(changes.state),
        "kinds": [
            (
                kind,
                [
                    _row(priority)
                    | {
                        "rewordings": [
                            (named[rewording.field], rewording)
                            for rewording in (changes.rewordings[priority["ref"]] if kind == Kind.REWORDED else ())
                        ]
                    }
                    for priority in changes.by_kind[kind]
                ],
            )
            for kind in Kind
            if kind in changes.by_kind
        ],
    }


def _row(entry: dict) -> dict:
    """The entry with its name or title in the columns that templates read."""
    field, texts = ("title", entry["texts"]["title"]) if "texts" in entry else ("name", entry["name"])
    row = entry | {f"{field}_{code}": texts[code] for code in languages.CODES}
    if "status" in entry:
        row["get_status_display"] = Priority.Status(entry["status"]).label
    return row


def _public_refs(reading: Reading) -> set[str]:
    """Those of its priorities that still have a page."""
    refs = [priority["ref"] for priority in reading.priorities]
    return set(Reference.objects.public().filter(kind=Priority.KIND, ref__in=refs).values_list("ref", flat=True))


def _files_here(found: Edition) -> list[EditionFile]:
    """Its files in the page's language, what people read first."""
    files = {file.format: file for file in found.files.all() if file.language == languages.current()}
    return [files[suffix] for suffix in MEDIA_TYPES if suffix in files]


@read_only
def edition_file(request, number, suffix):
    """The file of the page's language, or a page that says that it is being made."""
    found = Edition.objects.defer("content").select_related("reference").filter(number=number).first()
    if found is None or suffix not in MEDIA_TYPES:
        return missing(request, Edition.KIND, str(number))
    file = found.files.filter(format=suffix, language=languages.current()).first()
    if file is None:
        return _edition_being_made(request, found)
    if not default_storage.exists(file.path):
        raise NothingHere(_("The portal knows this file, but does not hold it at present. Write to its team."))

    def read() -> bytes:
        with default_storage.open(file.path) as held:
            return held.read()

    name = file_name(suffix, number=number)
    return hand_out(request, read, MEDIA_TYPES[suffix], name, tag=file.sha256, seconds=3600)


@read_only
def edition_sums(request, number):
    """The manifest of all files in all languages, as ``sha256sum --check`` reads it."""
    found = Edition.objects.defer("content").select_related("reference").filter(number=number).first()
    if found is None:
        return missing(request, Edition.KIND, str(number))
    lines = []
    for file in found.files.all():
        with translation.override(file.language):
            lines.append(f"{file.sha256}  {file_name(file.format, number=number)}\n")
    if not lines:
        return _edition_being_made(request, found)
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@read_only
def current(request, suffix):
    """Today's published Registry in the page's language: kept under the public stamp, as pages are."""
    if suffix not in MEDIA_TYPES:
        raise Http404
    place = Today(suffix, languages.current(), stamp.current())
    path = place.find()
    if path is None and count() > AT_ONCE[suffix]:
        path = place.find_fresh()
        if path is None:
            job = ask_for_todays_file(asdict(place), key=place.key)
            return being_made(request, job, back=reverse("registry:priorities"), back_label=_("Back to the Registry"))
    if path is None:
        path = place.put(render_file(content_of(), suffix, place.language))
    name = file_name(suffix, day=written_today())
    return hand_out(request, path.read_bytes, MEDIA_TYPES[suffix], name, tag=tag_of(path))


def _edition_being_made(request, found: Edition) -> HttpResponse:
    back = found.get_absolute_url()
    return being_made(request, files_job(found), back=back, back_label=_("Back to the edition"))
