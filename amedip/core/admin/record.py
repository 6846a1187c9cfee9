"""The administration of one kind of record: list, form, history, deletion, import and export."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.admin.base import HouseList, HouseOptions
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import HouseForm, LinksField, RecordForm, Refused, reference_shape
from amedip.core.admin.inlines import SourceRows, what_rests_on_it
from amedip.core.admin.transfer import Transfer
from amedip.core.history import History
from amedip.core.languages import CODES, columns
from amedip.core.models import Citation, Record
from amedip.core.records import delete_record
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.core.templatetags.texts import in_order, text
from amedip.core.texts import extents_told, is_translated, lines_of_all


class HouseAdmin(HouseOptions, Transfer, admin.ModelAdmin):
    """A table whose rows are written through the kernel's one door, with the history people can read.

    ``links`` are its many-to-many fields. ``texts``, ``facts`` and ``fixed`` as in ``HouseOptions``.
    """

    form = RecordForm
    links: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    change_form_template = "admin/house/change_form.html"
    delete_confirmation_template = "admin/house/delete_confirmation.html"
    object_history_template = "admin/house/history.html"

    def for_listing(self, queryset):
        """The list's rows with what its columns show."""
        return queryset

    def get_changelist(self, request, **kwargs):
        return HouseList

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        # One function for each name: Django finds a column again by the function itself.
        self._shown = {name: shown_links(self.opts.get_field(name)) for name in self.links}

    # --- the form ---------------------------------------------------------------------------------------------

    def keeps_links(self, request, obj) -> bool:
        """May the person change more than texts here?"""
        allowed = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        return allowed and not self.texts_only(request)

    def get_form(self, request, obj=None, **kwargs):
        attrs: dict[str, forms.Field] = {}
        if self.keeps_links(request, obj):
            attrs = {name: LinksField(self.opts.get_field(name), self.admin_site) for name in self.links}
        form = self.bound_form(request, **attrs, **self.more_fields(obj))
        return super().get_form(request, obj, form=form, **kwargs)

    def more_fields(self, obj) -> dict[str, forms.Field]:
        """Fields of the form that are no columns."""
        return {}

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self._shown.values()]

    def get_fieldsets(self, request, obj=None):
        links = self.links if self.keeps_links(request, obj) else self._shown.values()
        sets = [(None, {"fields": [*self.head(request, obj), *self.facts, *links]})]
        if self.text_fields:
            sets.append((_("Texts"), {"fields": self.text_lines(), "classes": ["texts"]}))
        if obj is not None and self.has_change_permission(request, obj):
            questions = ["minor", "why"] if self.text_fields else ["why"]
            sets.append((_("This change"), {"fields": ["expected", *questions]}))
        return sets

    def head(self, request, obj) -> list[str]:
        """What stands above the facts."""
        return []

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for formset in formsets:
            _give_states([form for form in formset.forms if form.instance.pk], formset.model)
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    # --- saving -----------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Django's own view; what the door refuses is rolled back and shown in the form, with all that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refusal = refusal
        except IntegrityError:
            error = ValidationError(
                _("Somebody else saved something that does not go together with this. Nothing was saved: try again.")
            )
            request.refusal = Refused(None, error)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        saved = form.write(actor=request.user, **self._manner(form))
        # What follows (parts, messages, redirects) works with the form's instance: let it be the saved one.
        obj.__dict__.update(saved.__dict__)

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            formset.write(actor=request.user, owner=form.instance, **self._manner(form))
        if not isinstance(form, RecordForm) or not isinstance(form.instance, Record):
            return
        written = [form, *(row for formset in formsets for row in formset.forms)]
        waits = [code for code in CODES if any(code in row.waits_in for row in written)]
        if waits:
            where = where_to_approve(form.instance, waits)
            note = _("Texts that you wrote lie beside what the public reads until they are approved.")
            messages.warning(request, format_html("{} {}", note, where))

    @staticmethod
    def _manner(form):
        return {"why": form.cleaned_data.get("why", ""), "minor": form.cleaned_data.get("minor", False)}

    def construct_change_message(self, *args, **kwargs):
        return []

    # The deeds and the history tables say what happened; Django's own log would only repeat it.
    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None

    # --- deleting ---------------------------------------------------------------------------------------------

    def delete_model(self, request, obj):
        delete_record(obj, actor=request.user)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for obj in queryset:
            delete_record(obj, actor=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError as error:
            self.message_user(request, what_rests_on_it(error), messages.ERROR)
            return HttpResponseRedirect(self.address("change", object_id))

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except ProtectedError as error:
            self.message_user(request, what_rests_on_it(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def render_delete_form(self, request, context):
        return super().render_delete_form(request, context | {"citations": self.citations_of(context["object"])})

    def citations_of(self, obj) -> list[Citation]:
        """Who cites it: those citations outlive it."""
        return []

    # --- history ----------------------------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        history = History(obj)
        asked = request.GET.get("page", "")
        number = min(int(asked), history.pages) if asked.isascii() and asked.isdigit() and int(asked) else 1
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(obj),
            "module_name": self.opts.verbose_name_plural,
            "entries": history.page(number),
            "number": number,
            "pages": range(1, history.pages + 1),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def address(self, page: str, *args) -> str:
        """The address of one of this table's pages."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=args, current_app=self.admin_site.name)


class RecordAdmin(HouseAdmin):
    """The administration of a kind of ``Record``."""

    list_display = ("shown_reference", "shown_title", "shown_languages")
    list_display_links = ("shown_reference", "shown_title")
    list_select_related = ("reference",)
    list_filter = (TextsFilter, ExampleFilter)
    # What rooms above let one do with the selected records of any kind: functions as in ``actions``, each with a rule
    # of the user as ``may``. They are added where the administration is put together.
    shared_actions: ClassVar[list] = []

    def __init__(self, model, admin_site):
        self.search_fields = self.search_fields or ["reference__ref", *columns([model.TITLE])]
        super().__init__(model, admin_site)

    @property
    def named_by_hand(self) -> bool:
        """Does the kind give no references of its own, so that a new record must be named?"""
        return self.model.numbering is Record.numbering

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reference")

    def get_actions(self, request):
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET:
            for function in self.shared_actions:
                if function.may(request.user):
                    actions[function.__name__] = (function, function.__name__, function.short_description)
        return actions

    def head(self, request, obj):
        if obj is not None:
            return ["shown_reference"]
        return ["ref"] if "ref" in self.more_fields(obj) else []

    def more_fields(self, obj):
        if obj is not None or not self.named_by_hand:
            return {}
        return {
            "ref": forms.CharField(
                label=gettext_lazy("Permanent reference"),
                max_length=60,
                validators=[reference_shape],
                help_text=gettext_lazy("Its address for good, such as tunis-2012: it can never be changed or reused."),
                widget=forms.TextInput(attrs={"class": "vTextField", "dir": "ltr", "autocomplete": "off"}),
            )
        }

    def get_readonly_fields(self, request, obj=None):
        return ["shown_reference", *super().get_readonly_fields(request, obj)]

    def get_inlines(self, request, obj):
        return [*super().get_inlines(request, obj), SourceRows]

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj is not None and obj.is_public() else None

    def citations_of(self, obj):
        return list(Citation.objects.filter(source=obj.reference).select_related("owner"))

    # --- the list's columns -----------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("reference"), ordering="reference__ref")
    def shown_reference(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.ref)

    @admin.display(description=gettext_lazy("title"))
    def shown_title(self, obj):
        title = text(obj, obj.TITLE)
        if obj.reference.example:
            return format_html('{} <span class="example">{}</span>', title, _("Example"))
        return title

    @admin.display(description=gettext_lazy("languages"))
    def shown_languages(self, obj):
        cells = ((code, extent, LANGUAGE_LABELS[code], extent.label) for code, extent in extents_told(obj.told).items())
        return format_html_join(
            " ",
            '<span class="tongue {1}" title="{2}: {3}"><span aria-hidden="true">{0}</span>'
            '<span class="visually-hidden">{2}: {3}</span></span>',
            cells,
        )


def where_to_approve(record: Record, codes: Iterable[str]) -> SafeString:
    """The pages on which the record's texts in these languages can be approved."""
    pages = (
        (reverse("translations:page", args=[record.KIND, record.ref, code]), LANGUAGE_LABELS[code]) for code in codes
    )
    return format_html(
        "{} {}", _("To the page for translations:"), format_html_join(" · ", '<a href="{}">{}</a>', pages)
    )


def shown_links(field):
    """A column for the form of who may not change the links."""

    @admin.display(description=field.verbose_name)
    def shown(obj):
        through = field.remote_field.through._default_manager
        owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        rows = through.filter(**{owner: obj}).select_related(f"{target}__reference").order_by("position", "pk")
        return in_order(getattr(row, target) for row in rows)

    shown.__name__ = f"shown_{field.name}"
    return shown


def _give_states(rows: list[HouseForm], model) -> None:
    """Tell the forms of a table where their texts stand, in two queries."""
    if not rows or not is_translated(model):
        return
    lines = lines_of_all(model, [row.instance.pk for row in rows])
    for row in rows:
        row.text_states = lines.get(row.instance.pk, {})
