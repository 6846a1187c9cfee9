"""Passages and statements by themselves: a workshop has too many of them for its own form."""

from django.contrib import admin
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import HouseAdmin, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import RecordForm
from amedip.core.languages import columns, text_of
from amedip.core.records import delete_record
from registry.admin.listing import RecordFilter, StateFilter, ThemedList, ThemeFilter
from workshops.actions import next_anchor
from workshops.models import Passage, Statement, Workshop
from workshops.resources import PassageResource, StatementResource

SHOWN = 120  # characters of a text in a list


class WorkshopFilter(RecordFilter):
    """By workshop."""

    title = _("workshop")
    parameter_name = "workshop"
    model = Workshop
    path = "workshop"
    name_field = "title"


class PartOfWorkshopForm(RecordForm):
    """The form of what a workshop's page shows: the workshop's version moves with it."""

    def write(self, *, actor, owner=None, why="", minor=False):
        owner = self.cleaned_data.get("workshop") or self.instance.workshop
        return super().write(actor=actor, owner=owner, why=why, minor=minor)


class PassageForm(PartOfWorkshopForm):
    """A new passage takes the next free address of its session."""

    def changed_columns(self):
        columns = super().changed_columns()
        if self.instance._state.adding:
            columns["anchor"] = next_anchor(columns["session"])
        return columns


class OnWorkshopPage:
    """What the lists of passages and of statements share."""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("workshop__reference", "session")

    def delete_model(self, request, obj):
        delete_record(obj, actor=request.user, part_of=obj.workshop)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for obj in queryset:
            delete_record(obj, actor=request.user, part_of=obj.workshop)

    @admin.display(description=_("text"))
    def shown_text(self, obj):
        return Truncator(text_of(obj, "text")).chars(SHOWN)

    @admin.display(description=_("session"), ordering="session__number")
    def shown_session(self, obj):
        return str(obj.session)


@admin.register(Passage)
class PassageAdmin(OnWorkshopPage, RecordAdmin):
    form = PassageForm
    list_display = ("shown_reference", "shown_text", "form", "shown_session", "position", "shown_languages")
    list_display_links = ("shown_reference", "shown_text")
    list_filter = (WorkshopFilter, "form", TextsFilter, ExampleFilter)
    facts = ("workshop", "session", "form", "level", "position")
    fixed = ("workshop",)
    resource_classes = [PassageResource]


@admin.register(Statement)
class StatementAdmin(OnWorkshopPage, ThemedList, HouseAdmin):
    form = PartOfWorkshopForm
    list_display = ("shown_text", "shown_speaker", "shown_session", "shown_passage", "shown_themes")
    list_filter = (WorkshopFilter, StateFilter, ThemeFilter, TextsFilter)
    search_fields = columns(["text"])
    facts = ("workshop", "session", "passage", "country", "institution", "about", "position")
    fixed = ("workshop",)
    links = ("themes",)
    autocomplete_fields = ("passage", "institution", "about")
    resource_classes = [StatementResource]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("country", "institution", "passage")

    @admin.display(description=_("by"), ordering="country__code")
    def shown_speaker(self, obj):
        return text_of(obj.country or obj.institution, "name")

    @admin.display(description=_("passage"))
    def shown_passage(self, obj):
        return obj.passage.anchor if obj.passage else ""
