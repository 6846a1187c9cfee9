"""Priorities: the list by state, theme and consultation, the form, and the way to publication."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.record import where_to_approve
from amedip.core.texts import working_texts
from amedip.translations.actions import doubts_of
from amedip.translations.gate import Withheld, asks_all
from amedip.translations.models import Gate
from registry.actions import Remark, comment_on_priority
from registry.admin.listing import RoundFilter, StateFilter, ThemedList, ThemeFilter, shown_state
from registry.drafts import parts, pending_differences
from registry.models import Priority
from registry.resources import PriorityResource
from registry.workflow import PRIORITY, REVISION, WORKFLOWS

REFUSED = "refused-step"  # in the session: what was typed for a step that was refused
ROOM = 4  # empty places for comments on single fields


def move_selected(step):
    """The list's action that takes all selected priorities one step on."""

    @admin.action(description=step.label, permissions=["add"])
    def move(model_admin, request, queryset):
        moved, refused = 0, []
        for priority in queryset.select_related("reference"):
            try:
                PRIORITY.move(priority, step.name, actor=request.user)
                moved += 1
            except (ValidationError, PermissionDenied) as refusal:
                reason = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
                refused.append(f"{priority.ref}: {reason}")
        if moved:
            done = ngettext("%(count)d priority: %(step)s.", "%(count)d priorities: %(step)s.", moved)
            messages.success(request, done % {"count": moved, "step": step.label})
        for reason in refused[:10]:
            messages.error(request, reason)
        if len(refused) > 10:
            more = ngettext("%(count)d more was refused.", "%(count)d more were refused.", len(refused) - 10)
            messages.error(request, more % {"count": len(refused) - 10})

    move.__name__ = f"move_{step.name}"
    return move


@admin.register(Priority)
class PriorityAdmin(ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "status", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, RoundFilter, "status", "derived", TextsFilter, ExampleFilter)
    facts = (
        "country", "year", "round", "institution", "time_frame", "importance", "expertise", "derived", "confirmed_on",
        "superseded_by",
    )  # fmt: skip
    fixed = ("country", "year")
    links = ("themes", "institutions")
    autocomplete_fields = ("institution", "superseded_by")
    actions = [move_selected(PRIORITY.transitions[name]) for name in ("submit", "accept", "publish")]
    resource_classes = [PriorityResource]
    change_form_template = "admin/house/priority.html"
    import_export_change_list_template = "admin/house/priorities.html"

    def head(self, request, obj):
        return [*super().head(request, obj), *(["status", "revision", "published_at"] if obj is not None else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "status", "revision", "published_at"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:object_id>/move/", view, name="registry_priority_move"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            steps = [
                (step.name if workflow is PRIORITY else f"{workflow.noun}.{step.name}", step)
                for workflow in WORKFLOWS.values()
                for step in workflow.available(obj, request.user)
            ]
            typed = request.session.pop(REFUSED, None) or {}
            remarks = typed.get("remarks", []) if typed.get("priority") == obj.pk else []
            context |= {
                "steps": steps,
                "note_needed": [step.label for _name, step in steps if step.needs_note],
                "differences": pending_differences(obj),
                "doubts": self._doubts(obj, request.user),
                "comments": obj.comments.filter(settled_at=None).select_related("author") if steps else [],
                "note": typed.get("note", "") if typed.get("priority") == obj.pk else "",
                "places": [*remarks, *([["", ""]] * ROOM)],
                "parts": [(f"{field}:{code}" if code else field, name, code) for field, code, name in parts()],
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def move_view(self, request, object_id):
        """Take one priority, or the change beside it, a step on; all that is sent comes from its page.

        ``step`` names the transition, after the workflow's noun if it is the change's; with ``comment`` only the
        remarks are sent. ``note`` is the reason, each ``remark`` is ``about`` a field, ``expected`` the version seen.
        ``excuse`` says why what the check finds in a change may stay.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        priority = self.get_object(request, str(object_id))
        if priority is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        asked = request.POST.get("step", "")
        noun, _dot, name = asked.rpartition(".")
        workflow = WORKFLOWS.get(noun or PRIORITY.noun)
        step = workflow.transitions.get(name) if workflow else None
        expected = request.POST.get("expected", "")
        only_comment = "comment" in request.POST
        if (step is None and not only_comment) or not (expected.isascii() and expected.isdigit()):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        note = request.POST.get("note", "")[:2000]
        places = zip(request.POST.getlist("about"), request.POST.getlist("remark"), strict=False)
        typed = [(about, text) for about, text in places if text.strip()]
        remarks = [Remark(text, *about.split(":", 1)) for about, text in typed]
        try:
            if only_comment:
                self._comment(priority, remarks, actor=request.user)
                messages.success(request, _("The state reads your comments in its workspace."))
            else:
                more = self._with_remarks(step, remarks)
                if workflow is REVISION and name == "publish":
                    more["excuse"] = request.POST.get("excuse", "")[:300]
                workflow.move(priority, name, actor=request.user, note=note, expected=int(expected), **more)
                messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        except ValidationError as refusal:
            request.session[REFUSED] = {"priority": priority.pk, "note": note, "remarks": typed}
            for reason in refusal.messages:
                messages.error(request, reason)
            if isinstance(refusal, Withheld) and workflow is PRIORITY:
                messages.error(request, where_to_approve(priority, refusal.languages))
        return HttpResponseRedirect(self.address("change", priority.pk))

    @staticmethod
    def _doubts(priority, user):
        """What the check finds in the pending change, for who can publish it where all languages must be approved."""
        publishes = REVISION.allows(priority, "publish", user) and asks_all(Gate.Kind.PRIORITY)
        return doubts_of(priority, working_texts(priority)) if publishes else []

    @staticmethod
    def _comment(priority, remarks, *, actor):
        if not remarks:
            raise ValidationError(_("Write a comment first."))
        comment_on_priority(priority, remarks, actor=actor)

    @staticmethod
    def _with_remarks(step, remarks):
        """The remarks for the step that sends back; no other takes them along."""
        if not remarks:
            return {}
        if step.name != "send-back":
            raise ValidationError(
                _("Your comments are not sent yet. Send them with “%(step)s”, or by themselves.")
                % {"step": PRIORITY.transitions["send-back"].label}
            )
        return {"remarks": remarks}
