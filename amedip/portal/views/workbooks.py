"""Priorities by spreadsheet: the workbook out, the workbook in, what it would change, and what is wrong with it."""

import io

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amedip.core import languages
from amedip.core.documents import readable
from amedip.core.errors import NothingHere
from amedip.core.models import Job
from amedip.core.resources.formats import LARGEST, Unreadable
from amedip.core.rules import require
from amedip.portal.workbooks import ROWS, Shown, choices_of, pages_of
from registry.actions import WORKBOOK, ask_for_workbook, confirm_workbook, confirmation_of, send_workbook
from registry.models import Country, Priority
from registry.rules import countries_served_by, leads_priorities, may_use_workbook, speaks_for_many
from registry.workbook.keeping import DIFFERS, MOVED, Folder
from registry.workbook.making import MOST_ROWS, make_workbook
from registry.workbook.reading import examine

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = "all"
AT_ONCE = 300  # priorities in a workbook that is made while the person waits; a larger one is made by a job
AGAIN = 4  # seconds after which the browser looks again how far it is


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workbook(request):
    """Where workbooks are taken and handed in; ``file`` is the one that comes back."""
    require(may_use_workbook(request.user))
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        error = _refusal(file) if file else _("Choose the file first.")
        if not error:
            return redirect("portal:workbook-taken", send_workbook(file, actor=request.user).pk)
    staff = bool(leads_priorities(request.user, Priority()))
    context = {
        "states": _states(request.user),
        "staff": staff,
        "error": error,
        "largest": LARGEST // 1024 // 1024,
        "most": MOST_ROWS,
        "sent": Job.objects.filter(kind=WORKBOOK, actor=request.user).defer("result")[:10],
    }
    return render(request, "portal/workbook.html", context, status=400 if error else 200)


def _refusal(file) -> str:
    """Why the file is not even looked into; empty if it is."""
    try:
        examine(file)
    except Unreadable as refusal:
        return refusal.messages[0]
    return ""


def _states(user) -> list[Country]:
    """Those whose workbooks the user may take: the own states, for staff all that may hold priorities."""
    found = Country.objects.filter(is_group=False).select_related("reference").in_order()
    if not leads_priorities(user, Priority()):
        return list(found.filter(pk__in=countries_served_by(user)))
    return list((found.partners() | found.filter(priorities__isnull=False)).distinct())


@never_cache
@require_safe
@login_required
def download(request, code):
    """The workbook of the state ``code``, for staff also that of ``all``, in the page's language."""
    require(may_use_workbook(request.user))
    states = _states(request.user)
    if code == ALL:
        require(leads_priorities(request.user, Priority()))
        name = _("All states")
    else:
        country = Country.objects.filter(code=code).select_related("reference").first()
        if country is None:
            raise Http404
        require(speaks_for_many(request.user)(request.user, Priority(country=country)))
        states, name = [country], languages.text_of(country, "name")
    many = Priority.objects.filter(country__in=states).count()
    if not states or many > MOST_ROWS:
        raise NothingHere(
            _("A workbook holds at most %(most)d priorities. Take those of each state by itself.") % {"most": MOST_ROWS}
        )
    title = f"{_('Priorities')} – {name}"
    if many > AT_ONCE:
        return redirect("portal:workbook-taken", ask_for_workbook(states, f"{title}.xlsx", actor=request.user).pk)
    file = io.BytesIO()
    make_workbook(states, file)
    return _answer(file.getvalue(), title)


def _answer(data: bytes, title: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    name = f"{readable(title)}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def taken(request, number):
    """How far a handed-in workbook is, what it would change, and the button that confirms it."""
    job = _own(request, number)
    if request.method == "POST":
        try:
            written = confirm_workbook(job, choices_of(request.POST, job), actor=request.user)
        except ValidationError as refusal:
            raise BadRequest(refusal.messages[0]) from refusal
        return redirect("portal:workbook-taken", written.pk)
    following = confirmation_of(job)
    if following and following.state != Job.State.FAILED:
        return redirect("portal:workbook-taken", following.pk)
    waiting = job.state in (Job.State.QUEUED, Job.State.RUNNING)
    folder = Folder(job.payload["folder"])
    context = {
        "job": job,
        "waiting": waiting,
        "outcome": job.result.get("outcome", ""),
        "result": job.result,
        "failed": following,
        "kept": folder.sent.exists(),
        "ready": folder.ready.exists(),
        "DIFFERS": DIFFERS,
    }
    if job.result.get("outcome") in DIFFERS:
        context |= _difference(request, job, folder)
    response = render(request, "portal/workbook_taken.html", context)
    if waiting:
        response["Refresh"] = str(AGAIN)
    return response


def _difference(request, job, folder) -> dict:
    asked = job.result["asked"]
    pages = pages_of(job.result)
    number = Paginator(range(pages), 1).get_page(request.GET.get("page")).number
    begun = asked + (number - 1) * ROWS
    shown = Shown((job.payload["confirmed"] or {}).get("choices", {}))
    return {
        "asked": [shown.row(row) for row in folder.found(job.pk, 0, asked)],
        "rows": [shown.row(row) for row in folder.found(job.pk, begun, begun + ROWS)],
        "number": number,
        "pages": range(1, pages + 1),
        "moved": job.result["outcome"] == MOVED,
    }


@never_cache
@require_safe
@login_required
def ready(request, number):
    """The workbook that a job has made, or marked with what is wrong."""
    job = _own(request, number)
    folder = Folder(job.payload["folder"])
    if not folder.ready.exists():
        raise NothingHere(_("This workbook is no longer kept. Upload it again."))
    return _answer(folder.ready.read_bytes(), job.payload["file"].rpartition(".")[0] or _("Priorities"))


def _own(request, number) -> Job:
    """The person's own upload, as long as the person speaks for all states that it is about."""
    require(may_use_workbook(request.user))
    job = Job.objects.filter(pk=number, kind=WORKBOOK, actor=request.user).first()
    if job is None:
        raise Http404
    rule = speaks_for_many(request.user)
    for country in job.result.get("states", ()):
        require(rule(request.user, Priority(country_id=country)))
    return job
