"""Requests, offers and exchanges of experts."""

from django.contrib import admin

from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from exchanges import resources
from exchanges.models import Evaluation, Exchange, ExchangePartner, ExchangeRequest, Offer
from registry.admin.listing import HostFilter, StateFilter, ThemedList, ThemeFilter, shown_state


@admin.register(ExchangeRequest)
class ExchangeRequestAdmin(ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "status", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "status", TextsFilter, ExampleFilter)
    facts = ("country", "priority", "status", "wanted_from", "wanted_until")
    links = ("themes",)
    autocomplete_fields = ("priority",)
    resource_classes = [resources.ExchangeRequestResource]


@admin.register(Offer)
class OfferAdmin(ThemedList, RecordAdmin):
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "status", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "status", TextsFilter, ExampleFilter)
    facts = ("country", "practice", "status", "capacity")
    links = ("themes",)
    autocomplete_fields = ("practice",)
    resource_classes = [resources.OfferResource]


class PartnerRows(PartRows):
    model = ExchangePartner
    facts = ("country", "part")


class EvaluationInline(PartInline):
    model = Evaluation
    facts = ("country", "relevance", "quality", "follow_up")


@admin.register(Exchange)
class ExchangeAdmin(ThemedList, RecordAdmin):
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
    facts = ("request", "offer", "host", "status", "start", "end")
    links = ("themes",)
    autocomplete_fields = ("request", "offer")
    inlines = [PartnerRows, EvaluationInline]
    resource_classes = [
        resources.ExchangeResource,
        resources.ExchangePartnerResource,
        resources.EvaluationResource,
    ]

    @admin.display(description=Exchange._meta.get_field("host").verbose_name, ordering="host__code")
    def shown_host(self, obj):
        return obj.host.headline if obj.host_id else ""
