"""Institutions, and how a state's institutions work together."""

from django.contrib import admin

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import TextsFilter
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
