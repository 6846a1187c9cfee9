"""Offers: opened, closed, and taken up where nobody has asked."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.forms import add_refusal
from amedip.core.rules import require
from exchanges import resources
from exchanges.actions import prepare_exchange
from exchanges.admin.steps import SteppedAdmin
from exchanges.forms import TakeUpForm
from exchanges.models import Offer
from exchanges.rules import leads_exchanges
from exchanges.workflow import OFFER
from registry.admin.listing import StateFilter, ThemedList, ThemeFilter, shown_state


@admin.register(Offer)
class OfferAdmin(ThemedList, SteppedAdmin):
    workflow = OFFER
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "status", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "status", TextsFilter, ExampleFilter)
    facts = ("country", "practice", "formats", "languages", "capacity", "available_from", "available_until")
    fixed = ("country",)
    links = ("themes",)
    autocomplete_fields = ("practice",)
    resource_classes = [resources.OfferResource]

    def pages(self, request, obj):
        if obj.status != Offer.Status.OPEN or not leads_exchanges(request.user):
            return []
        return [(_("Prepare an exchange from this offer"), self.address("take_up", obj.pk))]

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_up_view)
        return [path("<int:object_id>/take-up/", view, name="exchanges_offer_take_up"), *super().get_urls()]

    def take_up_view(self, request, object_id):
        """Prepare an exchange from an offer that nobody asked for: with which states?"""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        offer = self.get_object(request, str(object_id))
        if offer is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        require(leads_exchanges(request.user))
        form = TakeUpForm(request.POST if request.method == "POST" else None, offer=offer)
        if form.is_valid():
            try:
                exchange = prepare_exchange(
                    actor=request.user, host=offer.country, receivers=form.cleaned_data["receivers"], offer=offer
                )
            except ValidationError as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The exchange is in preparation; both sides have been told."))
                return HttpResponseRedirect(reverse("admin:exchanges_exchange_change", args=[exchange.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Prepare an exchange from this offer"),
            "subtitle": str(offer),
            "form": form,
            "button": _("Prepare"),
        }
        return TemplateResponse(request, "admin/house/asking.html", context, status=400 if form.is_bound else 200)
