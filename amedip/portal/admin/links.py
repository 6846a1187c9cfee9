"""Links between records of different rooms, and who has none."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import HouseAdmin
from amedip.core.admin.forms import RecordForm, Refused
from amedip.portal.actions import link_records, unlink_records
from amedip.portal.admin.orphans import OrphanPages
from amedip.portal.models import TypedLink
from amedip.portal.resources import LinkResource
from workshops.admin import RecommendationAdmin


class TakenUpFilter(admin.SimpleListFilter):
    """Recommendations that something took up, or nothing."""

    title = _("taken up")
    parameter_name = "taken-up"

    def lookups(self, request, model_admin):
        return [("yes", _("taken up")), ("no", _("not taken up by anything"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        links = TypedLink.objects.filter(kind=TypedLink.Kind.TAKES_UP, target=OuterRef("reference"))
        return queryset.filter(Exists(links) if self.value() == "yes" else ~Exists(links))


# The room of workshops knows nothing of links: what it lists is filtered by them from here.
RecommendationAdmin.list_filter = (TakenUpFilter, *RecommendationAdmin.list_filter)


class TypedLinkForm(RecordForm):
    """A link is made or taken away, never changed."""

    def write(self, *, actor, owner=None, why="", minor=False):
        names = ("source", "target", "kind")
        try:
            return link_records(**{name: self.cleaned_data[name] for name in names}, actor=actor, why=why)
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


@admin.register(TypedLink)
class TypedLinkAdmin(OrphanPages, HouseAdmin):
    form = TypedLinkForm
    list_display = ("source", "shown_kind", "target")
    list_select_related = ("source", "target")
    list_filter = ("kind", "source__kind")
    search_fields = ("source__ref", "target__ref")
    facts = ("source", "kind", "target")
    autocomplete_fields = ("source", "target")
    resource_classes = [LinkResource]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)

    def has_import_permission(self, request):
        """A file adds links and changes none: who may add may bring it."""
        return self.has_add_permission(request)

    def delete_model(self, request, obj):
        unlink_records(obj, actor=request.user)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for link in queryset.select_related("source", "target"):
            unlink_records(link, actor=request.user)

    @admin.display(description=_("kind"), ordering="kind")
    def shown_kind(self, obj):
        return obj.get_kind_display()
