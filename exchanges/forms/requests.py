"""What a state writes in a request, and what is asked about it."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.forms import day_field
from exchanges.actions import Line, answer_question, ask_question, save_request
from exchanges.forms.terms import Named, format_field, languages_field, refuse_days_out_of_order, themes_field
from exchanges.forms.texts import Block, TextsForm, text_input, tongues_in_order
from exchanges.models import ExchangeRequest, RequestObjective, RequestQuestion
from registry.models import Priority

COLUMNS = ("priority", "format", "languages", "people", "wanted_from", "wanted_until")
ROOM = 2  # empty places for further objectives
MOST_OBJECTIVES = 12


class RequestForm(TextsForm):
    """A request with its objectives, each in three languages; an emptied objective is taken away."""

    TEXTS = ("title", "description", "tried")

    def __init__(self, data=None, *, record: ExchangeRequest, priority: Priority | None = None):
        self.objectives = [] if record._state.adding else list(record.objectives.all())
        chosen = [] if record._state.adding else list(record.theme_links.values_list("theme", flat=True))
        initial = {} if not record._state.adding else {"languages": record.country.languages}
        if priority is not None:
            chosen = list(priority.theme_links.values_list("theme", flat=True))
            initial |= {
                "priority": priority.pk,
                **{f"title_{c}": getattr(priority, f"title_{c}") for c in languages.CODES},
            }
        super().__init__(data, record=record, **initial)
        self._add_facts(chosen)
        self._add_objectives()

    def _add_facts(self, chosen):
        own = Priority.objects.filter(country=self.record.country_id).select_related("reference")
        usable = own.filter(status__in=[*Priority.PUBLIC_STATES]) | own.filter(pk=self.record.priority_id)
        self.fields["priority"] = Named(
            usable.order_by("reference__ref"),
            required=False,
            label=_("Priority"),
            empty_label=_("none"),
            help_text=ExchangeRequest._meta.get_field("priority").help_text,
        )
        self.fields["themes"] = themes_field(chosen)
        self.fields["format"] = format_field()
        self.fields["languages"] = languages_field(*self.record.country.languages, *self.record.languages)
        column = ExchangeRequest._meta.get_field("people")
        self.fields["people"] = forms.IntegerField(
            label=_("Number of people"),
            required=False,
            min_value=1,
            max_value=200,
            help_text=column.help_text,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        )
        self.fields["wanted_from"] = day_field(_("First day possible"), required=False)
        self.fields["wanted_until"] = day_field(_("Last day possible"), required=False)

    def _add_objectives(self):
        self.places = [*self.objectives, *([None] * ROOM)][:MOST_OBJECTIVES]
        for number, row in enumerate(self.places):
            self.fields[f"objective{number}"] = forms.IntegerField(
                required=False, initial=row.pk if row else None, widget=forms.HiddenInput
            )
            for code in tongues_in_order():
                field = text_input(RequestObjective._meta.get_field(f"text_{code}"), code)
                field.initial = getattr(row, f"text_{code}") if row else ""
                self.fields[f"objective{number}_{code}"] = field

    def stored(self):
        return super().stored() | {name: getattr(self.record, name) for name in COLUMNS}

    def is_text(self, name):
        return name.startswith("objective")

    def clean(self):
        cleaned = super().clean()
        refuse_days_out_of_order(self, "wanted_from", "wanted_until")
        return cleaned

    def objective_blocks(self) -> list[Block]:
        """The objectives as the page shows them, with empty places at the end."""
        column = RequestObjective._meta.get_field("text")
        label = str(_("Objective %(number)d"))
        return [
            self.block(f"objective{number}", column, label % {"number": number + 1})
            for number in range(len(self.places))
        ]

    def lines(self) -> list[Line]:
        """The objectives to be."""
        sent = self.cleaned_data
        known = {row.pk for row in self.objectives}
        lines = []
        for number in range(len(self.places)):
            key = sent.get(f"objective{number}")
            texts = {code: sent.get(f"objective{number}_{code}", "") for code in languages.CODES}
            lines.append(Line(texts, key if key in known else None))
        return lines

    def save(self, *, actor) -> ExchangeRequest:
        """Write what was typed through the one door; its refusals are raised as they are."""
        sent = self.cleaned_data
        columns = {name: sent[name] for name in COLUMNS if name in sent}
        with transaction.atomic():
            return save_request(
                self.record,
                actor=actor,
                expected=self.version,
                columns=columns,
                texts=self.texts(),
                themes=sent["themes"],
                objectives=self.lines(),
            )


class QuestionForm(TextsForm):
    """A question about a request; the ``country`` of the record is the state that asks, none for staff."""

    TEXTS = ("text",)

    def save(self, *, actor) -> RequestQuestion:
        return ask_question(self.record.request, self.texts(), actor=actor, country=self.record.country)


class QuestionAnswerForm(TextsForm):
    """The answer to a question."""

    TEXTS = ("answer",)

    def save(self, *, actor) -> RequestQuestion:
        return answer_question(self.record, self.texts(), actor=actor, expected=self.version)
