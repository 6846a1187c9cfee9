"""Inputs for what is measured."""

from django import forms
from django.utils.translation import gettext_lazy as _

_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009\u066c")


class AmountField(forms.DecimalField):
    """A number as people write it in any of the three languages: 12.5, 12,5 or ١٢٫٥; blanks part thousands."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
        messages = {"invalid": _("Give a number such as 1250 or 12.5.")}
        super().__init__(max_digits=14, decimal_places=2, widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.translate(_BLANKS).replace("\u066b", ".")
            # Two marks, or one before three digits, may be thousands or not: such a number is asked for anew.
            value = value.replace(",", ".") if value.count(",") == 1 and "." not in value else value
        return super().to_python(value)
