"""What readers may say who want to follow: filters of a feed, and the forms of the subscription by mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.listing import FilterField, ListForm
from amedip.core.models import LANGUAGE_CHOICES
from amedip.portal.following.choice import Choice
from amedip.portal.following.links import Wish
from amedip.portal.following.wording import Names
from amedip.portal.models import Subscription


class FollowedForm(ListForm):
    """The parameters that say what is followed; ``before`` is the place at which a page of a feed begins."""

    state = FilterField(label=_("State"))
    theme = FilterField(label=_("Theme"))
    kind = FilterField(label=_("Kind"))
    before = forms.RegexField(
        r"\A\d{1,18}-\d{1,18}\Z",
        label=_("Page"),
        required=False,
        error_messages={"invalid": _("There is no such page. Begin with the first page of the feed.")},
    )

    def __init__(self, data, names: Names):
        super().__init__(data)
        self.fields["state"].offer(names.states)
        self.fields["theme"].offer(names.themes)
        self.fields["kind"].offer(names.kinds)

    def clean_before(self):
        value = self.cleaned_data["before"]
        return tuple(map(int, value.split("-"))) if value else None

    def choice(self) -> Choice:
        """What the address asks for; raises ``BadRequest`` for a value that is none."""
        wanted = self.read()
        return Choice(*(tuple(sorted(set(wanted[name]))) for name in ("state", "theme", "kind")))


class Picks(forms.MultipleChoiceField):
    """Any number of boxes; none of them means all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label):
        unknown = _("“%(value)s” is not one of the boxes below. Tick others, or none for all.")
        super().__init__(label=label, required=False, error_messages={"invalid_choice": unknown})


class WishForm(forms.Form):
    """What an owner chooses on the page behind the link."""

    states = Picks(_("States"))
    themes = Picks(_("Themes"))
    kinds = Picks(_("Kinds"))
    pace = forms.ChoiceField(label=_("How often"), choices=Subscription.Pace.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the mails"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect)

    def __init__(self, data=None, *, names: Names, choice: Choice, pace: str, language: str = ""):
        chosen = {"states": choice.states, "themes": choice.themes, "kinds": choice.kinds}
        initial = chosen | {"pace": pace, "language": language or languages.current()}
        super().__init__(data, initial=initial, label_suffix="")
        for name in chosen:
            self.fields[name].choices = getattr(names, name)

    def wish(self) -> Wish:
        """What was chosen, once the form is valid."""
        given = self.cleaned_data
        choice = Choice(*(tuple(sorted(given[name])) for name in ("states", "themes", "kinds")))
        return Wish(choice, given["pace"], given["language"])

    @property
    def groups(self):
        """The three groups of boxes."""
        return [self[name] for name in ("states", "themes", "kinds")]

    @property
    def manners(self):
        """How, and in which language."""
        return [self["pace"], self["language"]]


class FollowForm(WishForm):
    """The same with the address of somebody who is not known yet."""

    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        help_text=_("Kept for these mails alone, and erased when you unsubscribe."),
    )
