"""A form of texts in three languages, the page's first, and of the version it was made from."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.forms import BoundField
from django.utils.text import capfirst

from amedip.core import languages
from amedip.core.texts import Texts, clean


@dataclass
class Block:
    """A text with its inputs, one for each language."""

    label: str
    help: str
    cells: list[tuple[str, BoundField]]
    errors: list[str]


def tongues_in_order() -> list[str]:
    """The page's language first, then the others."""
    here = languages.current()
    return [here, *(code for code in languages.CODES if code != here)]


def text_input(column: models.Field, code: str, *, rows: int = 4) -> forms.CharField:
    """The input of a text in one language, as long as its column takes."""
    attrs = {"lang": code, "dir": languages.direction(code)}
    widget = forms.TextInput(attrs) if column.max_length else forms.Textarea(attrs | {"rows": rows})
    return forms.CharField(required=False, max_length=column.max_length, label=languages.NAMES[code], widget=widget)


class TextsForm(forms.Form):
    """What people write on a page of the workspace; ``TEXTS`` are translated fields of the record's table.

    ``expected`` is the version that the form was made from.
    """

    TEXTS: tuple[str, ...] = ()

    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, record: models.Model, **initial):
        self.record = record
        values = {} if record._state.adding else self.stored()
        super().__init__(data, initial={**values, **initial, "expected": record.version}, label_suffix="")
        for field in self.TEXTS:
            for code in tongues_in_order():
                column = record._meta.get_field(f"{field}_{code}")
                self.fields[column.name] = text_input(column, code)

    def stored(self) -> dict[str, object]:
        """What the record says now, by input."""
        return {name: getattr(self.record, name) or "" for name in languages.columns(self.TEXTS)}

    def blocks(self) -> list[Block]:
        """The texts as the page shows them."""
        return [self.block(field, self.record._meta.get_field(field)) for field in self.TEXTS]

    def block(self, name: str, column: models.Field, label: str = "") -> Block:
        cells = [(code, self[f"{name}_{code}"]) for code in tongues_in_order()]
        return Block(label or capfirst(column.verbose_name), column.help_text, cells, self.errors.get(name, []))

    def facts(self) -> list[BoundField]:
        """The inputs that are no texts."""
        texts = set(languages.columns(self.TEXTS))
        return [field for field in self.visible_fields() if field.name not in texts and not self.is_text(field.name)]

    def is_text(self, name: str) -> bool:
        """Is the input a text that is shown by a block of the form's own?"""
        return False

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                try:
                    clean(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def add_error(self, field, error):
        # The reason of a refused text as a whole stands above its languages.
        if field in self.TEXTS:
            self._errors.setdefault(field, self.error_class()).extend(forms.ValidationError(error).messages)
            return
        super().add_error(field, error)

    def texts(self) -> Texts:
        """What was typed, ``{language: {field: text}}``; a text that was not sent is left out."""
        return {
            code: {
                field: self.cleaned_data[f"{field}_{code}"]
                for field in self.TEXTS
                if f"{field}_{code}" in self.data and f"{field}_{code}" in self.cleaned_data
            }
            for code in languages.CODES
        }

    @property
    def version(self) -> int | None:
        """The version that the person saw; 0, which none ever has, where the hidden input was lost."""
        return None if self.record._state.adding else self.cleaned_data.get("expected") or 0
