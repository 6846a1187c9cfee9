"""Pilot projects with all that belongs to them, and their way from phase to phase."""

import datetime

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from pilots import resources
from pilots.actions import correct_phase_day
from pilots.admin.iati_pages import IatiPages
from pilots.admin.parts import (
    BudgetLineRows,
    DocumentInline,
    IndicatorInline,
    MilestoneInline,
    ParticipantRows,
    PeriodInline,
    PhaseRows,
    PictureInline,
    ResultInline,
    SectorRows,
    TransactionInline,
    UpdateInline,
)
from pilots.models import PhaseChange, PilotProject
from pilots.rules import leads_pilots
from pilots.shelf import SHELF
from pilots.workflow import PILOT
from registry.admin.listing import StateFilter, ThemedList, ThemeFilter, shown_state

LONGEST_KEY = 19  # no key or version has as many figures


@admin.register(PilotProject)
class PilotProjectAdmin(IatiPages, ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "phase", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "phase", TextsFilter, ExampleFilter)
    facts = (
        "number", "country", "institution", "phase", "start", "end", "began", "ended", "reports_from", "currency",
        "scope", "iati_identifier",
    )  # fmt: skip
    # What the phase is once the pilot is there, says the workflow.
    fixed = ("number", "phase")
    links = ("themes",)
    autocomplete_fields = ("institution",)
    change_form_template = "admin/house/pilot.html"
    inlines = [
        PhaseRows,
        MilestoneInline,
        ResultInline,
        IndicatorInline,
        PeriodInline,
        BudgetLineRows,
        TransactionInline,
        ParticipantRows,
        SectorRows,
        UpdateInline,
        PictureInline,
        DocumentInline,
    ]
    resource_classes = [
        resources.PilotProjectResource,
        resources.MilestoneResource,
        resources.ResultResource,
        resources.IndicatorResource,
        resources.PeriodResource,
        resources.BudgetLineResource,
        resources.TransactionResource,
        resources.ParticipantResource,
        resources.SectorResource,
        resources.UpdateResource,
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        correct = self.admin_site.admin_view(self.correct_view)
        return [
            path("<int:object_id>/move/", view, name="pilots_pilotproject_move"),
            path("<int:object_id>/correct-day/", correct, name="pilots_pilotproject_correct_day"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with SHELF.nothing_left_behind():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        # What the workflow wrote is only shown here.
        super().save_related(request, form, [formset for formset in formsets if hasattr(formset, "write")], change)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            steps = PILOT.available(obj, request.user)
            context |= {
                "steps": steps,
                "note_needed": [step.label for step in steps if step.needs_note],
                "today": timezone.localdate(),
                "passed": obj.phase_changes.order_by("-day", "-pk") if leads_pilots(request.user, obj) else (),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def move_view(self, request, object_id):
        """Take the pilot into its next phase; ``step`` names the transition, ``day`` since when, ``note`` why."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        pilot = self.get_object(request, str(object_id))
        if pilot is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        name, expected = request.POST.get("step", ""), request.POST.get("expected", "")
        if name not in PILOT.transitions or not (expected.isascii() and expected.isdigit()):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        try:
            day = _day_in(request.POST.get("day", ""))
            note = request.POST.get("note", "")[:2000]
            PILOT.move(pilot, name, actor=request.user, note=note, expected=int(expected), day=day)
            messages.success(request, _("Done: %(step)s.") % {"step": PILOT.transitions[name].label})
        except ValidationError as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
        return HttpResponseRedirect(self.address("change", pilot.pk))

    def correct_view(self, request, object_id):
        """Put the day of a change of phase right; ``change`` names it, ``day`` is the right one, ``note`` says why."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key, expected = request.POST.get("change", ""), request.POST.get("expected", "")
        if not all(text.isascii() and text.isdigit() and len(text) < LONGEST_KEY for text in (key, expected)):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        changes = PhaseChange.objects.filter(pilot=object_id, pk=key)
        change = changes.select_related("pilot__reference", "pilot__country").first()
        if change is None:
            raise BadRequest(_("There is no such change of phase any more. Open the page anew."))
        try:
            day = _day_in(request.POST.get("day", ""))
            note = request.POST.get("note", "")[:2000]
            correct_phase_day(change, day, actor=request.user, why=note, expected=int(expected))
            messages.success(request, _("The day is put right; the history keeps the one before."))
        except ValidationError as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
        return HttpResponseRedirect(self.address("change", object_id))


def _day_in(text: str) -> datetime.date | None:
    """The day that was typed, in ISO 8601; None for none."""
    try:
        return datetime.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise ValidationError(_("Give the day as year, month and day, such as 2026-09-01.")) from None
