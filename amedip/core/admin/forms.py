"""Forms over a record or a part of one that save through the kernel's one door."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.admin.widgets import SelectInOrder
from amedip.core.forms import add_refusal
from amedip.core.languages import columns
from amedip.core.models import Record, TextState, Versioned
from amedip.core.records import Links, Stale, write_record
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.core.texts import differing, lines_of_all, translated_fields

reference_shape = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small Latin letters, digits and single hyphens only, such as tunis-2012.")
)


class Refused(Exception):
    """Writing one form of the page failed: all is rolled back and the page shown again with the reason.

    ``prefix`` is that of the form; ``error`` the ``ValidationError``.
    """

    def __init__(self, prefix: str | None, error: ValidationError):
        super().__init__(str(error))
        self.prefix = prefix
        self.error = error


class LinksField(forms.ModelMultipleChoiceField):
    """The targets of a many-to-many table, in the order in which they were chosen."""

    def __init__(self, field: models.ManyToManyField, admin_site, **kwargs):
        self.through = field.remote_field.through
        self.owner, self.target = field.m2m_field_name(), field.m2m_reverse_field_name()
        queryset = field.related_model._default_manager.all()
        if issubclass(field.related_model, Record):
            queryset = queryset.select_related("reference")
        super().__init__(
            queryset,
            label=capfirst(field.verbose_name),
            help_text=_("The order counts: the first is the main one. To move one, take it out and choose it again."),
            required=False,
            widget=SelectInOrder(self.through._meta.get_field(self.target), admin_site),
            **kwargs,
        )

    def clean(self, value):
        found = {str(row.pk): row for row in super().clean(value)}
        return [found[str(key)] for key in dict.fromkeys(map(str, value or ()))]

    def has_changed(self, initial, data):
        return [str(key) for key in initial or ()] != [str(key) for key in data or ()]

    def present(self, obj) -> list[int]:
        """The keys of the targets there are."""
        rows = self.through._default_manager.filter(**{self.owner: obj}).order_by("position", "pk")
        return list(rows.values_list(f"{self.target}_id", flat=True))

    def wanted(self, targets) -> Links:
        return Links(self.through, self.owner, self.target, targets)


class HouseForm(forms.ModelForm):
    """A form over a model's columns and texts; what it changed is written by ``write``, never by ``save``.

    ``refusal`` is what the door said to these data a moment ago: it is shown like any other error. A ``locked`` form is
    shown to somebody who may not change it; one ``in_row`` has its labels at the head of the columns, out of sight.
    ``waits_in`` are the languages in which what was written lies beside the texts until it is approved.
    """

    refusal: Refused | None = None
    locked = False
    in_row = False
    waits_in: Collection[str] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            column = self._text_column(name)
            if column is not None:
                field.widget.attrs |= {"lang": column.language, "dir": languages.direction(column.language)}
                field.label = f"{capfirst(column.translated_field.verbose_name)}: {LANGUAGE_LABELS[column.language]}"
            if self.in_row and field.label:
                field.widget.attrs["aria-label"] = field.label

    @property
    def is_stale(self) -> bool:
        """Did somebody else save the record, of which this form is a part, since it was opened?"""
        return bool(self.refusal) and isinstance(self.refusal.error, Stale)

    def _post_clean(self):
        super()._post_clean()
        if self.refusal and self.refusal.prefix == self.prefix:
            add_refusal(self, self.refusal.error)

    def has_changed(self):
        # A refused form must be looked at again even where it changes nothing.
        refused = bool(self.refusal and self.refusal.prefix == self.prefix)
        return not self.locked and (refused or super().has_changed())

    @cached_property
    def text_states(self) -> dict[tuple[str, str], TextState]:
        """Where each text stands, by (field, language)."""
        if not self.instance.pk:
            return {}
        return lines_of_all(type(self.instance), [self.instance.pk]).get(self.instance.pk, {})

    def _text_column(self, name):
        """The model's column behind the input if it holds a text in one language, else None."""
        if not hasattr(self, "_text_columns"):
            meta = self._meta.model._meta
            self._text_columns = {
                column: meta.get_field(column) for column in columns(translated_fields(self._meta.model))
            }
        return self._text_columns.get(name)

    def changed_texts(self) -> dict[str, dict[str, str]]:
        """What the person typed that was not there, ``{language: {field: text}}``."""
        texts: dict[str, dict[str, str]] = {}
        for name in self.changed_data:
            column = self._text_column(name)
            if column is not None:
                texts.setdefault(column.language, {})[column.translated_field.name] = self.cleaned_data[name]
        return texts

    def changed_columns(self) -> dict[str, object]:
        """The plain columns that the person changed, by name; for a new object all that the form holds."""
        concrete = {column.name for column in self._meta.model._meta.concrete_fields}
        names = self.fields if self.instance._state.adding else self.changed_data
        return {
            name: self.cleaned_data[name]
            for name in names
            if name in concrete and name in self.cleaned_data and self._text_column(name) is None
        }

    def changed_columns_and_texts(self) -> list[str]:
        """The names of the model's own columns, texts included, that the person changed."""
        concrete = {column.name for column in self._meta.model._meta.concrete_fields}
        return [name for name in self.changed_data if name in concrete]

    def write(self, *, actor, owner: Record | None = None, why: str = "", minor: bool = False):
        """Write what was changed and return the object; raises ``Refused``. ``owner`` is the record it is a part of."""
        adding = self.instance._state.adding
        texts = self.changed_texts()
        try:
            saved = write_record(
                self.fresh(),
                actor=actor,
                columns=self.changed_columns() if not adding else self.changed_columns() | self.owned_by(owner),
                texts=texts,
                why=why,
                minor=minor,
                part_of=owner,
                **self.extras(),
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error
        self.waits_in = [code for code, fields in texts.items() if differing(saved, {code: fields})]
        return saved

    def extras(self) -> dict:
        """More for ``write_record``."""
        return {}

    def owned_by(self, owner) -> dict[str, object]:
        """The column by which a new part belongs to its record."""
        return {}

    def fresh(self) -> models.Model:
        """The object as it is stored: the form's own instance already carries what was typed."""
        model = self._meta.model
        if self.instance._state.adding:
            return model()
        rows = model._base_manager.select_related("reference") if issubclass(model, Record) else model._base_manager
        return rows.get(pk=self.instance.pk)


class RecordForm(HouseForm):
    """The form of a record: with its links, the version it was opened in, and the reason for the change."""

    expected = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)
    minor = forms.BooleanField(
        required=False,
        label=_("The meaning stays the same"),
        help_text=_("A slip of the pen was corrected: texts in the other languages stay up to date."),
    )
    why = forms.CharField(
        required=False,
        max_length=500,
        label=_("Reason for the change"),
        help_text=_("Stands in the history, for those who come after you."),
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["expected"] = getattr(self.instance, "version", None)
            for name, field in self.link_fields.items():
                self.initial[name] = field.present(self.instance)

    def _post_clean(self):
        super()._post_clean()
        if self.is_stale:
            self._come_up_to_date(self.refusal.error.obj.version)

    def _come_up_to_date(self, version: int) -> None:
        """Take over what others changed where the person changed nothing; the next save is from the present version.

        Where both changed the same, the person's own stays in the input and the page shows the other beside it.
        """
        events = self._meta.model.pgh_event_models["insert"]._base_manager
        opened = events.filter(pgh_obj_id=self.instance.pk, version=self.cleaned_data.get("expected")).first()
        self.data = self.data.copy()
        self.data[self.add_prefix("expected")] = version
        if opened is None:
            return
        for name in self.changed_columns_and_texts():
            column = self._meta.model._meta.get_field(name)
            field, seen = self.fields[name], getattr(opened, column.attname)
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if not field.has_changed(field.prepare_value(seen), typed):
                self._take_over(name, field)

    def _take_over(self, name, field):
        key, stored = self.add_prefix(name), field.prepare_value(self.initial.get(name))
        if isinstance(field, forms.BooleanField):
            self.data.pop(key, None)
            if stored:
                self.data[key] = "on"
        else:
            self.data[key] = "" if stored is None else str(field.widget.format_value(stored) or "")

    @property
    def link_fields(self) -> dict[str, LinksField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, LinksField)}

    @property
    def changed_data(self):
        """What was changed of the record itself: the form's own questions are not part of it."""
        return [name for name in super().changed_data if name not in ("expected", "minor", "why")]

    def extras(self):
        creating = self.instance._state.adding
        extras = {
            "links": [
                field.wanted(self.cleaned_data[name])
                for name, field in self.link_fields.items()
                if creating or name in self.changed_data
            ]
        }
        if not issubclass(self._meta.model, Versioned):
            return extras
        if creating:
            return extras | ({"ref": self.given_reference()} if issubclass(self._meta.model, Record) else {})
        # Without the hidden field the form was not ours: the version can only be the one nobody has seen.
        return extras | {"expected": self.cleaned_data.get("expected") or 0}

    def given_reference(self) -> str:
        """The reference that the person gave, for kinds that are named by hand."""
        return self.cleaned_data.get("ref", "")
