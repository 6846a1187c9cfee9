"""What readers may ask the search and the golden thread for, and what a focal point says in a priority."""

import hashlib
import json
import re
import uuid
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.listing import ListForm, words_field
from amedip.core.texts import clean, fields_in_order
from registry.actions import save_priority
from registry.drafts import COLUMNS, LINKS, draft_values, label_of, text_columns
from registry.forms import ByStateAndTheme
from registry.models import ConsultationRound, Institution, Priority, Theme
from registry.rules import rounds_open_to


class SearchForm(ListForm):
    """Words, and one kind, state, theme, year and language of the texts at most; the choices are (value, label).

    With ``exact`` the words are searched for as they are typed, without the thesaurus.
    """

    NARROWING = ("kind", "state", "theme", "year", "language")

    q = words_field()
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1,
        max_value=9_999,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Give a year such as 2012.")),
    )
    language = forms.ChoiceField(label=_("Language of the text"), required=False)
    exact = forms.BooleanField(required=False)

    def __init__(self, data, *, kinds, states, themes):
        super().__init__(data)
        tongues = languages.NAMES.items()
        for name, choices in {"kind": kinds, "state": states, "theme": themes, "language": tongues}.items():
            field = self.fields[name]
            field.choices = [("", _("All")), *((value, capfirst(label)) for value, label in choices)]
            field.error_messages["invalid_choice"] = _("“%(value)s” is not a choice of this filter.")

    @property
    def narrowing(self) -> dict[str, object]:
        """The filters that are set."""
        return {name: value for name, value in self.filters.items() if name in self.NARROWING}

    def drop_narrowing(self) -> list[dict[str, str]]:
        """As ``drop``, without the words and the way in which they are searched for."""
        labels = {self.fields[name].label for name in self.NARROWING}
        return [item for item in self.drop() if item["filter"] in labels]


class ThreadForm(ByStateAndTheme):
    """The filters of the golden thread: states and themes."""

    q = None

    @property
    def query(self) -> str:
        """What narrows the list, as parameters that the Registry takes as well."""
        return urlencode({name: self.data.getlist(name) for name in self.filters}, doseq=True)


class Named(forms.ModelChoiceField):
    """One record, by its title alone."""

    def label_from_instance(self, obj):
        return obj.headline


