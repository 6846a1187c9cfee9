"""National consultations: whom they invite, how far the states are, and the way to close one into its edition."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.admin import RecordAdmin
from amedip.core.admin.forms import RecordForm
from registry.actions import check_closable, close_round, lacking_for
from registry.models import ConsultationRound, Country, Edition, Priority
from registry.progress import progress_of
from registry.resources import ConsultationRoundResource
from registry.rules import may_close_round


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
    list_display = ("shown_reference", "shown_title", "opens", "closes", "closed_at", "shown_languages")
    facts = ("opens", "opens_precision", "closes")
    links = ("states",)
    resource_classes = [ConsultationRoundResource]
    change_form_template = "admin/house/round.html"

    def more_fields(self, obj):
        box = forms.BooleanField(label=gettext_lazy("Invite all partner states"), required=False)
        return {**super().more_fields(obj), "all_partners": box}

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        if self.keeps_links(request, obj):
            sets[0][1]["fields"].append("all_partners")
        return sets

    def head(self, request, obj):
        return [*super().head(request, obj), *(["closed_at"] if obj is not None else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "closed_at"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.close_view)
        return [
            path("<int:object_id>/close/", view, name="registry_consultationround_close"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            closable = not obj.closed_at and may_close_round(request.user, obj)
            rows = progress_of(obj.invited.order_by("country__code"))
            context |= {"closable": closable, "edition": Edition.objects.filter(round=obj).first()}
            context |= {"lacking": lacking_for(obj) if closable else []}
            context |= {"progress": rows, "complete": sum(1 for row in rows if row.complete)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def close_view(self, request, object_id):
        """Say what the edition will hold; when that is confirmed, close the consultation."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        consultation = self.get_object(request, str(object_id))
        if consultation is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        allowed = may_close_round(request.user, consultation)
        if not allowed:
            raise PermissionDenied(str(allowed.reason))
        try:
            if request.method == "POST":
                edition = close_round(consultation, actor=request.user)
                messages.success(request, _("The consultation is closed. The files of its edition are being made."))
                return HttpResponseRedirect(reverse("admin:registry_edition_change", args=[edition.pk]))
            check_closable(consultation)
        except ValidationError as refusal:
            # What texts still lack stands on the page to which this leads.
            messages.error(request, refusal.messages[0])
            return HttpResponseRedirect(self.address("change", consultation.pk))
        return TemplateResponse(request, "admin/house/close_round.html", self._what_it_holds(request, consultation))

    def _what_it_holds(self, request, consultation) -> dict:
        public = Priority.objects.public().filter(reference__example=False)
        # What has begun its way but is not public stays out of the edition.
        under_way = {
            Priority.Status.DRAFT,
            Priority.Status.SUBMITTED,
            Priority.Status.SENT_BACK,
            Priority.Status.ACCEPTED,
        }
        of_round = Priority.objects.filter(round=consultation, reference__example=False)
        waiting = of_round.filter(status__in=under_way).select_related("reference", "country__reference")
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": consultation,
            "title": _("Close and make the edition"),
            "subtitle": str(consultation),
            "public": public.count(),
            "states": public.order_by().values("country").distinct().count(),
            "of_round": public.filter(round=consultation).count(),
            "waiting": list(waiting.order_by("reference__ref")),
            "lacking": lacking_for(consultation),
            "change_url": self.address("change", consultation.pk),
        }
