"""A state's hand-over pack: asked for with one click, made by the worker, there for a week for whom it concerns."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amedip.core.errors import NothingHere
from amedip.core.models import Job
from amedip.core.rules import require
from registry.actions import PACK_KEPT_FOR, ask_for_pack, packs_of
from registry.models import Country
from registry.publications import MEDIA_TYPES, pack
from registry.rules import may_take_pack
from registry.shelf import pack_file

SHOWN = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def packs(request, code):
    """The packs of the state ``code`` that are there or under way; sent, the page asks for another."""
    country = _country(request, code)
    if request.method == "POST":
        ask_for_pack(country, actor=request.user)
        messages.success(request, _("The pack is being made. It takes some seconds; then its files stand here."))
        return redirect("portal:packs", country.code)
    rows = list(packs_of(country).select_related("actor")[:SHOWN])
    context = {
        "country": country,
        "packs": [{"job": job, "until": job.created_at + PACK_KEPT_FOR, "files": _files(job)} for job in rows],
        "under_way": any(job.state in (Job.State.QUEUED, Job.State.RUNNING) for job in rows),
        "days": PACK_KEPT_FOR.days,
    }
    return render(request, "portal/packs.html", context)


@never_cache
@require_safe
@login_required
def file(request, code, number, suffix):
    """A file of the pack that the job ``number`` made."""
    country = _country(request, code)
    job = packs_of(country).filter(pk=number, state=Job.State.DONE).first()
    place = pack_file(number, suffix)
    if job is None or suffix not in pack.RENDERERS or not place.exists():
        raise NothingHere(_("This pack is not there any more. Have a new one made in the workspace."))
    name = pack.pack_name(country, suffix, timezone.localtime(job.created_at).date().isoformat())
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        place.read_bytes(), content_type=MEDIA_TYPES[suffix], headers={"Content-Disposition": disposition}
    )


def _country(request, code) -> Country:
    """The state, for those who may take its pack; 404 where there is no such state."""
    country = Country.objects.filter(code=code.upper()).select_related("reference").first()
    if country is None:
        raise Http404
    require(may_take_pack(request.user, country))
    return country


def _files(job) -> list[tuple[str, int]]:
    """The suffix and bytes of each file that is still there."""
    made = job.result.get("files", {}) if job.state == Job.State.DONE else {}
    return [
        (suffix, made[suffix]) for suffix in pack.RENDERERS if suffix in made and pack_file(job.pk, suffix).exists()
    ]
