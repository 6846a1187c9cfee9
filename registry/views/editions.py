"""Editions of the Registry and their files, and the Registry of today as a file."""

import datetime
from dataclasses import asdict
from pathlib import Path

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import translation
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _

from amedip.core import languages, stamp
from amedip.core.errors import NothingHere
from amedip.core.models import Reference
from amedip.core.pages import missing, public_page, read_only
from registry.actions import ask_for_todays_file, files_job
from registry.comparing import Kind, StateChanges, compare
from registry.editions import content_of, count, end_of, first_day
from registry.forms import DifferencesForm
from registry.models import Edition, EditionFile, Priority
from registry.publications import MEDIA_TYPES, file_name
from registry.publications import render as render_file
from registry.publications.reading import Reading, labels, written_day, written_today
from registry.shelf import FRESH, Today

# So many priorities are typeset or written while the reader waits, in about two seconds; more of them by a job.
AT_ONCE = {"pdf": 200, "xlsx": 600, "csv": 2_000, "json": 2_000}
AGAIN = 5  # seconds after which it is worth asking whether a file is there


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
        return _being_made(request, files_job(found), back=found.get_absolute_url())
    tag = f'"{file.sha256}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _tagged(HttpResponseNotModified(), tag)
    if not default_storage.exists(file.path):
        raise NothingHere(_("The portal knows this file, but does not hold it at present. Write to its team."))
    with default_storage.open(file.path) as held:
        return _tagged(_answer(held.read(), suffix, file_name(suffix, number=number)), tag)


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
        return _being_made(request, files_job(found), back=found.get_absolute_url())
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
            return _being_made(request, ask_for_todays_file(asdict(place), key=place.key))
    if path is None:
        path = place.put(render_file(content_of(), suffix, place.language))
    tag = _tag_of(path)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _tagged(HttpResponseNotModified(), tag, FRESH)
    name = file_name(suffix, day=written_today())
    # Read at once: today's file may be replaced while a slow reader takes it.
    return _tagged(_answer(path.read_bytes(), suffix, name), tag, FRESH)


def _tag_of(path: Path) -> str:
    """Two processes may make the same file at once, each with its own second in it: the moment tells them apart."""
    return f'"{path.name.rpartition("-")[2]}-{path.stat().st_mtime_ns:x}"'


def _answer(content: bytes, suffix: str, name: str) -> HttpResponse:
    """None of them is large."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=MEDIA_TYPES[suffix], headers={"Content-Disposition": disposition})


def _tagged(response, tag: str, seconds: int = 3600):
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def _being_made(request, job, *, back: str = "") -> HttpResponse:
    """503 with the job's progress: the file does not exist yet, but its address is right."""
    response = render(request, "registry/being_made.html", {"job": job, "back": back}, status=503)
    response["Retry-After"] = str(AGAIN)
    response["Cache-Control"] = "no-store"
    return response
