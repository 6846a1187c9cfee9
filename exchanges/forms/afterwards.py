"""What both sides write after an exchange."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exchanges.actions import answer_follow_up, save_evaluation, save_report
from exchanges.forms.texts import TextsForm
from exchanges.models import Evaluation, ExchangeReport, FollowUp

MARKS = [
    ("1", pgettext_lazy("mark", "1, poor")), ("2", pgettext_lazy("mark", "2, weak")),
    ("3", pgettext_lazy("mark", "3, fair")), ("4", pgettext_lazy("mark", "4, good")),
    ("5", pgettext_lazy("mark", "5, very good")),
]  # fmt: skip


class ReportForm(TextsForm):
    """One side's report."""

    TEXTS = ("done", "learned", "next_steps")

    def save(self, *, actor) -> ExchangeReport:
        return save_report(self.record, actor=actor, texts=self.texts(), expected=self.version)


class EvaluationForm(TextsForm):
    """One side's marks from 1 to 5, each with its reason."""

    TEXTS = ("relevance_reason", "quality_reason", "follow_up_reason", "comment")

    def __init__(self, data=None, *, record: Evaluation):
        super().__init__(data, record=record)
        for name in Evaluation.MARKS:
            self.fields[name] = forms.TypedChoiceField(
                label=capfirst(Evaluation._meta.get_field(name).verbose_name),
                choices=MARKS,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Give a mark from 1 to 5.")},
            )

    def stored(self):
        return super().stored() | {name: str(getattr(self.record, name)) for name in Evaluation.MARKS}

    def marked_blocks(self) -> list[tuple]:
        """Each mark with the texts of its reason."""
        return [
            (self[name], self.block(f"{name}_reason", Evaluation._meta.get_field(f"{name}_reason")))
            for name in Evaluation.MARKS
        ]

    def comment_block(self):
        return self.block("comment", Evaluation._meta.get_field("comment"))

    def save(self, *, actor) -> Evaluation:
        marks = {name: self.cleaned_data[name] for name in Evaluation.MARKS}
        return save_evaluation(self.record, actor=actor, marks=marks, texts=self.texts(), expected=self.version)


class FollowUpForm(TextsForm):
    """What became of an exchange after half a year."""

    TEXTS = ("answer",)

    def __init__(self, data=None, *, record: FollowUp):
        super().__init__(data, record=record)
        self.fields["used"] = forms.ChoiceField(
            label=_("Is the result of the exchange used today?"),
            choices=FollowUp.Used.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether the result is used.")},
        )

    def stored(self):
        return super().stored() | {"used": self.record.used}

    def save(self, *, actor) -> FollowUp:
        return answer_follow_up(
            self.record,
            actor=actor,
            used=self.cleaned_data["used"],
            texts=self.texts(),
            expected=self.version,
        )
