"""In whose name the portal publishes with IATI."""

from django.contrib import admin
from django.shortcuts import redirect

from amedip.core.admin import HouseAdmin
from pilots.models import Publisher


@admin.register(Publisher)
class PublisherAdmin(HouseAdmin):
    list_display = ("identifier", "institution", "kind")
    list_select_related = ("institution__reference",)
    facts = ("institution", "identifier", "kind", "secondary")
    autocomplete_fields = ("institution",)

    def add_view(self, request, form_url="", extra_context=None):
        """There is one: whoever would enter another is led to it."""
        if publisher := Publisher.objects.first():
            return redirect("admin:pilots_publisher_change", publisher.pk)
        return super().add_view(request, form_url, extra_context)

    def has_import_permission(self, request):
        return False

    def has_export_permission(self, request):
        return False
