"""What translators may ask of their lists and files, and what the page of a record sends."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.listing import FilterField, ListForm
from amedip.core.models import LANGUAGE_CHOICES, Reference, Standing
from amedip.translations.actions import ask_for_file
from amedip.translations.exchange.outgoing import STANDINGS, Selection
from amedip.translations.formats import FORMATS
from amedip.translations.models import Order
from amedip.translations.rules import languages_of, may_order
from amedip.translations.units import kinds
from amedip.translations.worklist import Wanted


class WorkForm(ListForm):
    """The filters of the work list, each with one value."""

    wanted = FilterField(label=_("Show"), choices=Wanted.choices)
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
        label=_("What"),
        choices=[(standing.value, standing.label) for standing in STANDINGS],
        widget=forms.CheckboxSelectMultiple,
        initial=[Standing.MISSING, Standing.OUTDATED, Standing.MACHINE],
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
    due = forms.DateField(
        label=_("To be back by"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}),
        error_messages={"invalid": _("Give the day as year, month and day, such as 2026-09-01.")},
    )

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
            reasons = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error}
            for name, reason in reasons.items():
                self.add_error(name if name in self.fields else None, reason)
            return None


def _kinds() -> list[tuple[str, str]]:
    return sorted(
        ((kind, model._meta.verbose_name_plural) for kind, model in kinds().items()), key=lambda pair: str(pair[1])
    )


def _states() -> list[tuple[str, str]]:
    rows = Reference.objects.filter(kind="state", gone_at=None)
    return sorted(((row.ref, row.title) for row in rows), key=lambda pair: pair[1])
