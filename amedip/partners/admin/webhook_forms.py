"""What the administration asks of webhooks."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.forms import add_refusal
from amedip.partners.actions.webhooks import checked_address
from amedip.partners.hooks import events
from amedip.partners.models import Webhook


class WebhookForm(forms.ModelForm):
    """What a webhook is; the action writes it, this only asks and checks the address beforehand.

    ``refusal`` is what the action said to the same input a moment ago.
    """

    events = forms.MultipleChoiceField(
        label=_("Events"), choices=events.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice-groups"}),
        help_text=_("What it is told of; without any, of everything."),
    )  # fmt: skip
    expected = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    refusal: ValidationError | None = None

    class Meta:
        model = Webhook
        fields = ("name", "client", "url", "events", "active")
        widgets = {
            "name": forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
            "url": forms.URLInput(attrs={"class": "vURLField", "dir": "ltr"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["expected"] = self.instance.version

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        return checked_address(url) if "url" in self.changed_data else url

    def clean(self):
        given = super().clean()
        if self.refusal:
            add_refusal(self, self.refusal)
        expected = given.get("expected")
        if self.instance.pk and expected is not None and expected != self.instance.version:
            raise ValidationError(_("Somebody else has changed this webhook meanwhile. Load the page anew."))
        # The reason and the time of switching off are written with the deed.
        self.instance.off_because, self.instance.off_at = "", None
        if not given.get("active", True):
            self.instance.off_because, self.instance.off_at = Webhook.Off.PERSON, timezone.now()
        return given


def _moment(label, help_text="") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget)


class ReplayForm(forms.Form):
    """Of which time everything is to be sent again."""

    since = _moment(_("Published since"), _("UTC. Receivers know what they have already by its name."))
    until = _moment(_("Until"))

    def __init__(self, *args, **kwargs):
        now = timezone.now().replace(second=0, microsecond=0)
        initial = {"since": now - timedelta(days=1), "until": now + timedelta(minutes=1)}
        super().__init__(*args, label_suffix="", initial=initial, **kwargs)

    def done(self, deed, *args, **kwargs):
        """What the deed returns; None, with the reasons in the form, if it was refused."""
        try:
            return deed(*args, **kwargs, **self.cleaned_data)
        except ValidationError as error:
            add_refusal(self, error)
            return None
