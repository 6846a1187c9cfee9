"""Practices: what states can share."""

from django.contrib import admin

from amedip.core.admin import RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from registry.admin.listing import StateFilter, ThemedList, ThemeFilter, shown_state
from registry.models import Practice
from registry.resources import PracticeResource


@admin.register(Practice)
class PracticeAdmin(ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "published", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "published", TextsFilter, ExampleFilter)
    facts = ("country", "institution", "published")
    fixed = ("country",)
    links = ("themes",)
    autocomplete_fields = ("institution",)
    resource_classes = [PracticeResource]
