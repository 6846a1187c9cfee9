"""What translators may ask of their lists, and what the page of a record sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amedip.core.listing import FilterField, ListForm
from amedip.core.models import Reference
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
        self.fields["kind"].offer(
            sorted(
                ((kind, model._meta.verbose_name_plural) for kind, model in kinds().items()), key=lambda pair: pair[1]
            )
        )
        states = Reference.objects.filter(kind="state", gone_at=None)
        self.fields["state"].offer(sorted(((row.ref, row.title) for row in states), key=lambda pair: pair[1]))
