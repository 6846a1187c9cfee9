"""What readers may ask the lists of exchanges, requests and offers for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core.listing import FilterField, ListForm
from exchanges.models import Exchange, ExchangeRequest, Format, Offer
from registry.forms import ByStateAndTheme
from registry.listing import Vocabulary

EARLIEST, LATEST = 2000, 2100
NO_YEAR = _("Give a year of four digits, such as 2026.")


def year_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
    )


class ByFormat(ByStateAndTheme):
    """With the filters that all three lists have; ``statuses`` are those that the reader may see."""

    format = FilterField(label=_("Format"), choices=Format.choices)
    status = FilterField(label=_("Status"))

    def __init__(self, data, vocabulary: Vocabulary, statuses):
        super().__init__(data, vocabulary)
        self.fields["status"].offer((status.value, status.label) for status in statuses)


class ExchangesForm(ByFormat):
    """The filters of the exchanges; a state is host or partner."""

    year = year_field()

    def __init__(self, data, vocabulary: Vocabulary, *, everything: bool):
        super().__init__(data, vocabulary, Exchange.Status if everything else Exchange.PUBLIC_STATES)


class RequestsForm(ByFormat):
    """The filters of the requests."""

    def __init__(self, data, vocabulary: Vocabulary, *, everything: bool):
        super().__init__(data, vocabulary, ExchangeRequest.Status if everything else ExchangeRequest.PUBLIC_STATES)


class OffersForm(ByFormat):
    """The filters of the offers."""

    def __init__(self, data, vocabulary: Vocabulary, *, everything: bool):
        super().__init__(data, vocabulary, Offer.Status if everything else Offer.PUBLIC_STATES)


class CalendarForm(ListForm):
    """The year of the calendar."""

    year = year_field()


class LedgerForm(ListForm):
    """The state whose exchanges are told; cleaned, its key."""

    state = FilterField(label=_("State"))

    def __init__(self, data, vocabulary: Vocabulary):
        super().__init__(data)
        self.keys = {row["code"]: key for key, row in vocabulary.states.items()}
        self.fields["state"].offer((code, code) for code in self.keys)

    def clean_state(self):
        return [self.keys[code] for code in self.cleaned_data["state"]]
