"""The people of exchanges, for staff with the right: found on their request, handed out, erased."""

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core.rules import may_keep, require
from exchanges.actions import erase_person, people_called
from exchanges.files import file_of
from exchanges.forms import PersonSearchForm
from exchanges.models import ExchangePerson
from registry.admin.listing import StateFilter


@admin.register(ExchangePerson)
class ExchangePersonAdmin(ModelAdmin):
    """People are entered at their exchange; here they are found and erased. No name goes into an address."""

    list_display = ("name", "function", "role", "shown_state", "shown_exchange")
    list_select_related = ("exchange__reference", "country__reference")
    list_filter = (StateFilter, "role")
    list_per_page = 50
    show_full_result_count = False
    fields = ("name", "function", "email", "role", "shown_state", "shown_exchange", "consent", "consent_on")
    readonly_fields = fields
    change_list_template = "admin/house/people.html"

    @admin.display(description=gettext_lazy("state"))
    def shown_state(self, obj):
        return obj.country.headline

    @admin.display(description=gettext_lazy("exchange"))
    def shown_exchange(self, obj):
        address = reverse("exchanges:workspace-person", args=[obj.exchange.ref, obj.pk])
        return format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', address, obj.exchange.ref)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    # The deeds say that somebody was erased; no log says who.
    def log_deletions(self, request, queryset):
        return None

    def delete_model(self, request, obj):
        erase_person(obj, actor=request.user, rule=may_keep("delete"))

    def delete_queryset(self, request, queryset):
        for person in queryset.select_related("exchange__reference"):
            self.delete_model(request, person)

    def get_urls(self):
        view = self.admin_site.admin_view(self.find_view)
        return [path("find/", view, name="exchanges_exchangeperson_find"), *super().get_urls()]

    def find_view(self, request):
        """Find all that is kept of somebody who asks; ``act`` hands it out as a file, or erases it.

        What is erased is what was shown and confirmed (``shown``, the keys), not what the words would find by now.
        """
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        require(may_keep("view")(request.user, ExchangePerson()))
        form = PersonSearchForm(request.POST if request.method == "POST" else None, label_suffix="")
        found = people_called(form.cleaned_data["words"], actor=request.user) if form.is_valid() else []
        act = request.POST.get("act", "")
        if found and act in ("json", "csv"):
            return file_of(found, act)
        if found and act == "erase" and {*request.POST.getlist("shown")} == {str(person.pk) for person in found}:
            return self._erase(request, found)
        if act not in ("", "find", "json", "csv", "erase"):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Somebody asks for their data"),
            "form": form,
            "found": found,
            "may_erase": bool(may_keep("delete")(request.user, ExchangePerson())),
            "confirm": bool(found) and act == "erase",
        }
        return TemplateResponse(request, "admin/house/people_find.html", context)

    def _erase(self, request, found):
        for person in found:
            self.delete_model(request, person)
        done = ngettext("%(count)d entry is erased.", "%(count)d entries are erased.", len(found))
        messages.success(request, done % {"count": len(found)})
        return HttpResponseRedirect(reverse("admin:exchanges_exchangeperson_changelist"))
