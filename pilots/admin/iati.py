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
        # The menu of every page asks this; only the table's own pages look whether there is one.
        asked = request.resolver_match
        here = asked is not None and (asked.url_name or "").startswith("pilots_publisher")
        return super().has_add_permission(request) and not (here and Publisher.objects.exists())

    def has_import_permission(self, request):
        return False

    def has_export_permission(self, request):
        return False
