"""Translators' files: asked for, brought back, what they would change, confirmed, approved."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amedip.core.documents import readable
from amedip.core.errors import NothingHere
from amedip.core.models import Job
from amedip.core.rules import is_staff, may_keep, require
from amedip.translations.actions import FILE, approve_file, confirm_file, following, send_file
from amedip.translations.exchange.comparing import ASKED
from amedip.translations.exchange.keeping import ASK, DIFFERS, MOVED, WRITE, WRITTEN, Folder
from amedip.translations.formats import FORMATS, LARGEST, Unreadable
from amedip.translations.forms import FileForm
from amedip.translations.received import ROWS, Shown, choices_of
from amedip.translations.rules import languages_of, may_use_files, references_visible_to
from amedip.translations.units import kinds

AGAIN = 4  # seconds after which the browser looks again how far it is
LAST = 10  # files in the list


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def files(request):
    """Where files are asked for and brought back; ``file`` is one that comes back."""
    require(may_use_files(request.user))
    form, error = FileForm(user=request.user), ""
    if request.method == "POST" and request.POST.get("act") == "ask":
        form = FileForm(request.POST, user=request.user)
        if form.is_valid() and (job := form.ask()):
            return redirect("translations:file", job.pk)
    elif request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file:
                return redirect("translations:file", send_file(file, actor=request.user).pk)
            error = _("Choose the file first.")
        except Unreadable as refusal:
            error = refusal.messages[0]
    context = {
        "form": form,
        "error": error,
        "largest": LARGEST // 1024 // 1024,
        "accept": ",".join(sorted({kind.extension for kind in FORMATS.values()})),
        "own": _own_last(request.user),
        "to_approve": _to_approve(request.user),
    }
    return render(request, "translations/files.html", context, status=400 if error or form.errors else 200)


def _own_last(user) -> list[Job]:
    """The person's last files, each once, with what was last done with it."""
    found: dict[str, Job] = {}
    for job in Job.objects.filter(kind=FILE, actor=user).defer("result")[: LAST * 3]:
        found.setdefault(job.payload["folder"], job)
    return list(found.values())[:LAST]


def _to_approve(user) -> list[Job]:
    """What others brought back last, in languages whose texts the user may approve."""
    rows = Job.objects.filter(kind=FILE, payload__step=WRITE, result__outcome=WRITTEN).exclude(actor=user)
    found, tongues = rows.select_related("actor")[: LAST * 3], languages_of(user)
    return [job for job in found if _approves(user, tongues, job)][:LAST]


def _approves(user, tongues: Mapping[str, bool], job) -> bool:
    """May the user, of these ``languages_of``, approve texts of the kinds and in the language of what the job wrote?"""
    if tongues.get(job.result.get("target", "")):
        return True
    return any(may_keep("add")(user, kinds()[kind]()) for kind in job.result.get("kinds", ()) if kind in kinds())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def file(request, number):
    """How far a file is, what it would change, and the buttons that confirm and approve it."""
    job = _theirs(request, number)
    if request.method == "POST":
        return _done(request, job)
    if job.actor_id == request.user.pk:
        after = following(job)
        if after and after.state != Job.State.FAILED:
            return redirect("translations:file", after.pk)
    else:
        after = None
    waiting = job.state in (Job.State.QUEUED, Job.State.RUNNING)
    folder, outcome = Folder(job.payload["folder"]), job.result.get("outcome", "")
    context = {
        "job": job,
        "step": job.payload["step"],
        "waiting": waiting,
        "outcome": outcome,
        "result": job.result,
        "failed": after,
        "kept": folder.sent.exists(),
        "ready": folder.ready.exists(),
        "differs": outcome in DIFFERS,
        "moved": outcome == MOVED,
        "approves": outcome == WRITTEN and _approves(request.user, languages_of(request.user), job),
    }
    if outcome and job.payload["step"] != ASK:
        context |= _units(request, job, folder)
    response = render(request, "translations/file.html", context)
    if waiting:
        response["Refresh"] = str(AGAIN)
    return response


def _done(request, job):
    """What a button of the page does."""
    try:
        if request.POST.get("act") == "approve":
            if not _approves(request.user, languages_of(request.user), job):
                raise PermissionDenied(
                    _("Only revisers of this language and the staff who keep such records approve texts.")
                )
            after = approve_file(job, actor=request.user)
        else:
            after = confirm_file(_own(request, job), choices_of(request.POST, job), actor=request.user)
    except ValidationError as refusal:
        raise BadRequest(refusal.messages[0]) from refusal
    return redirect("translations:file", after.pk)


def _units(request, job, folder) -> dict:
    """The units of one page, as far as the person may see their records today; those to decide stand on every page."""
    asked = job.result["counts"][ASKED] if job.result["outcome"] in DIFFERS else 0
    rows = sum(1 for _row in folder.found(job.pk))
    page = Paginator(range(max(rows - asked, 0)), ROWS).get_page(request.GET.get("page"))
    begun = asked + (page.number - 1) * ROWS
    shown = Shown(job, request.user)
    return {
        "asked": shown.units(folder.found(job.pk, 0, asked)),
        "units": shown.units(folder.found(job.pk, begun, begun + ROWS)),
        "number": page.number,
        "pages": page.paginator.page_range,
    }


@never_cache
@require_safe
@login_required
def download(request, number):
    """The file that was asked for, as long as all of it is the person's to read."""
    job = _own(request, _theirs(request, number))
    folder = Folder(job.payload["folder"])
    if job.payload["step"] != ASK or not folder.ready.exists():
        raise NothingHere(_("This file is no longer kept. Ask for it anew."))
    keys = [row["reference"] for row in folder.found(job.pk)]
    if not is_staff(request.user) and references_visible_to(request.user).filter(pk__in=keys).count() != len(keys):
        raise PermissionDenied(_("Some of these texts are not yours to read any more. Ask for the file anew."))
    kind = FORMATS[job.payload["format"]]
    name = readable(job.payload["file"])
    return FileResponse(folder.ready.open("rb"), as_attachment=True, filename=name, content_type=kind.media_type)


def _theirs(request, number) -> Job:
    """The person's own file, or one that was written and that the person may approve; for a language of today."""
    require(may_use_files(request.user))
    job = Job.objects.filter(pk=number, kind=FILE).first()
    if job is None:
        raise Http404
    if job.actor_id != request.user.pk:
        if job.result.get("outcome") != WRITTEN or not _approves(request.user, languages_of(request.user), job):
            raise Http404
        return job
    target = job.result.get("target") or job.payload.get("target", "")
    if target:
        require(may_use_files(request.user, target))
    return job


def _own(request, job) -> Job:
    if job.actor_id != request.user.pk:
        raise Http404
    return job
