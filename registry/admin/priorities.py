"""Priorities: the list by state, theme and consultation, the form, and the way to publication."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from registry.admin.listing import RoundFilter, StateFilter, ThemedList, ThemeFilter, shown_state
from registry.models import Priority
from registry.resources import PriorityResource
from registry.workflow import PRIORITY


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
    facts = ("country", "year", "round", "institution", "derived", "confirmed_on", "superseded_by")
    fixed = ("country", "year")
    links = ("themes",)
    autocomplete_fields = ("institution", "superseded_by")
    actions = [move_selected(PRIORITY.transitions[name]) for name in ("submit", "accept", "publish")]
    resource_classes = [PriorityResource]
    change_form_template = "admin/house/priority.html"

    def head(self, request, obj):
        return [*super().head(request, obj), *(["status", "published_at"] if obj is not None else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "status", "published_at"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:object_id>/move/", view, name="registry_priority_move"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        steps = PRIORITY.available(obj, request.user) if obj is not None else []
        context |= {"steps": steps, "note_needed": [step.label for step in steps if step.needs_note]}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def move_view(self, request, object_id):
        """Take one priority a step on: ``step``, ``note`` and the ``expected`` version come from its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        priority = self.get_object(request, str(object_id))
        if priority is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        step = PRIORITY.transitions.get(request.POST.get("step", ""))
        expected = request.POST.get("expected", "")
        if step is None or not (expected.isascii() and expected.isdigit()):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        note = request.POST.get("note", "")[:2000]
        try:
            PRIORITY.move(priority, step.name, actor=request.user, note=note, expected=int(expected))
            messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        except ValidationError as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
        return HttpResponseRedirect(self.address("change", priority.pk))