class NamedInOrder(forms.ModelMultipleChoiceField):
    """Several records; those chosen before keep their order, and new ones follow."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return obj.headline

    def clean(self, value):
        before = [int(key) for key in self.initial or ()]
        place = {key: number for number, key in enumerate(before)}
        return sorted(super().clean(value), key=lambda row: place.get(row.pk, len(before)))


class PriorityForm(forms.Form):
    """What a state says in a priority: its texts in three languages, the page's first, and its other fields.

    ``expected`` is the version that the form was made from, and ``base`` the prints of the values it showed then. The
    form of a new priority has a ``token``, by which it makes one draft however often it is sent.
    """

    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    minor = forms.BooleanField(
        required=False,
        label=_("The meaning stays the same"),
        help_text=_("A slip of the pen was corrected: texts in the other languages stay up to date."),
    )

    def __init__(self, data=None, *, priority: Priority):
        self.priority = priority
        self.creating = priority._state.adding
        self.values = {} if self.creating else draft_values(priority)
        prints = json.dumps({name: fingerprint_of(value) for name, value in self.values.items()})
        super().__init__(data, initial={**self.values, "expected": priority.version, "base": prints}, label_suffix="")
        self._add_texts()
        self._add_facts()

    def _add_texts(self):
        for field in fields_in_order(Priority):
            for code in tongues_in_order():
                column = Priority._meta.get_field(f"{field}_{code}")
                one_line = column.max_length is not None
                self.fields[column.name] = forms.CharField(
                    required=False,
                    max_length=column.max_length,
                    label=languages.NAMES[code],
                    widget=(forms.TextInput if one_line else forms.Textarea)(
                        attrs={"lang": code, "dir": languages.direction(code)}
                    ),
                )

    def _add_facts(self):
        country, held = self.priority.country_id, self.values
        if self.creating:
            self.fields["token"] = forms.CharField(required=False, initial=new_token, widget=forms.HiddenInput)
            self.fields["year"] = forms.IntegerField(
                label=_("Year"),
                min_value=2000,
                max_value=timezone.localdate().year + 1,
                initial=timezone.localdate().year,
                help_text=_("Stands in the permanent reference. With a consultation its year is taken."),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
            )
        if not self.priority.derived:
            asked = Q(pk__in=rounds_open_to([country]).values("pk")) | Q(pk=held.get("round"))
            rounds = ConsultationRound.objects.filter(asked)
            self._add("round", Named(rounds, required=False, empty_label=_("none")))
        own = Institution.objects.filter(country=country)
        lead = Institution.objects.filter(Q(country=country) | Q(pk=held.get("institution")))
        others = Institution.objects.filter(Q(country=country) | Q(pk__in=held.get("institutions", ())))
        self._add("themes", NamedInOrder(Theme.objects.order_by("position", "pk"), required=False))
        if own.exists() or lead.exists() or others.exists():
            self._add("institution", Named(lead, required=False, empty_label=_("none")))
            self._add("institutions", NamedInOrder(others, required=False))
        for name in ("time_frame", "importance", "expertise"):
            choices = [("", _("not said")), *Priority._meta.get_field(name).choices]
            self._add(name, forms.ChoiceField(choices=choices, required=False))

    def _add(self, name, field):
        field.label, field.initial = label_of(name)[0], self.values.get(name)
        self.fields[name] = field

    def prints(self) -> dict[str, str]:
        """The prints of the values from which the person began; none where the hidden field was lost."""
        try:
            found = json.loads(self.data.get("base", ""))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def typed(self) -> dict[str, object]:
        """The checked values by name, as ``drafts.draft_values`` has them; a text that was not sent is left out."""
        found: dict[str, object] = {}
        for name, value in self.cleaned_data.items():
            if name in ("expected", "base", "minor", "year", "token"):
                continue
            if name in text_columns():
                if name in self.data:
                    found[name] = clean(value) or ""
            elif name in LINKS:
                found[name] = [row.pk for row in value]
            else:
                found[name] = getattr(value, "pk", value)
        return found

    def clean(self):
        cleaned = super().clean()
        for name in text_columns():
            try:
                clean(cleaned.get(name))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def changes_something(self) -> bool:
        """Does the form say anything else than it did when it was made? One that cannot be read does."""
        if not self.is_valid():
            return True
        base = {name: fingerprint_of(value) for name, value in self.values.items()} | self.prints()
        return any(base.get(name) != fingerprint_of(value) for name, value in self.typed().items())

    def says_what_stands(self) -> bool:
        """Is there nothing to keep: the same as is saved or, for a new one, nothing at all?"""
        if self.creating:
            return not any(self.data.get(name) for name in (*text_columns(), *COLUMNS, *LINKS))
        return self.is_valid() and all(self.values.get(name) == value for name, value in self.typed().items())

    def sent(self) -> str:
        """All that was typed, wrong or right, as a browser would send it again."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if name in self.data:
                kept.setlist(name, self.data.getlist(name))
        return kept.urlencode()

    def save(self, *, actor) -> Priority:
        """Write what was typed through the one door; its refusals are raised as they are."""
        texts: dict[str, dict[str, str]] = {}
        for name, value in self.typed().items():
            if name in text_columns():
                field, _underline, code = name.rpartition("_")
                texts.setdefault(code, {})[field] = value
        sent = self.cleaned_data
        columns = {name: sent[name] for name in COLUMNS if name in sent}
        if self.creating:
            chosen = columns.get("round")
            columns |= {
                "country": self.priority.country,
                "year": chosen.opens.year if chosen else sent["year"],
            }
        return save_priority(
            Priority() if self.creating else self.priority,
            actor=actor,
            # Without the hidden field the form was not ours: the version can only be the one nobody has seen.
            expected=None if self.creating else sent.get("expected") or 0,
            columns=columns,
            texts=texts,
            links={name: sent[name] for name in LINKS if name in sent},
            minor=sent["minor"],
            token=token_in(sent),
        )


def new_token() -> str:
    """The name of a form that was never there before."""
    return uuid.uuid4().hex


def token_in(data) -> str:
    """The token that was sent; empty for none and for what is no token of ours."""
    token = data.get("token", "")
    return token if re.fullmatch(r"[0-9a-f]{32}", token) else ""


def tongues_in_order() -> list[str]:
    """The page's language first, then the others."""
    here = languages.current()
    return [here, *(code for code in languages.CODES if code != here)]


def fingerprint_of(value) -> str:
    """A short print of a form's value, by which to tell whether it is still the same."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:12]
