"""Pilot projects with all that belongs to them."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import Refused
from amedip.core.admin.inlines import PartForm
from amedip.translations.gate import require_whole
from amedip.translations.models import Gate
from pilots import resources
from pilots.admin.iati import IatiPages
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


class UpdateForm(PartForm):
    """What the public reads at once passes the gate of updates as it is saved."""

    def write(self, *, actor, owner=None, why="", minor=False):
        changed = [f"{field}_{code}" for code, fields in self.changed_texts().items() for field in fields]
        update = super().write(actor=actor, owner=owner, why=why, minor=minor)
        if minor or not owner.is_public():
            return update
        try:
            require_whole(update, Gate.Kind.UPDATE, changed)
        except ValidationError as error:
            raise Refused(self.prefix, error) from error
        return update


class UpdateInline(PartInline):
    model = Update
    form = UpdateForm
    facts = ("day",)


@admin.register(PilotProject)
class PilotProjectAdmin(IatiPages, ThemedList, RecordAdmin):
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
