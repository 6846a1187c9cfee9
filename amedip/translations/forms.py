"""What translators may ask of their lists and files, and what the page of a record sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.forms import add_refusal, day_field
from amedip.core.listing import FilterField, ListForm
from amedip.core.models import LANGUAGE_CHOICES, Reference, Standing
from amedip.core.texts import fingerprint
from amedip.translations.actions import Translation, ask_for_file
from amedip.translations.exchange.outgoing import STANDINGS, Selection
from amedip.translations.formats import FORMATS
from amedip.translations.models import Order
from amedip.translations.rules import languages_of, may_order
from amedip.translations.units import OWED, Line, kinds
from amedip.translations.worklist import Wanted


class WorkForm(ListForm):
    """The filters of the work list, each with one value."""

    wanted = forms.ChoiceField(
        label=_("Show"),
        choices=Wanted.choices,
        required=False,
        error_messages={"invalid_choice": _("“%(value)s” is not a choice of this filter.")},
    )
    kind = FilterField(label=_("Kind"))
    state = FilterField(label=_("State"))
    mine = forms.BooleanField(label=_("Only what lies at me"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["kind"].offer(_kinds())
        self.fields["state"].offer(_states())


class FileForm(forms.Form):
    """Which texts are wanted in a file, and with which agency they are to lie until when."""

    source = forms.ChoiceField(label=_("From"), choices=LANGUAGE_CHOICES)
    target = forms.ChoiceField(label=_("Into"))
    standings = forms.MultipleChoiceField(
        label=_("Texts"),
        choices=[(standing.value, standing.label) for standing in STANDINGS],
        widget=forms.CheckboxSelectMultiple,
        initial=OWED,
        error_messages={"required": _("Choose what is to be translated.")},
        help_text=_("Texts whose source is itself outdated stay here: translate the source first."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All kinds, if none is chosen."),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    mine = forms.BooleanField(label=_("Only what lies at me"), required=False)
    at = forms.ChoiceField(label=_("Only what lies at this agency"), required=False)
    format = forms.ChoiceField(label=_("Format"), choices=[(name, kind.label) for name, kind in FORMATS.items()])
    agency = forms.CharField(
        label=_("Give them to the agency"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The work list then shows that they lie there. Leave it empty to take the file only."),
    )  # fmt: skip
    due = day_field(_("To be back by"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user
        orders, own = may_order(user), languages_of(user)
        codes = languages.CODES if orders else [code for code in languages.CODES if code in own]
        self.fields["target"].choices = [(code, languages.NAMES[code]) for code in codes]
        self.fields["target"].initial = next(iter(own), languages.current())
        self.fields["source"].initial = next(
            code for code in ("en", "fr", "ar") if code != self.fields["target"].initial
        )
        self.fields["kinds"].choices = _kinds()
        self.fields["state"].choices = [("", _("All")), *_states()]
        if not own:
            del self.fields["mine"]
        agencies = (
            Order.objects.open().exclude(agency="").order_by("agency").values_list("agency", flat=True).distinct()
        )
        if orders:
            self.fields["at"].choices = [("", _("All")), *((agency, agency) for agency in agencies)]
        else:
            del self.fields["agency"], self.fields["due"], self.fields["at"]

    def ask(self):
        """The job that makes the file; None, with the reasons in the form, if that was refused."""
        given = self.cleaned_data
        selection = Selection(
            given["source"],
            given["target"],
            standings=tuple(given["standings"]),
            kinds=tuple(given["kinds"]),
            state=given["state"],
            agency=given.get("at", ""),
            translator=self.user.pk if given.get("mine") else None,
        )
        try:
            return ask_for_file(
                selection,
                given["format"],
                actor=self.user,
                agency=given.get("agency", ""),
                due=given.get("due"),
            )
        except ValidationError as error:
            add_refusal(self, error)
            return None


def _kinds() -> list[tuple[str, str]]:
    return sorted(
        ((kind, model._meta.verbose_name_plural) for kind, model in kinds().items()), key=lambda pair: str(pair[1])
    )


def _states() -> list[tuple[str, str]]:
    rows = Reference.objects.filter(kind="state", gone_at=None)
    return sorted(((row.ref, row.title) for row in rows), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Reason:
    """Why a finding may stay in the text that stood in its box."""

    key: str
    source: str
    text: str
    check: str
    excerpt: str
    reason: str


class Sent:
    """What the page of a record sent: the step, whether for one line (``place``) or for all, and the texts by line.

    ``typed`` are those that the person changed, also of lines that are gone meanwhile.
    """

    STEPS = {"save": Standing.DRAFT, "review": Standing.REVIEWED, "approve": Standing.APPROVED}

    def __init__(self, data: Mapping[str, str], lines: list[Line]):
        self.data = data
        self.lines = {line.key: line for line in lines}
        self.act, _colon, self.place = data.get("act", "save").partition(":")
        self.state = self.STEPS.get(self.act, Standing.DRAFT)
        self.texts = {name.removeprefix("text-"): _lines(data[name]) for name in data if name.startswith("text-")}
        self.typed = {key: text for key, text in self.texts.items() if fingerprint(text) != self._of("shown", key)}

    def take(self, code: str) -> str:
        """Put the proposal that was asked for into its box, saving nothing; say so."""
        key, _dot, number = self.place.rpartition(".")
        line = self.lines.get(key)
        taken = next((one for one in line.beside(code) if str(one.pk) == number), None) if line else None
        if taken is None:
            return _("This proposal is not there any more.")
        self.typed[key] = taken.text
        return _("The proposal stands in its box. Look through it, then save or approve it.")

    @property
    def lost(self) -> list[str]:
        """What was typed for texts that are not there any more."""
        return [text for key, text in self.typed.items() if text and key not in self.lines]

    def translations(self, code: str, actor) -> list[Translation]:
        """What is to be written: what was typed anew, and what the step is for."""
        return [
            Translation(
                key,
                self.texts[key],
                self._of("source", key),
                self._of("seen", key),
                self._of("shown", key),
                self.state if self._meant(line, code, actor) else Standing.DRAFT,
            )
            for key, line in self.lines.items()
            if key in self.texts and (key in self.typed or self._meant(line, code, actor))
        ]

    def reasons(self) -> Iterator[Reason]:
        """Every reason that was given, and the one that was asked for without being given."""
        asked = self.place if self.act == "excuse" else ""
        for name, reason in self.data.items():
            kind, _dash, place = name.partition("-")
            key = place.rpartition(".")[0]
            if kind == "reason" and key in self.lines and key in self.texts and (reason.strip() or place == asked):
                values = self._of("source", key), self.texts[key], self._of("check", place), self._of("excerpt", place)
                yield Reason(key, *values, reason)

    def _meant(self, line: Line, code: str, actor) -> bool:
        """Is the step for this line? One for all passes over what it would change nothing in, or what is one's own."""
        text = self.texts[line.key]
        if self.state == Standing.DRAFT or self.place not in ("", line.key):
            return False
        if self.place:
            return True
        stands = line.state(code) in (self.state, Standing.APPROVED) and text == line.text(code)
        own = self.state == Standing.REVIEWED and line.is_of(code, text, actor.pk)
        return bool(text) and not own and not (stands and not line.beside(code))

    def _of(self, name: str, place: str) -> str:
        return self.data.get(f"{name}-{place}", "")


def _lines(text: str) -> str:
    """Forms send line breaks of their own."""
    return text.replace("\r\n", "\n").strip()
