"""Recommendations by themselves, with the passages they rest on."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import RecordAdmin
from workshops.models import Recommendation
from workshops.resources import RecommendationResource


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_workshop", "shown_languages")
    list_select_related = ("reference", "workshop")
    ordering = ("workshop__start", "position", "pk")
    facts = ("workshop", "number", "parent", "position")
    fixed = ("workshop", "number")
    autocomplete_fields = ("parent",)
    resource_classes = [RecommendationResource]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("workshop__reference")

    @admin.display(description=_("workshop"), ordering="workshop__start")
    def shown_workshop(self, obj):
        return obj.workshop.headline
