"""The shared vocabulary."""

from django.contrib import admin

from amedip.core.admin import RecordAdmin
from registry.models import Theme
from registry.resources import ThemeResource


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "position", "shown_languages")
    facts = ("position",)
    resource_classes = [ThemeResource]
