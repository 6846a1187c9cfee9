"""Pilot projects with all that belongs to them."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import Refused
from amedip.core.admin.inlines import PartForm
from amedip.core.models import Standing
from amedip.translations.actions import stand_by
from amedip.translations.gate import asks_all, require_all_languages
from amedip.translations.models import Gate
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


class UpdateForm(PartForm):
    """A new update is public at once: where all languages must be approved before, whoever saves it stands by them."""

    stands_by = False

    def write(self, *, actor, owner=None, why="", minor=False):
        if self.instance._state.adding and owner.is_public() and asks_all(Gate.Kind.UPDATE):
            texts = self.changed_texts()
            try:
                require_all_languages(Update, texts)
                stand_by(Update(pilot=owner), texts, record=owner, actor=actor)
            except ValidationError as error:
                raise Refused(self.prefix, error) from error
            self.stands_by = True
        return super().write(actor=actor, owner=owner, why=why, minor=minor)

    def extras(self):
        return {"text_state": Standing.APPROVED} if self.stands_by else {}


class UpdateInline(PartInline):
    model = Update
    form = UpdateForm
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
