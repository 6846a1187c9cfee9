"""What the steps of requests and exchanges ask for beside a note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core.forms import day_field
from exchanges.forms.terms import Named, NamedMany, refuse_days_out_of_order
from exchanges.forms.texts import TextsForm
from exchanges.models import Exchange, ExchangeRequest, Offer
from registry.models import Country


class DaysForm(forms.Form):
    """The days of an exchange, the last one inclusive."""

    start = day_field(_("First day"))
    end = day_field(_("Last day"))

    def __init__(self, data=None, *, exchange: Exchange):
        super().__init__(data, initial={"start": exchange.start, "end": exchange.end}, label_suffix="")

    def clean(self):
        sent = super().clean()
        refuse_days_out_of_order(self, "start", "end")
        return sent


class MatchForm(forms.Form):
    """The host of a request, and the offer that is taken up."""

    host = Named(Country.objects.none(), label=_("Host state"))
    offer = forms.ModelChoiceField(Offer.objects.none(), label=_("Offer"), required=False, empty_label=_("none"))

    def __init__(self, data=None, *, request: ExchangeRequest):
        super().__init__(data, label_suffix="")
        self.fields["host"].queryset = (
            Country.objects.exclude(pk=request.country_id).in_order().select_related("reference")
        )
        self.fields["offer"].queryset = (
            Offer.objects.filter(status=Offer.Status.OPEN, reference__example=request.reference.example)
            .exclude(country=request.country_id)
            .select_related("reference")
        )


class TakeUpForm(forms.Form):
    """The states that take up an offer for which nobody asked."""

    receivers = NamedMany(Country.objects.none(), label=_("States that receive"))

    def __init__(self, data=None, *, offer: Offer):
        super().__init__(data, label_suffix="")
        others = Country.objects.partners().exclude(pk=offer.country_id)
        self.fields["receivers"].queryset = others.in_order().select_related("reference")


class InviteForm(forms.Form):
    """The states invited to answer a request, and their last day."""

    countries = NamedMany(Country.objects.none(), label=_("States"), required=False)
    due = day_field(_("Answers due"), help_text=_("The last day on which invited states answer."))

    def __init__(self, data=None, *, request: ExchangeRequest):
        super().__init__(data, initial={"due": request.answers_due}, label_suffix="")
        invited = request.answers.values("country")
        others = Country.objects.filter(is_group=False).exclude(pk=request.country_id).exclude(pk__in=invited)
        self.fields["countries"].queryset = others.in_order().select_related("reference")


class CompiledForm(TextsForm):
    """The words of staff around the answers of the states."""

    TEXTS = ("introduction", "conclusion")
