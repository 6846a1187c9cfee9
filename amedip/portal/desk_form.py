"""A priority's form as its page shows it: each text with its languages side by side, each field with its comments."""

from dataclasses import dataclass, field

from django.forms import BoundField
from django.utils.text import capfirst

from amedip.core import languages
from amedip.core.models import Standing, TextState
from amedip.core.texts import fields_in_order
from amedip.portal.forms import PriorityForm, tongues_in_order
from registry.drafts import pending_values
from registry.models import Priority, PriorityComment


@dataclass
class Cell:
    """One text in one language; ``row`` says where it stands, and is None where no language has it."""

    language: str
    field: BoundField
    text: str
    row: TextState | None
    comments: list[PriorityComment]


@dataclass
class Block:
    """A text with its languages, the page's first; ``comments`` are about all of them."""

    name: str
    label: str
    help: str
    cells: list[Cell]
    comments: list[PriorityComment]


@dataclass
class Fact:
    """A field that is no text, with what is said about it."""

    field: BoundField
    many: bool
    comments: list[PriorityComment] = field(default_factory=list)


def blocks(form: PriorityForm, states, comments) -> list[Block]:
    """The texts of the form; ``states`` are the rows by (field, language), ``comments`` all of the priority."""
    pending = pending_values(form.priority) if form.priority.pk else {}
    found = []
    for name in fields_in_order(Priority):
        column = Priority._meta.get_field(name)
        texts = {code: form[f"{name}_{code}"].value() or "" for code in languages.CODES}
        cells = [
            Cell(
                code,
                form[f"{name}_{code}"],
                texts[code],
                _row(texts, states.get((name, code)), code, changed=f"{name}_{code}" in pending),
                _about(comments, name, code),
            )
            for code in tongues_in_order()
        ]
        found.append(Block(name, capfirst(column.verbose_name), column.help_text, cells, _about(comments, name, "")))
    return found


def facts_of(form: PriorityForm, comments) -> list[Fact]:
    """The other fields of the form, in its order."""
    texts = set(languages.columns(fields_in_order(Priority)))
    return [
        Fact(field, field.widget_type == "checkboxselectmultiple", _about(comments, field.name, ""))
        for field in form.visible_fields()
        if field.name not in texts and field.name != "minor"
    ]


def _row(texts, row, code, *, changed: bool) -> TextState | None:
    if not texts[code]:
        return TextState(language=code, state=Standing.MISSING) if any(texts.values()) else None
    if changed or row is None or row.state == Standing.MISSING:
        # What is typed, or waits to be published: the ledger knows the public text alone.
        return TextState(language=code, state=Standing.DRAFT)
    return row


def _about(comments, name, code):
    return [comment for comment in comments if comment.field == name and comment.language == code]
