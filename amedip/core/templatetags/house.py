"""What the administration's templates need beyond Django's own: texts by language, and what others saved meanwhile."""

from dataclasses import dataclass

from django import forms, template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.models import Record, Standing

register = template.Library()

# The languages' names in the page's language; Django's own catalogues translate them.
LANGUAGE_LABELS = {"ar": gettext_lazy("Arabic"), "en": gettext_lazy("English"), "fr": gettext_lazy("French")}


@dataclass
class Cell:
    """One text in one language: its input, or the text itself for who may only read."""

    language: str
    name: str
    readonly: bool
    text: str = ""
    input: object = ""
    id: str = ""
    errors: object = ""
    state: str = ""
    state_label: str = ""
    stored_now: str = ""
    address: str = ""


@dataclass
class TextLine:
    """A text of a form with its languages, the page's first."""

    label: str
    help: str
    cells: list[Cell]


@register.filter
def language_label(code):
    """The language's name in the page's language."""
    return LANGUAGE_LABELS.get(code, code)


@register.filter
def standing_words(row) -> str:
    """Where the text of a state's row stands, in words: if it is outdated, since when and by which language."""
    if not row.outdated_at:
        return row.get_state_display()
    told = {
        "day": date_format(timezone.localtime(row.outdated_at), "SHORT_DATE_FORMAT"),
        "language": language_label(row.outdated_by),
    }
    if not row.outdated_by:
        return _("outdated since %(day)s") % told
    return _("outdated since %(day)s (%(language)s)") % told


@register.filter
def tongues(line) -> TextLine | None:
    """The line of a form as a text by language; None if it holds anything else."""
    form, names = line.form, line.fields
    model = form._meta.model
    columns = [model._meta.get_field(name) for name in names if isinstance(name, str) and _is_column(model, name)]
    originals = {column.translated_field for column in columns if hasattr(column, "translated_field")}
    if len(columns) != len(names) or len(originals) != 1:
        return None
    original = originals.pop()
    cells = [_cell(line, form, column, original.name) for column in columns]
    return TextLine(capfirst(original.verbose_name), original.help_text, cells)


def _is_column(model, name):
    return any(column.name == name for column in model._meta.concrete_fields)


def _cell(line, form, column, field) -> Cell:
    code = column.language
    text = getattr(form.instance, column.name) or ""
    cell = Cell(code, str(LANGUAGE_LABELS[code]), column.name in line.readonly_fields, text)
    state = getattr(form, "text_states", {}).get((field, code))
    if state is not None:
        cell.state, cell.state_label = state.state, standing_words(state)
        if state.beside:
            origin = state.beside[0].get_origin_display()
            cell.state_label = _("%(state)s; beside it: %(origin)s") % {"state": cell.state_label, "origin": origin}
    elif form.instance.pk and not text:
        cell.state, cell.state_label = Standing.MISSING, Standing.MISSING.label
    if isinstance(form.instance, Record) and form.instance.pk and cell.state:
        named = {"kind": form.instance.KIND, "ref": form.instance.ref, "code": code}
        cell.address = reverse("translations:page", kwargs=named)
    if not cell.readonly:
        bound = form[column.name]
        cell.input, cell.id, cell.errors = bound, bound.id_for_label, bound.errors
        cell.stored_now = _stored_now(bound)
    return cell


@register.filter
def stored_now(field) -> str:
    """What stands in the database beside an input that a stale form shows again; empty where they agree."""
    return "" if field.is_readonly else _stored_now(field.field)


def _stored_now(bound) -> str:
    form = bound.form
    if not getattr(form, "is_stale", False) or bound.name not in form.changed_data:
        return ""
    stored = form.initial.get(bound.name)
    if isinstance(bound.field, forms.ModelMultipleChoiceField):
        return "; ".join(str(row) for row in bound.field.queryset.filter(pk__in=stored or ())) or "–"
    if isinstance(bound.field, forms.ModelChoiceField):
        return str(bound.field.queryset.filter(pk=stored).first() or "–")
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if isinstance(bound.field, forms.ChoiceField):
        return str(dict(bound.field.choices).get(stored, stored) or "–")
    return str(bound.field.prepare_value(stored) or "–")
