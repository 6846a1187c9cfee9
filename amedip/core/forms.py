"""What forms share: days, and the reasons of a deed that refused what was said."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _


def day_field(label, **kwargs) -> forms.DateField:
    """A day as ISO 8601."""
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}),
        error_messages={"invalid": _("Give the day as year, month and day, such as 2026-09-01.")},
        **kwargs,
    )


def add_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Show each reason beside the input that it names; what names none of the form's stands above them all."""
    for name, reason in getattr(refusal, "error_dict", {NON_FIELD_ERRORS: refusal}).items():
        form.add_error(name if name in form.fields else None, reason)
