"""Who takes part in an exchange, entered with their consent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core.forms import day_field
from exchanges.actions import save_person
from exchanges.forms.terms import Named
from exchanges.models import ExchangePerson
from exchanges.rules import sides_of
from registry.models import Country

COLUMNS = ("role", "name", "function", "email", "consent", "consent_on")


class PersonForm(forms.ModelForm):
    """Somebody who takes part; ``countries`` are the sides for which the person at the keyboard enters people."""

    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ExchangePerson
        fields = COLUMNS

    def __init__(self, data=None, *, person: ExchangePerson, countries=()):
        super().__init__(data, instance=person, initial={"expected": person.version}, label_suffix="")
        self.fields["consent_on"] = day_field(
            _("Consent given on"),
            help_text=_("The person has agreed that the portal keeps this until two years after the exchange."),
        )
        self.fields["consent_on"].initial = person.consent_on
        for name in ("name", "function", "email"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "dir": "auto"}
        if person._state.adding:
            sides = Country.objects.filter(pk__in=[*countries]).select_related("reference")
            self.fields["country"] = Named(sides, label=_("State"), empty_label=None)
            self.order_fields(["country"])

    def _post_clean(self):
        """The instance is written by its deed alone, which also checks it."""

    def save(self, *, actor) -> ExchangePerson:
        person, sent = self.instance, self.cleaned_data
        if person._state.adding:
            person.country = sent["country"]
        return save_person(
            person,
            actor=actor,
            columns={name: sent[name] for name in COLUMNS},
            expected=None if person._state.adding else sent.get("expected") or 0,
        )


class PersonSearchForm(forms.Form):
    """Whose data somebody asks for: the words are sent, never put into an address."""

    words = forms.CharField(
        label=_("Whole name or e-mail address"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


def sides_open_to(exchange, served) -> list[int]:
    """The sides for which people can be entered: those ``served``; all of them where that is None."""
    return [key for key in sides_of(exchange) if served is None or key in served]
