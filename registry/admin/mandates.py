"""Who speaks for a state, and from when to when."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import HouseAdmin
from amedip.core.admin.forms import RecordForm, Refused
from registry.actions import appoint_focal_point
from registry.admin.listing import StateFilter, shown_state
from registry.models import FocalPoint
from registry.resources import FocalPointResource


class FocalPointForm(RecordForm):
    """A new term of office is an appointment; a term there is, is only corrected or ended."""

    def write(self, *, actor, owner=None, why="", minor=False):
        if not self.instance._state.adding:
            return super().write(actor=actor, owner=owner, why=why, minor=minor)
        names = ("position", "since", "until")
        try:
            return appoint_focal_point(
                self.cleaned_data["user"],
                self.cleaned_data["country"],
                actor=actor,
                **{name: self.cleaned_data[name] for name in names},
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


class ServingFilter(admin.SimpleListFilter):
    """By whether the term runs today."""

    title = _("in office")
    parameter_name = "serving"

    def lookups(self, request, model_admin):
        return [("yes", _("in office today")), ("no", _("not in office today"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        serving = FocalPoint.objects.serving(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=serving) if self.value() == "yes" else queryset.exclude(pk__in=serving)


@admin.register(FocalPoint)
class FocalPointAdmin(HouseAdmin):
    form = FocalPointForm
    list_display = ("user", shown_state, "position", "since", "until")
    list_select_related = ("user", "country")
    list_filter = (StateFilter, "position", ServingFilter)
    search_fields = ("user__email", "user__full_name", "country__code")
    facts = ("user", "country", "position", "since", "until")
    fixed = ("user", "country")
    autocomplete_fields = ("user",)
    resource_classes = [FocalPointResource]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "country__reference")
