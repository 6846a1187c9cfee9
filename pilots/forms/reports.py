"""The form of a quarterly report: its news in three languages, milestones, values, and a file to hand in."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.forms import day_field
from amedip.core.models import LANGUAGE_CHOICES
from amedip.core.texts import Texts, clean
from pilots.actions import Said, hand_in_report_file, save_report
from pilots.due import milestones_for, periods_for
from pilots.forms.fields import AmountField
from pilots.models import Milestone, MilestoneEntry, Period, Report, ReportFile, ValueEntry

TEXTS = ("title", "text")
# What the form needs to know and nobody types.
BESIDE = ("expected", "tongue", "file")


def tongues_in_order() -> list[str]:
    """The page's language first, then the others."""
    here = languages.current()
    return [here, *(code for code in languages.CODES if code != here)]


@dataclass(frozen=True)
class Line:
    """One milestone or period in the form: ``thing``, what the report says of it, and the inputs for that.

    ``name`` is that of its inputs without the column; ``elsewhere`` its text in the other languages that have it.
    """

    thing: Milestone | Period
    name: str
    fields: list[forms.BoundField]
    elsewhere: list[tuple[str, str]]


class ReportForm(forms.Form):
    """What a state says in a report; remarks on milestones and values are written in the page's language.

    ``expected`` is the version that the form was made from, ``tongue`` the language in which its remarks are typed.
    """

    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tongue = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        required=False,
        label=_("Picture or document"),
        help_text=_(
            "A picture as JPEG, PNG or WebP, 10 MB at most: place and device are taken out of it. Or a PDF, DOCX, ODT, "
            "Markdown or TXT file. Hand in only what the public may see, and pictures of people only if they agree."
        ),
    )
    what = forms.CharField(
        required=False,
        max_length=ReportFile._meta.get_field("title").max_length,
        label=_("What it is"),
        help_text=ReportFile._meta.get_field("title").help_text,
    )
    file_language = forms.ChoiceField(
        required=False,
        label=_("Language of the document"),
        choices=[("", _("a picture, or several")), *LANGUAGE_CHOICES],
    )

    def __init__(self, data=None, files=None, *, report: Report):
        self.report = report
        # What was typed on the page of one language may come back on that of another.
        typed = (data or {}).get("tongue")
        self.here = typed if typed in languages.CODES else languages.current()
        self.milestones, self.periods = milestones_for(report), periods_for(report)
        # A report to be begun has no version: whoever finds one there was overtaken.
        seen = 0 if report._state.adding else report.version
        super().__init__(data, files, initial={"expected": seen, "tongue": self.here}, label_suffix="")
        self.fields["what"].widget.attrs |= {"lang": self.here, "dir": languages.direction(self.here)}
        self.fields["file"].widget.attrs["accept"] = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.odt,.txt,.md"
        for name in TEXTS:
            for code in tongues_in_order():
                self._add_text(f"{name}_{code}", Report._meta.get_field(f"{name}_{code}"), code, report)
        for step in self.milestones:
            prefix = f"milestone-{step.pk}"
            self._add_day(f"{prefix}-done", _("Reached on"), step.entry, "done")
            self._add_remark(f"{prefix}-note", MilestoneEntry, "note", step.entry)
        for span in self.periods:
            prefix = f"value-{span.pk}"
            self.fields[f"{prefix}-actual"] = AmountField(
                required=False, label=_("Value reached"), initial=getattr(span.entry, "actual", None)
            )
            self._add_day(f"{prefix}-measured_on", _("Measured on"), span.entry, "measured_on")
            self._add_remark(f"{prefix}-comment", ValueEntry, "comment", span.entry)

    def _add_text(self, name, column, code, obj, label=None):
        one_line = column.max_length is not None
        self.fields[name] = forms.CharField(
            required=False,
            max_length=column.max_length,
            label=label or languages.NAMES[code],
            initial=getattr(obj, column.name, None) if obj is not None else None,
            # A text needs room from the start; the stylesheet knows it by its rows.
            widget=(forms.TextInput if one_line else forms.Textarea)(
                attrs={"lang": code, "dir": languages.direction(code)} | ({} if one_line else {"rows": 8})
            ),
        )

    def _add_remark(self, name, model, field, entry):
        column = model._meta.get_field(f"{field}_{self.here}")
        self._add_text(name, column, self.here, entry, label=capfirst(column.translated_field.verbose_name))
        self.fields[name].widget.attrs["rows"] = 2

    def _add_day(self, name, label, entry, column):
        self.fields[name] = day_field(label, required=False, initial=getattr(entry, column, None))

    # --- as the page shows it ----------------------------------------------------------------------------------

    def milestone_lines(self) -> list[Line]:
        return [self._line(step, f"milestone-{step.pk}", ("done", "note"), "note") for step in self.milestones]

    def value_lines(self) -> list[Line]:
        columns = ("actual", "measured_on", "comment")
        return [self._line(span, f"value-{span.pk}", columns, "comment") for span in self.periods]

    def place_of(self, name: str) -> str:
        """What an input is about, as it is called where it does not stand beneath its heading."""
        about = {f"milestone-{step.pk}": str(step) for step in self.milestones}
        about |= {f"value-{span.pk}": f"{span.indicator} · {span}" for span in self.periods}
        for field in TEXTS:
            heading = str(capfirst(Report._meta.get_field(field).verbose_name))
            about |= {f"{field}_{code}": heading for code in languages.CODES}
        found = about.get(name) or about.get(name.rpartition("-")[0])
        return " · ".join(filter(None, [found, str(self.fields[name].label)]))

    def _line(self, thing, name, columns, field) -> Line:
        others = [
            (code, text)
            for code in languages.others(self.here)
            if thing.entry is not None and (text := getattr(thing.entry, f"{field}_{code}"))
        ]
        return Line(thing, name, [self[f"{name}-{column}"] for column in columns], others)

    # --- what was typed ----------------------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                try:
                    clean(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        if cleaned.get("file") and not cleaned.get("what"):
            self.add_error(
                "what", _("Say what can be seen in the picture, or what the document is called; then choose it again.")
            )
        elif cleaned.get("what") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("You say what it is, but no file came. Choose it again, or clear the line."))
        return cleaned

    def says_what_stands(self) -> bool:
        """Is there nothing to keep: the same as is saved?"""
        return self.is_valid() and all(
            _plain(self.get_initial_for_field(field, name)) == _plain(self.cleaned_data[name])
            for name, field in self.fields.items()
            if name in self.data and name not in BESIDE
        )

    def sent(self) -> str:
        """All that was typed, wrong or right, as a browser would send it again; a file cannot be kept."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if name in self.data and name != "file":
                kept.setlist(name, self.data.getlist(name))
        return kept.urlencode()

    def texts(self) -> Texts:
        """The news by language, as far as it was sent."""
        found: dict[str, dict[str, str]] = {}
        for name in TEXTS:
            for code in languages.CODES:
                if f"{name}_{code}" in self.data:
                    found.setdefault(code, {})[name] = self.cleaned_data[f"{name}_{code}"]
        return found

    def _said(self, things: list[models.Model], prefix: str, columns: tuple[str, ...], field: str) -> dict[int, Said]:
        found = {}
        for thing in things:
            name = f"{prefix}-{thing.pk}"
            sent = {column: f"{name}-{column}" for column in columns if f"{name}-{column}" in self.data}
            texts = {}
            if f"{name}-{field}" in self.data:
                texts = {self.here: {field: self.cleaned_data[f"{name}-{field}"]}}
            if sent or texts:
                found[thing.pk] = Said({column: self.cleaned_data[place] for column, place in sent.items()}, texts)
        return found

    def save(self, *, actor) -> Report:
        """Write what was typed, and the file that came with it; refusals are raised as they are."""
        # Without the hidden field the form was not ours: the version can only be the one nobody has seen.
        expected = None if self.report._state.adding else self.cleaned_data.get("expected") or 0
        report = save_report(
            self.report,
            actor=actor,
            expected=expected,
            texts=self.texts(),
            milestones=self._said(self.milestones, "milestone", ("done",), "note"),
            values=self._said(self.periods, "value", ("actual", "measured_on"), "comment"),
        )
        if file := self.cleaned_data.get("file"):
            hand_in_report_file(
                report,
                file=file,
                texts={self.here: {"title": self.cleaned_data["what"]}},
                language=self.cleaned_data["file_language"],
                actor=actor,
            )
        return report

    # --- when somebody else was quicker ------------------------------------------------------------------------

    def again(self, fresh: Report) -> "ReportForm":
        """The same input over the report as it stands now; ``overtaken`` names what stands there otherwise."""
        data = QueryDict(mutable=True)
        data.update(self.data.dict())
        data["expected"] = str(fresh.version)
        form = ReportForm(data, report=fresh)
        form.overtaken = [
            (form.place_of(name), shown)
            for name, field in form.fields.items()
            if name in data and (shown := form.get_initial_for_field(field, name))
            if _plain(str(shown)) != _plain(data[name])
            if name not in (*BESIDE, "what")
        ]
        return form


def _plain(value):
    """The value as it would be stored, to be compared; nothing is None."""
    return clean(value) if isinstance(value, str) else value
