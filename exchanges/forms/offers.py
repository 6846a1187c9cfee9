"""What a state writes in an offer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.forms import day_field
from exchanges.actions import save_offer
from exchanges.forms.terms import Named, formats_field, languages_field, refuse_days_out_of_order, themes_field
from exchanges.forms.texts import TextsForm
from exchanges.models import Offer
from registry.models import Practice

COLUMNS = ("practice", "formats", "languages", "capacity", "available_from", "available_until")


class OfferForm(TextsForm):
    """An offer, grown from one of the state's practices."""

    TEXTS = ("title", "description")

    def __init__(self, data=None, *, record: Offer, practice: Practice | None = None):
        chosen = [] if record._state.adding else list(record.theme_links.values_list("theme", flat=True))
        initial = {} if not record._state.adding else {"languages": record.country.languages, "capacity": 1}
        if practice is not None:
            chosen = list(practice.theme_links.values_list("theme", flat=True))
            initial |= {"practice": practice.pk}
            initial |= {name: getattr(practice, name) for name in languages.columns(self.TEXTS)}
        super().__init__(data, record=record, **initial)
        own = Practice.objects.filter(country=record.country_id).select_related("reference")
        self.fields["practice"] = Named(
            own.order_by("reference__ref"),
            required=False,
            label=_("Practice"),
            empty_label=_("none"),
            help_text=Offer._meta.get_field("practice").help_text,
        )
        self.fields["themes"] = themes_field(chosen)
        self.fields["formats"] = formats_field()
        self.fields["languages"] = languages_field(*record.country.languages, *record.languages)
        self.fields["capacity"] = forms.IntegerField(
            label=_("Exchanges a year"),
            min_value=1,
            max_value=100,
            help_text=Offer._meta.get_field("capacity").help_text,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        )
        self.fields["available_from"] = day_field(_("Available from"), required=False)
        self.fields["available_until"] = day_field(_("Available until"), required=False)

    def stored(self):
        return super().stored() | {name: getattr(self.record, name) for name in COLUMNS}

    def clean(self):
        cleaned = super().clean()
        refuse_days_out_of_order(self, "available_from", "available_until")
        return cleaned

    def save(self, *, actor) -> Offer:
        """Write what was typed through the one door; its refusals are raised as they are."""
        sent = self.cleaned_data
        columns = {name: sent[name] for name in COLUMNS if name in sent}
        return save_offer(
            self.record,
            actor=actor,
            expected=self.version,
            columns=columns,
            texts=self.texts(),
            themes=sent["themes"],
        )
