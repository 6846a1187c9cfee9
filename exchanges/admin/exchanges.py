"""Exchanges: sides, supporters and costs, and the way from preparation to publication."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.admin import PartInline, PartRows
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import Refused
from exchanges import resources
from exchanges.actions import settle_terms, terms_of
from exchanges.admin.steps import SteppedAdmin
from exchanges.forms import DaysForm
from exchanges.models import CostLine, Evaluation, Exchange, ExchangeAgency, ExchangePartner
from exchanges.rules import sees_people, sides_of
from exchanges.workflow import EXCHANGE
from registry.admin.listing import HostFilter, ThemedList, ThemeFilter
from registry.models import Country


class SideForm(forms.Form):
    """For which side a step is taken, as it has told the staff."""

    side = forms.ModelChoiceField(Country.objects.none(), label=gettext_lazy("For the state"))

    def __init__(self, data=None, *, exchange: Exchange):
        super().__init__(data, label_suffix="")
        self.fields["side"].queryset = Country.objects.filter(pk__in=sides_of(exchange)).select_related("reference")
        self.fields["side"].label_from_instance = lambda state: state.headline


class PartnerRows(PartRows):
    model = ExchangePartner
    facts = ("country", "part")


class AgencyRows(PartRows):
    model = ExchangeAgency
    facts = ("institution", "part")
    autocomplete_fields = ("institution",)


class CostRows(PartRows):
    model = CostLine
    facts = ("kind", "country", "institution", "amount", "currency")
    autocomplete_fields = ("institution",)


class EvaluationInline(PartInline):
    model = Evaluation
    facts = ("country", "relevance", "quality", "follow_up")


@admin.register(Exchange)
class ExchangeAdmin(ThemedList, SteppedAdmin):
    workflow = EXCHANGE
    list_display = (
        "shown_reference",
        "shown_title",
        "shown_languages",
        "shown_host",
        "status",
        "start",
        "shown_themes",
    )
    list_select_related = ("reference", "host")
    list_filter = (HostFilter, ThemeFilter, "status", TextsFilter, ExampleFilter)
    facts = ("request", "offer", "host", "format", "languages", "start", "end")
    links = ("themes",)
    autocomplete_fields = ("request", "offer")
    inlines = [PartnerRows, AgencyRows, CostRows, EvaluationInline]
    resource_classes = [
        resources.ExchangeResource,
        resources.ExchangePartnerResource,
        resources.ExchangeAgencyResource,
        resources.CostLineResource,
        resources.EvaluationResource,
    ]

    @admin.display(description=Exchange._meta.get_field("host").verbose_name, ordering="host__code")
    def shown_host(self, obj):
        return obj.host.headline if obj.host_id else ""

    def step_forms(self, obj, data=None):
        asked = {step: SideForm(data, exchange=obj) for step in ("agree", "report", "evaluate")}
        return asked | {"schedule": DaysForm(data, exchange=obj)}

    def pages(self, request, obj):
        shown = [(_("Page in the workspace"), reverse("exchanges:workspace-exchange", args=[obj.ref]))]
        if sees_people(request.user, obj):
            shown.append((_("Participants and experts"), reverse("exchanges:workspace-people", args=[obj.ref])))
        return shown

    def save_model(self, request, obj, form, change):
        if change:
            form.terms_before = terms_of(form.fresh())
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change:
            try:
                settle_terms(form.fresh(), form.terms_before, actor=request.user)
            except ValidationError as error:
                raise Refused(None, error) from error
