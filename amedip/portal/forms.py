"""What readers may ask the search for."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amedip.core.listing import ListForm, words_field


class SearchForm(ListForm):
    """Words, and one kind, state and theme at most; the choices are (value, label)."""

    q = words_field()
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data, *, kinds, states, themes):
        super().__init__(data)
        for name, choices in {"kind": kinds, "state": states, "theme": themes}.items():
            field = self.fields[name]
            field.choices = [("", _("All")), *((value, capfirst(label)) for value, label in choices)]
            field.error_messages["invalid_choice"] = _("“%(value)s” is not a choice of this filter.")
