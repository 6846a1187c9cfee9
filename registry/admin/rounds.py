"""National consultations: whom they invite, and how far the states are."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import RecordAdmin
from amedip.core.admin.forms import RecordForm
from registry.models import ConsultationRound, Country
from registry.progress import progress_of
from registry.resources import ConsultationRoundResource


class ConsultationRoundForm(RecordForm):
    """Beside the states chosen one by one, all partner states at once."""

    def _post_clean(self):
        if self.cleaned_data.get("all_partners") and "states" in self.cleaned_data:
            chosen = self.cleaned_data["states"]
            others = Country.objects.partners().in_order().select_related("reference")
            self.cleaned_data["states"] = [*chosen, *(state for state in others if state not in chosen)]
        super()._post_clean()

    @property
    def changed_data(self):
        changed = super().changed_data
        if "all_partners" not in changed:
            return changed
        # The box stands for the states that it adds.
        return list(dict.fromkeys("states" if name == "all_partners" else name for name in changed))


@admin.register(ConsultationRound)
class ConsultationRoundAdmin(RecordAdmin):
    form = ConsultationRoundForm
    list_display = ("shown_reference", "shown_title", "opens", "closes", "shown_languages")
    facts = ("opens", "opens_precision", "closes")
    links = ("states",)
    resource_classes = [ConsultationRoundResource]
    change_form_template = "admin/house/round.html"

    def more_fields(self, obj):
        box = forms.BooleanField(label=_("Invite all partner states"), required=False)
        return {**super().more_fields(obj), "all_partners": box}

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        if self.keeps_links(request, obj):
            sets[0][1]["fields"].append("all_partners")
        return sets

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        rows = progress_of(obj.invited.order_by("country__code")) if obj is not None else []
        context |= {"progress": rows, "complete": sum(1 for row in rows if row.complete)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
