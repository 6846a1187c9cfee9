"""Quarterly reports, to read: what a state says, and the way to publication or back."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.admin import ReadOnlyAdmin
from amedip.core.admin.filters import ExampleFilter
from amedip.core.templatetags.texts import text
from pilots.actions import Remark, comment_on_report, parts_of
from pilots.models import Report
from pilots.workflow import REPORT
from registry.admin.listing import StateFilter

REFUSED = "refused-report-step"  # in the session: what was typed for a step that was refused
ROOM = 3  # empty places for comments on single things


class PilotStateFilter(StateFilter):
    """By the state of the pilot."""

    path = "pilot__country"


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("shown_reference", "shown_title", "shown_pilot", "status", "submitted_at", "published_at")
    list_display_links = ("shown_reference", "shown_title")
    list_filter = ("status", PilotStateFilter, ExampleFilter)
    ordering = ("-quarter", "pilot__number")
    search_fields = ("reference__ref", "title_ar", "title_en", "title_fr")
    fields = ("shown_reference", "shown_pilot", "status", "submitted_at", "published_at")
    change_form_template = "admin/house/report.html"

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("reference", "pilot__reference", "pilot__country__reference")
        )

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:object_id>/move/", view, name="pilots_report_move"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            steps = [step for step in REPORT.available(obj, request.user) if step.name in ("send-back", "publish")]
            typed = request.session.pop(REFUSED, None) or {}
            typed = typed if typed.get("report") == obj.pk else {}
            about = dict(parts_of(obj))
            comments = obj.comments.filter(settled_at=None).select_related("author")
            context |= {
                "report": obj,
                "steps": steps,
                "parts": list(about.items()),
                "comments": [(comment, about.get(comment.field, "")) for comment in comments],
                "milestones": obj.milestone_entries.select_related("milestone"),
                "values": obj.value_entries.select_related("period__indicator"),
                "files": obj.files.all(),
                "note": typed.get("note", ""),
                "places": [*typed.get("remarks", []), *([["", ""]] * ROOM)],
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def move_view(self, request, object_id):
        """Send a report back or publish it, or only comment on it; all that is sent comes from its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        report = self.get_object(request, str(object_id))
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        name, expected = request.POST.get("step", ""), request.POST.get("expected", "")
        only_comment = "comment" in request.POST
        if not (expected.isascii() and expected.isdigit()) or (not only_comment and name not in REPORT.transitions):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        note = request.POST.get("note", "")[:2000]
        places = zip(request.POST.getlist("about"), request.POST.getlist("remark"), strict=False)
        typed = [(about, remark) for about, remark in places if remark.strip()]
        remarks = [Remark(remark, about) for about, remark in typed]
        try:
            if only_comment:
                _comment(report, remarks, actor=request.user)
                messages.success(request, _("The state reads your comments in its workspace."))
            else:
                more = _with_remarks(name, remarks)
                REPORT.move(report, name, actor=request.user, note=note, expected=int(expected), **more)
                messages.success(request, _("Done: %(step)s.") % {"step": REPORT.transitions[name].label})
        except ValidationError as refusal:
            request.session[REFUSED] = {"report": report.pk, "note": note, "remarks": typed}
            for reason in refusal.messages:
                messages.error(request, reason)
        return HttpResponseRedirect(reverse("admin:pilots_report_change", args=[report.pk]))

    @admin.display(description=gettext_lazy("reference"), ordering="reference__ref")
    def shown_reference(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.ref)

    @admin.display(description=gettext_lazy("title"))
    def shown_title(self, obj):
        return text(obj, "title")

    @admin.display(description=gettext_lazy("pilot project"), ordering="pilot__number")
    def shown_pilot(self, obj):
        page = reverse("admin:pilots_pilotproject_change", args=[obj.pilot_id])
        return format_html('<a href="{}">{}</a>', page, obj.pilot)


def _comment(report, remarks, *, actor):
    if not remarks:
        raise ValidationError(_("Write a comment first."))
    comment_on_report(report, remarks, actor=actor)


def _with_remarks(name, remarks):
    """The remarks for the step that sends back; no other takes them along."""
    if remarks and name != "send-back":
        raise ValidationError(
            _("Your comments are not sent yet. Send them with “%(step)s”, or by themselves.")
            % {"step": REPORT.transitions["send-back"].label}
        )
    return {"remarks": remarks} if remarks else {}
