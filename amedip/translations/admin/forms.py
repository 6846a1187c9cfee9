"""What the administration asks when work is given to a translator, or one is invited."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.accounts.models import User
from amedip.core.admin.forms import Refused
from amedip.core.forms import add_refusal, day_field
from amedip.core.models import LANGUAGE_CHOICES
from amedip.translations.actions import invite_translator, order_translations
from amedip.translations.models import Order, Translator


def people_who_translate():
    """Everybody who translates into some language today."""
    return User.objects.filter(pk__in=Translator.objects.serving().values("user")).order_by("full_name", "email")


class _Asking(forms.Form):
    """A form whose deed may refuse what it says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def done(self, deed, *args, **kwargs):
        """What the deed returns; None, with the reasons in the form, if it was refused."""
        try:
            return deed(*args, **kwargs)
        except ValidationError as error:
            add_refusal(self, error)
            return None


class GiveForm(_Asking):
    """To whom the selected records are given, into which language and until when."""

    language = forms.ChoiceField(label=_("Into"), choices=LANGUAGE_CHOICES)
    translator = forms.ModelChoiceField(
        label=_("Translator"), queryset=User.objects.none(), required=False, empty_label=_("none: an agency")
    )
    agency = forms.CharField(
        label=_("Agency"), max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    due = day_field(_("Due"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["translator"].queryset = people_who_translate()

    def give(self, references, *, actor) -> list[Order] | None:
        """The new orders; None, with the reasons in the form, if that was refused."""
        given = dict(self.cleaned_data)
        return self.done(order_translations, references, given.pop("language"), actor=actor, **given)


class InviteTranslatorForm(_Asking):
    """Who is to translate, into which language and as what."""

    email = forms.EmailField(label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"}))
    full_name = forms.CharField(
        label=_("Name"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGE_CHOICES, help_text=_("Of the mail, and of the portal for this person.")
    )
    code = forms.ChoiceField(label=_("Into"), choices=LANGUAGE_CHOICES)
    position = forms.ChoiceField(
        label=_("Position"),
        choices=Translator.Position.choices,
        help_text=_("Translators write and review; revisers also approve."),
    )
    since = day_field(_("Since"), initial=timezone.localdate)
    until = day_field(_("Until"), required=False, help_text=_("The last day; empty while open."))

    def invite(self, *, actor):
        """The invitation sent; None, with the reasons in the form, if that was refused."""
        given = dict(self.cleaned_data)
        return self.done(invite_translator, given.pop("email"), given.pop("code"), actor=actor, **given)


class OrderForm(forms.ModelForm):
    """One record given to a translator or an agency."""

    refusal: Refused | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "translator" in self.fields:
            self.fields["translator"].queryset = people_who_translate()

    def _post_clean(self):
        """The deed asks whether all this goes together."""
        if self.refusal:
            add_refusal(self, self.refusal.error)

    def write(self, *, actor, **manner) -> Order:
        """The order made; raises ``Refused``."""
        given = {name: self.cleaned_data[name] for name in ("due", "translator", "agency")}
        record, code = self.cleaned_data["reference"], self.cleaned_data["language"]
        try:
            orders = order_translations([record], code, actor=actor, **given)
        except ValidationError as error:
            raise Refused(self.prefix, error) from error
        if not orders:
            lies = _("This lies at a translator already. End that order first.")
            raise Refused(self.prefix, ValidationError({"reference": lies}))
        return orders[0]
