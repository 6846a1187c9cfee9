"""The inputs of the administration: days, files, and rows chosen from a table."""

from django import forms
from django.contrib.admin import widgets
from django.forms.utils import flatatt
from django.template.loader import render_to_string

# Up to so many choices stand in the page itself, so that it works without JavaScript; beyond, one searches.
FEW = 200
_KEY_DIGITS = 18  # of a bigint that fits whatever its first digit
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class DayWidget(widgets.AdminDateWidget):
    """A date as ISO 8601 whatever the page's language; takes ٠–٩ as well."""

    def __init__(self, attrs=None, **kwargs):
        super().__init__({"dir": "ltr", **(attrs or {})}, **kwargs)

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.translate(_DIGITS) if isinstance(value, str) else value


class FileInput(forms.ClearableFileInput):
    """A file with the name of the one there is; it is opened by the page of what it belongs to."""

    def render(self, name, value, attrs=None, renderer=None):
        # Forms look for templates of widgets in packages only; this one lies with the portal's own.
        context = self.get_context(name, value, attrs)
        context["attributes"] = flatatt({**context["widget"]["attrs"], "type": "file", "name": name})
        return render_to_string("admin/house/file.html", context)


class _FromTable:
    """Choices that are rows of a table, read once for all the forms of a page."""

    kept: dict

    def rows(self) -> list[tuple[int, str]] | None:
        """(key, label) of every row; None when they are too many for a page."""
        if "rows" not in self.kept:
            choices = self.choices
            found = list(choices.queryset[: FEW + 1])
            few = [(row.pk, choices.field.label_from_instance(row)) for row in found]
            self.kept["rows"] = few if len(found) <= FEW else None
        return self.kept["rows"]

    def optgroups(self, name, value, attrs=None):
        rows = self.rows()
        if rows is None:
            return super().optgroups(name, value, attrs)
        chosen = [str(key) for key in value]
        if self.allow_multiple_selected:
            # What is chosen comes first, in the order in which it was chosen.
            rows = sorted(rows, key=lambda row: chosen.index(str(row[0])) if str(row[0]) in chosen else len(chosen))
        elif not self.is_required or not any(chosen):
            # Where one must be chosen, none is until somebody does.
            rows = [("", self.choices.field.empty_label or ""), *rows]
        group = [
            self.create_option(name, key, label, str(key) in chosen, index) for index, (key, label) in enumerate(rows)
        ]
        return [(None, group, 0)]


class SelectPlain(_FromTable, forms.Select):
    """One of a few, from the browser's own list."""

    def __init__(self, attrs=None, choices=()):
        super().__init__(attrs, choices)
        self.kept = {}


def _may_be_key(text) -> bool:
    return not text or (str(text).isdecimal() and len(str(text)) <= _KEY_DIGITS)


class _Searched(_FromTable):
    """A list in which one searches; with few rows it stands whole in the page, so it works without JavaScript."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = {}

    def optgroups(self, name, value, attrs=None):
        # What no row has for a key, as a form made by hand may say, is not looked for.
        return super().optgroups(name, [key for key in value if _may_be_key(key)], attrs)

    @property
    def media(self):
        return super().media + forms.Media(js=["house/choices.js"])


class SelectOne(_Searched, widgets.AutocompleteSelect):
    """One of many, by typing."""


class SelectInOrder(_Searched, widgets.AutocompleteSelectMultiple):
    """Several of many, whose order counts."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        # Each is taken out by itself; a button for all would stand among the items of a list.
        return attrs | {"class": f"{attrs['class']} in-order", "data-allow-clear": "false"}
