"""What staff say when they make a key."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.partners.actions import Made, make_key, rotate_key
from amedip.partners.models import Client

LONGEST = 730


class MakeKeyForm(forms.Form):
    """A key more, or one that follows those before, which go on for a while."""

    days = forms.IntegerField(
        label=_("Valid for how many days"), min_value=1, max_value=LONGEST, initial=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )  # fmt: skip
    follows = forms.BooleanField(
        label=_("It follows the present keys"),
        required=False,
        initial=True,
        help_text=_("They go on for the overlap, in which the system changes over, and end then."),
    )
    overlap = forms.IntegerField(
        label=_("Overlap in hours"), min_value=0, max_value=24 * 90, initial=24 * 7,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )  # fmt: skip

    def make(self, client: Client, *, actor) -> Made:
        """Make the key; raises as ``make_key``."""
        given = self.cleaned_data
        expires_at = timezone.now() + datetime.timedelta(days=given["days"])
        if given["follows"]:
            overlap = datetime.timedelta(hours=given["overlap"])
            return rotate_key(client, actor=actor, overlap=overlap, expires_at=expires_at)
        return make_key(client, actor=actor, expires_at=expires_at)
