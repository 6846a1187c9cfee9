"""What readers choose on public pages of workshops."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.listing import ListForm


class BesideForm(ListForm):
    """The languages that are read beside the page's own."""

    beside = forms.MultipleChoiceField(
        label=_("Read beside"),
        required=False,
        choices=list(languages.NAMES.items()),
        error_messages={"invalid_choice": _("“%(value)s” is not one of the portal’s languages (ar, en, fr).")},
    )
