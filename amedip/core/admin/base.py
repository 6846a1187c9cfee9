"""What every table of the administration has in common: fields by language, rights, and lists."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.postgres.fields import ArrayField
from django.db import models

from amedip.core import languages
from amedip.core.admin.widgets import DayWidget, SelectOne, SelectPlain
from amedip.core.languages import columns
from amedip.core.models import Record
from amedip.core.rules import may_keep
from amedip.core.texts import fields_in_order, is_translated, told_states


class Choosing(admin.options.BaseModelAdmin):
    """Rows of other tables are chosen from a list in their order, or searched for where there are many."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What a form points at is taken away on its own page, where one sees what rests on it.
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        target = db_field.remote_field.model
        queryset = target._default_manager.all()
        if hasattr(queryset, "in_order"):
            queryset = queryset.in_order()
        if issubclass(target, Record):
            queryset = queryset.select_related("reference")
        kwargs.setdefault("queryset", queryset)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectOne(db_field, self.admin_site))
        else:
            kwargs.setdefault("widget", SelectPlain())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class HouseOptions(Choosing):
    """What records and their parts share.

    ``texts`` are the translated fields of the form (by default all), ``facts`` the plain columns, ``fixed`` those of
    them that stand once the object is there, because its reference is made of them.
    """

    texts: tuple[str, ...] | None = None
    facts: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    formfield_overrides = {
        models.DateField: {"widget": DayWidget},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 5})},
        models.URLField: {"widget": AdminURLFieldWidget(attrs={"dir": "ltr"}), "assume_scheme": "https"},
        ArrayField: {"widget": AdminTextInputWidget(attrs={"dir": "ltr"})},
    }

    @property
    def text_fields(self) -> list[str]:
        """The translated fields of the form, in order."""
        return fields_in_order(self.model) if self.texts is None else list(self.texts)

    def text_columns(self) -> list[str]:
        """The columns of all texts: ``title_ar``, ``title_en``…"""
        return columns(self.text_fields)

    def text_lines(self) -> list[tuple[str, ...]]:
        """One line of the form for each text, the page's language first."""
        here = languages.current()
        order = [here, *(code for code in languages.CODES if code != here)]
        return [tuple(f"{field}_{code}" for code in order) for field in self.text_fields]

    def texts_only(self, request) -> bool:
        """May the person change texts but nothing else? So it is with who can change a table but not add to it."""
        return (
            is_translated(self.model)
            and bool(may_keep("change")(request.user, self.model))
            and not may_keep("add")(request.user, self.model)
        )

    def bound_form(self, request, **attrs) -> type[forms.ModelForm]:
        """The form class of this request: it knows what the door said to the same data a moment ago."""
        return type(self.form.__name__, (self.form,), {"refusal": getattr(request, "refusal", None), **attrs})

    def get_readonly_fields(self, request, obj=None):
        if self.texts_only(request):
            return self.facts
        return self.fixed if obj is not None else ()


class HouseList(ChangeList):
    """A list whose rows come with what their columns show, in one query."""

    def get_queryset(self, request, exclude_parameters=None):
        queryset = super().get_queryset(request, exclude_parameters)
        if self.list_select_related:
            queryset = queryset.select_related(*self.list_select_related)
        return self.model_admin.for_listing(queryset)

    def get_results(self, request):
        # Here and not above: actions work with the queryset as well, and need no such column.
        if "shown_languages" in self.list_display:
            self.queryset = self.queryset.annotate(told=told_states(self.model))
        super().get_results(request)
