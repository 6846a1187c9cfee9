"""Parts of a record, and the sources it rests on, as tables within the record's own form."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.admin.options import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet, BaseModelFormSet, modelformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from amedip.core import languages
from amedip.core.admin.base import HouseOptions
from amedip.core.admin.forms import HouseForm, Refused
from amedip.core.models import Citation
from amedip.core.records import Source, delete_record, write_record
from amedip.core.rules import may_keep
from amedip.core.texts import differing

# Django's own words for it would need to know a noun's gender, and in Arabic that it is without article.
gettext_noop("Add another %(verbose_name)s")


class PartForm(HouseForm):
    """The form of a part: it knows the relation to its owner from its formset."""

    owned_through = ""

    def owned_by(self, owner):
        return {self.owned_through: owner}


class InRows:
    """A formset whose box for taking a row away says so itself."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.can_delete:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = _("Delete")


class PartFormSet(InRows, BaseInlineFormSet):
    """The parts of one record; ``write`` takes the place of ``save``."""

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            # The parts know their record: what names them must not ask the database for it once more.
            parts = super().get_queryset()
            for part in parts:
                setattr(part, self.fk.name, self.instance)
        return self._queryset

    def write(self, *, actor, owner, why: str, minor: bool) -> None:
        """Take away, change and add what the person asked for; raises ``Refused``."""
        for form in self.deleted_forms if self.can_delete else ():
            if form.instance.pk is None:
                continue
            try:
                delete_record(form.fresh(), actor=actor, part_of=owner, why=why)
            except ProtectedError as error:
                raise Refused(form.prefix, ValidationError(what_rests_on_it(error))) from error
        for form in self.forms:
            if form.has_changed() and not (self.can_delete and self._should_delete_form(form)):
                form.owned_through = self.fk.name
                form.write(actor=actor, owner=owner, why=why, minor=minor)


def what_rests_on_it(error: ProtectedError) -> str:
    """Why something cannot be deleted, with the first few of what stands in the way."""
    names = [str(obj) for obj in list(error.protected_objects)[:3]]
    return _("This cannot be deleted, because other records rest on it: %(names)s.") % {"names": "; ".join(names)}


class InRecord(HouseOptions):
    """What stands within a record's form has in common."""

    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # In a row there is no room for buttons that open other forms.
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class PartOptions(InRecord):
    """What the two shapes of parts have in common; ``texts`` and ``facts`` as in ``RecordAdmin``."""

    form = PartForm
    formset = PartFormSet

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        relations = [
            f"{field.name}__reference"
            for field in self.model._meta.concrete_fields
            if field.is_relation and field.name in self.facts and hasattr(field.related_model, "KIND")
        ]
        return queryset.select_related(*relations) if relations else queryset

    def get_formset(self, request, obj=None, **kwargs):
        form = self.bound_form(request, in_row=isinstance(self, admin.TabularInline))
        return super().get_formset(request, obj, form=form, **kwargs)


class PartInline(PartOptions, admin.StackedInline):
    """Parts with longer texts, one below the other."""

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.facts, *self.text_lines()]})]


class PartRows(PartOptions, admin.TabularInline):
    """Parts that fit on a line each."""

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.facts, *self.text_columns()]})]


class SourceFormSet(InRows, BaseModelFormSet):
    """The passages that a record rests on: rows of the kernel's own table, found by the record's reference."""

    def __init__(self, *args, instance=None, queryset=None, save_as_new=None, **kwargs):
        self.instance = instance
        rows = Citation.objects.none()
        if instance is not None and instance.reference_id:
            rows = Citation.objects.filter(owner=instance.reference_id).select_related("source")
        super().__init__(*args, queryset=rows, **kwargs)

    @classmethod
    def get_default_prefix(cls):
        return "sources"

    def _kept(self):
        return [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("source") and not (self.can_delete and self._should_delete_form(form))
        ]

    def clean(self):
        if any(self.errors):
            return
        passages = [(row["source"].pk, row["section"]) for row in self._kept()]
        if len(set(passages)) < len(passages):
            raise ValidationError(_("The same passage is cited twice."))
        if self.instance and self.instance.reference_id in {source for source, _section in passages}:
            raise ValidationError(_("A record cannot be its own source."))

    def write(self, *, actor, owner, why: str, minor: bool) -> None:
        """Make the record rest on just these passages, in the order of their positions; raises ``Refused``."""
        if not any(form.has_changed() for form in self.forms):
            return
        rows = sorted(self._kept(), key=lambda row: row["position"] or 0)
        sources = [
            Source(row["source"], row["section"], {code: row[f"note_{code}"] for code in languages.CODES})
            for row in rows
        ]
        try:
            write_record(owner, actor=actor, sources=sources, why=why, minor=minor)
        except ValidationError as error:
            raise Refused(None, error) from error
        notes = {(row.source_id, row.section): row for row in Citation.objects.filter(owner=owner.reference_id)}
        for form in self.forms:
            row = form.cleaned_data
            if row.get("source") and (written := notes.get((row["source"].pk, row["section"]))):
                given = {code: {"note": row[f"note_{code}"]} for code in languages.CODES}
                form.waits_in = list(differing(written, given))


class SourceChecks(InlineModelAdminChecks):
    """The owner is found by its reference, so there is no key from the table to the record."""

    def _check_exclude_of_parent_model(self, obj, parent_model):
        return []

    def _check_relation(self, obj, parent_model):
        return []


class SourceRows(InRecord, admin.TabularInline):
    """What the record rests on: a workshop's summary, the project page…"""

    model = Citation
    form = HouseForm
    formset = SourceFormSet
    checks_class = SourceChecks
    verbose_name = gettext_lazy("source")
    verbose_name_plural = gettext_lazy("sources")
    facts = ("source", "section")
    autocomplete_fields = ("source",)
    texts = ("note",)

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.facts, *self.text_columns(), "position"]})]

    # Sources are part of what the record says: who may change it may change them.
    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        keeps = [may_keep(action)(request.user, self.parent_model) for action in ("change", "add")]
        return all(keeps)

    has_add_permission = has_delete_permission = has_change_permission

    def get_formset(self, request, obj=None, **kwargs):
        fields = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        can_change = self.has_change_permission(request, obj)
        return modelformset_factory(
            Citation,
            form=self.bound_form(request, locked=not can_change, in_row=True),
            formset=self.formset,
            fields=fields,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
            extra=0,
            can_delete=can_change,
            max_num=None if can_change else 0,
        )
