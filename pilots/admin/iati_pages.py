"""IATI in the administration: which pilots are complete and what the others lack, and files that are brought in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import Job
from pilots.actions import IATI, confirm_iati, following_iati, send_iati
from pilots.iati.gathering import activities
from pilots.iati.keeping import DIFFERS, WRITTEN, Folder
from pilots.iati.lacking import lacking
from pilots.models import PilotProject, Publisher
from pilots.rules import leads_pilots

METHODS = ("GET", "HEAD", "POST")
AGAIN = 4  # seconds after which the browser looks again how far it is
LAST = 10  # files in the list
MOST_SHOWN = 300  # rows of a preview


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An IATI file of activities, version 2, of 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".xml"}),
    )


class IatiPages:
    """What the administration of pilots does with IATI: one page for all of them, one for each file."""

    import_export_change_list_template = "admin/house/pilots.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("iati/", wrap(self.iati_view), name="pilots_pilotproject_iati"),
            path("iati/<int:number>/", wrap(self.iati_file_view), name="pilots_pilotproject_iati_file"),
            *super().get_urls(),
        ]

    def iati_view(self, request):
        """What each pilot lacks, and the way to bring in a file."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        brings = leads_pilots(request.user, None)
        form = FileForm(request.POST or None, request.FILES or None) if brings else None
        if form and request.method == "POST" and form.is_valid():
            try:
                job = send_iati(form.cleaned_data["file"], actor=request.user)
                return HttpResponseRedirect(self.address("iati_file", job.pk))
            except ValidationError as refusal:
                form.add_error("file", refusal)
        rows = self._rows()
        context = {
            "title": _("IATI"),
            "form": form,
            "publisher": Publisher.objects.select_related("institution").first(),
            "rows": rows,
            "written": any(not row["lacking"] for row in rows),
            "files": Job.objects.filter(kind=IATI, actor=request.user).order_by("-pk")[:LAST],
        }
        return self._iati_page(request, "admin/house/iati.html", context)

    @staticmethod
    def _rows() -> list[dict]:
        today = timezone.localdate()
        found = activities(PilotProject.objects.filter(reference__example=False))
        return [{"pilot": pilot, "lacking": lacking(activity, today)} for pilot, activity in found]

    def iati_file_view(self, request, number):
        """How far a file is, what it would change, and the button that confirms it."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        allowed = leads_pilots(request.user, None)
        if not allowed:
            raise PermissionDenied(str(allowed.reason))
        job = get_object_or_404(Job, pk=number, kind=IATI, actor=request.user)
        if request.method == "POST":
            try:
                return HttpResponseRedirect(self.address("iati_file", confirm_iati(job, actor=request.user).pk))
            except ValidationError as refusal:
                messages.error(request, refusal.messages[0])
                return HttpResponseRedirect(self.address("iati_file", job.pk))
        after = following_iati(job)
        if after and after.state != Job.State.FAILED:
            return HttpResponseRedirect(self.address("iati_file", after.pk))
        waiting = job.state in (Job.State.QUEUED, Job.State.RUNNING)
        outcome = job.result.get("outcome", "")
        context = {
            "title": job.payload["file"],
            "job": job,
            "failed": after,
            "waiting": waiting,
            "outcome": outcome,
            "result": job.result,
            "differs": outcome in DIFFERS,
            "written": outcome == WRITTEN,
            **self._found(job),
        }
        response = self._iati_page(request, "admin/house/iati_file.html", context)
        if waiting:
            response["Refresh"] = str(AGAIN)
        return response

    @staticmethod
    def _found(job: Job) -> dict:
        """The activities of the file with as many of their rows as a page can show."""
        room, found, hidden = MOST_SHOWN, [], 0
        for row in Folder(job.payload["folder"]).found(job.pk):
            steps = row["steps"]
            title = languages.first_available(row["titles"], languages.current())[0]
            found.append(row | {"title": title, "steps": steps[:room]})
            hidden += max(len(steps) - room, 0)
            room = max(room - len(steps), 0)
        return {"activities": found, "hidden": hidden}

    def _iati_page(self, request, template, context):
        head = {**self.admin_site.each_context(request), "opts": self.opts, "iati_url": self.address("iati")}
        return TemplateResponse(request, template, head | context)
