"""What readers may ask the Registry for."""

import datetime
from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amedip.core import languages
from amedip.core.forms import add_refusal, day_field
from amedip.core.listing import FilterField, ListForm, words_field
from amedip.core.models import LANGUAGE_CHOICES
from registry.actions import hand_over
from registry.editions import first_day
from registry.listing import Vocabulary
from registry.models import Priority

FEWEST, MOST = 2, 4  # states side by side
NO_MOMENT = _("This is neither an edition nor a day. Choose from the form below.")


class ByStateAndTheme(ListForm):
    """The filters that all lists share; cleaned, they are keys of ``vocabulary``."""

    q = words_field()
    state = FilterField(label=_("State"))
    theme = FilterField(label=_("Theme"))

    def __init__(self, data, vocabulary: Vocabulary):
        super().__init__(data)
        self.vocabulary = vocabulary
        self.keys = {
            "state": {row["code"]: key for key, row in vocabulary.states.items()},
            "theme": {row["ref"]: key for key, row in vocabulary.themes.items()},
        }
        asked = set(data.getlist("state"))
        # Offered are the partner states; of others, those that an address asks for.
        self.fields["state"].offer(
            (row["code"], languages.text_of(row))
            for row in vocabulary.states.values()
            if row["partner"] or row["code"] in asked
        )
        self.fields["theme"].offer((row["ref"], languages.text_of(row)) for row in vocabulary.themes.values())

    def clean_state(self):
        return [self.keys["state"][code] for code in self.cleaned_data["state"]]

    def clean_theme(self):
        return [self.keys["theme"][slug] for slug in self.cleaned_data["theme"]]


class PracticesForm(ByStateAndTheme):
    """The filters of the practices."""


class PrioritiesForm(ByStateAndTheme):
    """The filters of the Registry; ``statuses`` are those that the reader may see."""

    round = FilterField(label=_("Consultation"))
    status = FilterField(label=_("Status"))

    def __init__(self, data, vocabulary: Vocabulary, statuses):
        super().__init__(data, vocabulary)
        self.keys["round"] = {row["ref"]: key for key, row in vocabulary.rounds.items()}
        self.fields["round"].offer((row["ref"], languages.text_of(row, "title")) for row in vocabulary.rounds.values())
        self.fields["status"].offer((status.value, status.label) for status in Priority.Status if status in statuses)

    def clean_round(self):
        return [self.keys["round"][slug] for slug in self.cleaned_data["round"]]


class CompareForm(forms.Form):
    """Two to four states to lay side by side."""

    state = forms.MultipleChoiceField(
        label=_("States"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is not one of the states below.")},
    )

    def __init__(self, data, vocabulary: Vocabulary):
        super().__init__(data)
        self.keys = {row["code"]: key for key, row in vocabulary.states.items()}
        asked = set(data.getlist("state"))
        self.fields["state"].choices = [
            (row["code"], languages.text_of(row))
            for row in vocabulary.states.values()
            if row["partner"] or row["code"] in asked
        ]

    def clean_state(self):
        chosen = list(dict.fromkeys(self.cleaned_data["state"]))
        if chosen and not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(
                ngettext_lazy(
                    "You chose %(count)d state. Choose two, three or four.",
                    "You chose %(count)d states. Choose two, three or four.",
                    "count",
                )
                % {"count": len(chosen)}
            )
        return [self.keys[code] for code in chosen]


class DifferencesForm(forms.Form):
    """Two moments of the Registry, ``from`` and ``to``: an edition’s number, ``current``, or a day as YYYY-MM-DD.

    Cleaned, each is a number, None for now, or the day.
    """

    CURRENT = "current"

    def __init__(self, data, numbers: Collection[int]):
        super().__init__(data)
        self.numbers = numbers
        # “from” cannot be the name of an attribute.
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.CharField(
                label=label, max_length=20, required=False, error_messages={"max_length": NO_MOMENT}
            )

    def clean(self):
        values = super().clean()
        asked = {name: value for name in self.fields if (value := values.get(name))}
        if asked and len(asked) < len(self.fields) and not self.errors:
            raise forms.ValidationError(_("Choose both: from when, and until when."))
        return {name: self._moment(name, value) for name, value in asked.items()}

    def _moment(self, name: str, value: str) -> int | datetime.date | None:
        if value == self.CURRENT:
            return None
        if value.isascii() and value.isdigit():
            if int(value) not in self.numbers:
                self.add_error(name, _("There is no edition %(number)s.") % {"number": value})
            return int(value)
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            self.add_error(name, NO_MOMENT)
            return None
        first = first_day()
        if first is None or day < first:
            self.add_error(
                name,
                _("The portal has held the Registry since %(day)s; of earlier days it knows nothing.")
                % {"day": date_format(first)}
                if first
                else _("The portal has not held any priority yet."),
            )
        elif day > timezone.localdate():
            self.add_error(name, _("This day is yet to come. Choose today or an earlier day."))
        return day


class HandOverForm(forms.Form):
    """Who follows in a mandate, and from which day on."""

    email = forms.EmailField(
        label=_("Mail address of the successor"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    full_name = forms.CharField(
        label=_("Name"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGE_CHOICES, help_text=_("Of the mail, and of the portal for this person.")
    )
    since = day_field(_("First day of the successor"), help_text=_("The present term ends the day before."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def hand_over(self, mandate, *, actor):
        """The mandate handed over; None, with the reasons in the form, if that was refused."""
        try:
            return hand_over(mandate, actor=actor, **self.cleaned_data)
        except ValidationError as error:
            add_refusal(self, error)
            return None
