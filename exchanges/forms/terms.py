"""Inputs that the forms of exchanges share: records by title, working languages, formats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core.templatetags.frame import tongue_name
from exchanges.models import Format
from registry.models import Theme

# What is offered to choose from beside the state's own.
WIDELY_SPOKEN = ("ar", "en", "fr", "pt", "es")


class Named(forms.ModelChoiceField):
    """One record, by its title alone."""

    def label_from_instance(self, obj):
        return obj.headline


class NamedMany(forms.ModelMultipleChoiceField):
    """Several records by their titles, as boxes; those chosen before keep their order."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return obj.headline

    def clean(self, value):
        before = {int(key): place for place, key in enumerate(self.initial or ())}
        return sorted(super().clean(value), key=lambda row: before.get(row.pk, len(before)))


def themes_field(chosen=()) -> NamedMany:
    """The shared themes, those chosen already first when they are stored."""
    field = NamedMany(Theme.objects.order_by("position", "pk"), required=False, label=_("Themes"))
    field.initial = list(chosen)
    return field


def languages_field(*known) -> forms.MultipleChoiceField:
    """Working languages: the widely spoken ones and those ``known`` of the state or the record."""
    codes = list(dict.fromkeys([*WIDELY_SPOKEN, *known]))
    return forms.MultipleChoiceField(
        label=_("Working languages"),
        required=False,
        choices=[(code, tongue_name(code)) for code in codes],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which your people can work without an interpreter."),
    )


def format_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Format"), required=False, choices=[("", _("not said")), *Format.choices])


def formats_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Formats"), required=False, choices=Format.choices, widget=forms.CheckboxSelectMultiple
    )


def refuse_days_out_of_order(form: forms.Form, first: str, last: str) -> None:
    """Mark the input of the last day where it lies before the first; for ``clean``, when both have been read."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin and end and end < begin:
        form.add_error(last, _("The last day lies before the first."))
