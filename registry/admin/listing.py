"""Filters and columns by state, theme and consultation, for every list that has them."""

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.templatetags.texts import in_order
from registry.models import ConsultationRound, Country, Theme


def name_expression(field: str) -> Coalesce:
    """The translated ``field`` (a path) in the reader's language or the first other that has it."""
    codes = languages.FALLBACKS[languages.current()]
    return Coalesce(*(NullIf(f"{field}_{code}", Value("")) for code in codes), output_field=CharField())


class RecordFilter(admin.SimpleListFilter):
    """Narrows a list to the rows that point at one record, named by its reference."""

    model = None
    path = ""
    name_field = "name"

    def rows(self) -> QuerySet:
        return self.model.objects.all()

    def lookups(self, request, model_admin):
        named = self.rows().annotate(shown=name_expression(self.name_field))
        return list(named.values_list("reference__ref", "shown"))

    def queryset(self, request, queryset):
        return queryset.filter(**{f"{self.path}__reference__ref": self.value()}) if self.value() else queryset


class StateFilter(RecordFilter):
    """By state; ``path`` leads from the row to the country."""

    title = _("state")
    parameter_name = "state"
    model = Country
    path = "country"

    def rows(self):
        return Country.objects.in_order()


class HostFilter(StateFilter):
    """By the state that is host."""

    title = _("host state")
    path = "host"


class ThemeFilter(RecordFilter):
    """By theme."""

    title = _("theme")
    parameter_name = "theme"
    model = Theme
    path = "themes"


class RoundFilter(RecordFilter):
    """By national consultation."""

    title = _("national consultation")
    parameter_name = "round"
    model = ConsultationRound
    path = "round"
    name_field = "title"


class ThemedList:
    """Columns for rows with a state and themes; the themes' names come with the rows."""

    def for_listing(self, queryset):
        links = queryset.model._meta.get_field("themes")
        owner, through = links.m2m_field_name(), links.remote_field.through
        names = through.objects.filter(**{owner: OuterRef("pk")}).order_by("position", "pk")
        return queryset.annotate(theme_names=ArraySubquery(names.values_list(name_expression("theme__name"))))

    @admin.display(description=_("themes"))
    def shown_themes(self, obj):
        return in_order(obj.theme_names)


@admin.display(description=_("state"), ordering="country__code")
def shown_state(obj):
    """A column: the name of the row's state."""
    return obj.country.headline if obj.country_id else ""
