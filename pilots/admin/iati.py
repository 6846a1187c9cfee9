"""In whose name the portal publishes with IATI."""

from django.contrib import admin

from amedip.core.admin import HouseAdmin
from pilots.models import Publisher


@admin.register(Publisher)
class PublisherAdmin(HouseAdmin):
    list_display = ("identifier", "institution", "kind")
    list_select_related = ("institution__reference",)
    facts = ("institution", "identifier", "kind", "secondary")
    autocomplete_fields = ("institution",)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Publisher.objects.exists()

    def has_import_permission(self, request):
        return False

    def has_export_permission(self, request):
        return False
