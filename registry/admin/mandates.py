"""Who speaks for a state, and from when to when."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core import languages
from amedip.core.admin import Choosing, HouseAdmin
from amedip.core.admin.filters import ServingFilter
from amedip.core.admin.forms import RecordForm, Refused
from amedip.core.rules import require
from registry.actions import appoint_focal_point, keep_client_mandate
from registry.admin.listing import StateFilter, shown_state
from registry.forms import HandOverForm
from registry.models import ClientMandate, FocalPoint
from registry.resources import FocalPointResource
from registry.rules import may_appoint


class FocalPointForm(RecordForm):
    """A new term of office is an appointment; a term there is, is only corrected or ended."""

    def write(self, *, actor, owner=None, why="", minor=False):
        if not self.instance._state.adding:
            return super().write(actor=actor, owner=owner, why=why, minor=minor)
        names = ("position", "since", "until")
        try:
            return appoint_focal_point(
                self.cleaned_data["user"],
                self.cleaned_data["country"],
                actor=actor,
                **{name: self.cleaned_data[name] for name in names},
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


@admin.register(FocalPoint)
class FocalPointAdmin(HouseAdmin):
    form = FocalPointForm
    list_display = ("user", shown_state, "position", "since", "until")
    list_select_related = ("user", "country")
    list_filter = (StateFilter, "position", ServingFilter)
    search_fields = ("user__email", "user__full_name", "country__code")
    facts = ("user", "country", "position", "since", "until")
    fixed = ("user", "country")
    autocomplete_fields = ("user",)
    resource_classes = [FocalPointResource]

    change_form_template = "admin/house/focal_point.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "country__reference")

    def get_urls(self):
        view = self.admin_site.admin_view(self.hand_over_view)
        return [path("<int:object_id>/hand-over/", view, name="registry_focalpoint_hand_over"), *super().get_urls()]

    def hand_over_view(self, request, object_id):
        """Name who follows in the mandate, and from which day on."""
        mandate = self.get_object(request, str(object_id))
        if mandate is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        require(may_appoint(request.user))
        form = HandOverForm(
            request.POST if request.method == "POST" else None,
            initial={"language": languages.current(), "since": timezone.localdate() + timedelta(days=1)},
        )
        done = form.hand_over(mandate, actor=request.user) if form.is_valid() else None
        if done is not None:
            self.message_user(request, _("%(person)s follows in this mandate.") % {"person": done.successor.user})
            return HttpResponseRedirect(self.address("change", done.successor.pk))
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Hand over to a successor"),
            "subtitle": str(mandate),
            "form": form,
            "mandate": mandate,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/house/hand_over.html", context)


@admin.register(ClientMandate)
class ClientMandateAdmin(Choosing, admin.ModelAdmin):
    """For which states the systems of partners act, and how long; a term there is, is only ended or corrected."""

    list_display = ("client", shown_state, "since", "until")
    list_select_related = ("client", "country")
    list_filter = (StateFilter, ServingFilter)
    search_fields = ("client__name", "country__code")
    fields = ("client", "country", "since", "until")
    autocomplete_fields = ("client", "country")
    actions = None
    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None else ("client", "country")

    def has_delete_permission(self, request, obj=None):
        return False  # ended: for whom a system wrote stays known

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "client__id__exact" or super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        keep_client_mandate(obj, actor=request.user, **{name: form.cleaned_data[name] for name in form.changed_data})
