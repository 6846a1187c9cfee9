"""States with their roles and names."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.admin import PartRows, RecordAdmin
from amedip.core.admin.filters import TextsFilter
from amedip.core.admin.forms import RecordForm
from registry.models import Country, CountryRole
from registry.resources import CountryResource, CountryRoleResource


class CountryForm(RecordForm):
    """A state is named by its code."""

    def given_reference(self):
        return self.cleaned_data["code"]


class RoleRows(PartRows):
    model = CountryRole
    facts = ("role",)


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    form = CountryForm
    list_display = ("shown_reference", "shown_title", "shown_roles", "is_group", "shown_languages")
    list_filter = (("roles__role", admin.AllValuesFieldListFilter), "is_group", TextsFilter)
    facts = ("code", "is_group", "languages", "longitude", "latitude")
    fixed = ("code",)
    inlines = [RoleRows]
    resource_classes = [CountryResource, CountryRoleResource]

    @property
    def named_by_hand(self):
        return False

    def for_listing(self, queryset):
        return queryset.prefetch_related("roles")

    @admin.display(description=_("roles"))
    def shown_roles(self, obj):
        comma = languages.comma()
        return comma.join(str(role.get_role_display()) for role in obj.roles.all())
