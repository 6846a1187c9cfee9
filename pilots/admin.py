"""Pilot projects with all that belongs to them."""

from django.contrib import admin

from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from pilots import resources
from pilots.models import BudgetLine, Indicator, Milestone, PilotProject, Update
from registry.admin.listing import StateFilter, ThemedList, ThemeFilter, shown_state


class MilestoneInline(PartInline):
    model = Milestone
    facts = ("due", "done")


class IndicatorInline(PartInline):
    model = Indicator
    facts = ("position", "baseline", "target", "actual", "measured_on")


class BudgetLineRows(PartRows):
    model = BudgetLine
    facts = ("donor", "amount", "currency", "start", "end")


class UpdateInline(PartInline):
    model = Update
    facts = ("day",)


@admin.register(PilotProject)
class PilotProjectAdmin(ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "phase", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "phase", TextsFilter, ExampleFilter)
    facts = ("number", "country", "institution", "phase", "start", "end")
    fixed = ("number",)
    links = ("themes",)
    autocomplete_fields = ("institution",)
    inlines = [MilestoneInline, IndicatorInline, BudgetLineRows, UpdateInline]
    resource_classes = [
        resources.PilotProjectResource,
        resources.MilestoneResource,
        resources.IndicatorResource,
        resources.BudgetLineResource,
        resources.UpdateResource,
    ]
