"""Institutions, and how a state's institutions work together."""

from django.contrib import admin
from django.db import transaction

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import TextsFilter
from amedip.core.records import delete_record
from registry.admin.listing import StateFilter, shown_state
from registry.models import CoordinationMechanism, Institution
from registry.resources import CoordinationMechanismResource, InstitutionResource


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "acronym", shown_state, "kind", "shown_languages")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, "kind", TextsFilter)
    search_fields = ("reference__ref", "name_ar", "name_en", "name_fr", "acronym")
    facts = ("country", "kind", "parent", "acronym")
    fixed = ("country",)
    autocomplete_fields = ("parent",)
    resource_classes = [InstitutionResource]


@admin.register(CoordinationMechanism)
class CoordinationMechanismAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", shown_state, "model", "shown_languages")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, "model", TextsFilter)
    facts = ("country", "model")
    fixed = ("country",)
    links = ("institutions",)
    resource_classes = [CoordinationMechanismResource]

    def delete_model(self, request, obj):
        # Once it is gone nobody else knows on which state's page it stood.
        delete_record(obj, actor=request.user, part_of=obj.country)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)
