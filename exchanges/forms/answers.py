"""How an invited state answers a request, line by line."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.forms import day_field
from exchanges.actions import LineOfAnswer, save_answer
from exchanges.forms.terms import refuse_days_out_of_order
from exchanges.forms.texts import Block, TextsForm, text_input, tongues_in_order
from exchanges.models import AnswerLine, RequestAnswer, RequestObjective


@dataclass
class Answered:
    """One objective with the inputs of its line."""

    objective: RequestObjective
    facts: list[BoundField]
    how: Block


class AnswerForm(TextsForm):
    """What the state says to each objective, and a remark on the whole; a line left open is not kept."""

    TEXTS = ("remark",)
    PARTS = ("help", "bearer", "from", "until")

    def __init__(self, data=None, *, record: RequestAnswer):
        self.objectives = list(record.request.objectives.all())
        self.present = {row.objective_id: row for row in record.lines.all()}
        super().__init__(data, record=record)
        for objective in self.objectives:
            self._add_line(f"line{objective.pk}", self.present.get(objective.pk))

    def _add_line(self, name, row):
        self.fields[f"{name}_help"] = forms.ChoiceField(
            label=_("Can you help?"),
            required=False,
            choices=[("", _("not said")), *AnswerLine.Help.choices],
            initial=row.help if row else "",
        )
        self.fields[f"{name}_bearer"] = forms.ChoiceField(
            label=_("Who bears the cost"),
            required=False,
            choices=[("", _("not said")), *AnswerLine.Bearer.choices],
            initial=row.bearer if row else "",
        )
        self.fields[f"{name}_from"] = day_field(
            _("Possible from"), required=False, initial=row.possible_from if row else None
        )
        self.fields[f"{name}_until"] = day_field(
            _("Possible until"), required=False, initial=row.possible_until if row else None
        )
        for code in tongues_in_order():
            field = text_input(AnswerLine._meta.get_field(f"how_{code}"), code, rows=3)
            field.initial = getattr(row, f"how_{code}") if row else ""
            self.fields[f"{name}_how_{code}"] = field

    def is_text(self, name):
        return name.startswith("line")

    def answered(self) -> list[Answered]:
        """The objectives as the page shows them."""
        column = AnswerLine._meta.get_field("how")
        return [
            Answered(
                objective,
                [self[f"line{objective.pk}_{part}"] for part in self.PARTS],
                self.block(f"line{objective.pk}_how", column),
            )
            for objective in self.objectives
        ]

    def clean(self):
        cleaned = super().clean()
        for objective in self.objectives:
            name = f"line{objective.pk}"
            said = [cleaned.get(f"{name}_{part}") for part in (*self.PARTS[1:], *(f"how_{c}" for c in languages.CODES))]
            if any(said) and not cleaned.get(f"{name}_help") and f"{name}_help" not in self.errors:
                self.add_error(f"{name}_help", _("Say yes, in part or no."))
            refuse_days_out_of_order(self, f"{name}_from", f"{name}_until")
        return cleaned

    def lines(self) -> list[LineOfAnswer]:
        """The lines to keep."""
        sent = self.cleaned_data
        return [
            LineOfAnswer(
                objective,
                sent[f"line{objective.pk}_help"],
                {code: sent.get(f"line{objective.pk}_how_{code}", "") for code in languages.CODES},
                sent.get(f"line{objective.pk}_from"),
                sent.get(f"line{objective.pk}_until"),
                sent.get(f"line{objective.pk}_bearer", ""),
            )
            for objective in self.objectives
            if sent.get(f"line{objective.pk}_help")
        ]

    def save(self, *, actor) -> RequestAnswer:
        """Write what was typed through the one door; its refusals are raised as they are."""
        return save_answer(self.record, actor=actor, expected=self.version, texts=self.texts(), lines=self.lines())
