"""Clients of the API: who they are, how far they may go, and their keys, each shown once."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.templatetags.texts import in_order
from amedip.partners.actions import change_client, create_client, revoke_key
from amedip.partners.forms import MakeKeyForm
from amedip.partners.models import Client, Scope
from amedip.partners.rules import may_act_for_staff, may_keep_client


class ClientForm(forms.ModelForm):
    """What staff say of a client; whether it acts for the staff is settled when it is entered."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What it may do at most; without any it only reads."),
    )
    for_staff = forms.BooleanField(
        label=gettext_lazy("Acts for the staff"),
        required=False,
        help_text=gettext_lazy(
            "It may write for every state, as editors do. A state’s own system gets a mandate of that state instead."
        ),
    )
    actor = None

    class Meta:
        model = Client
        fields = ("name", "institution", "contact", "scopes", "rate", "active", "expires_on")

    def clean_for_staff(self):
        wanted = self.cleaned_data["for_staff"]
        answer = may_act_for_staff(self.actor)
        if wanted and not answer:
            raise ValidationError(answer.reason)
        return wanted


@admin.register(Client)
class ClientAdmin(admin.ModelAdmin):
    form = ClientForm
    change_form_template = "admin/house/client.html"
    list_display = ("name", "institution", "shown_scopes", "active", "expires_on", "last_use")
    list_select_related = ("institution",)
    list_filter = ("active",)
    search_fields = ("name", "contact")
    autocomplete_fields = ("institution",)
    actions = None
    show_full_result_count = False

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("account", "institution", "created_by")
        return rows.annotate(used_at=Max("keys__used_at"))

    def get_fields(self, request, obj=None):
        own = ["name", "institution", "contact", "scopes", "rate", "active", "expires_on"]
        return [*own, "for_staff"] if obj is None else [*own, "acts_for", "last_use", "created_by", "created_at"]

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None else ("acts_for", "last_use", "created_by", "created_at")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or bool(may_keep_client(request.user, obj)))

    def has_delete_permission(self, request, obj=None):
        return False  # switched off: what it did stays its own

    @admin.display(description=gettext_lazy("scopes"))
    def shown_scopes(self, client):
        return in_order(client.scopes) or "–"

    @admin.display(description=gettext_lazy("last used"), ordering="used_at")
    def last_use(self, client):
        # Beside a form a method’s value is shown as it is, without the language’s way of writing it.
        return date_format(localtime(client.used_at), "SHORT_DATETIME_FORMAT") if client.used_at else "–"

    @admin.display(description=gettext_lazy("acts for"))
    def acts_for(self, client):
        if client.account.is_staff:
            return _("the programme’s staff")
        address = f"{reverse('admin:registry_clientmandate_changelist')}?client__id__exact={client.pk}"
        return format_html('<a href="{}">{}</a>', address, _("the states of its mandates"))

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        if change:
            changed = [name for name in ClientForm.Meta.fields if name in form.changed_data]
            change_client(obj, actor=request.user, **{name: given[name] for name in changed})
            return
        columns = {name: given[name] for name in ClientForm.Meta.fields if name not in ("name", "contact", "scopes")}
        made = create_client(
            given["name"],
            actor=request.user,
            contact=given["contact"],
            scopes=given["scopes"],
            for_staff=given["for_staff"],
            **columns,
        )
        obj.__dict__.update(made.__dict__)

    def response_add(self, request, obj, post_url_continue=None):
        """On to its keys: without one it cannot do anything."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST or response.status_code != HTTPStatus.FOUND:
            return response
        return HttpResponseRedirect(reverse("admin:partners_client_keys", args=[obj.pk]))

    # --- keys -------------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.keys_view)
        return [path("<int:object_id>/keys/", view, name="partners_client_keys"), *super().get_urls()]

    def keys_view(self, request, object_id):
        """The client's keys with their last use; a new one is shown in the answer to the form and never again."""
        client = self.get_object(request, str(object_id))
        if client is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        may_keep = bool(may_keep_client(request.user, client))
        posted = request.method == "POST"
        revoked = request.POST.get("revoke", "") if posted else ""
        form = MakeKeyForm(request.POST if posted and not revoked else None)
        made = None
        if revoked:
            self._revoke(request, client, revoked)
        elif form.is_valid():
            made = form.make(client, actor=request.user)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Keys"),
            "subtitle": str(client),
            "client": client,
            "keys": list(client.keys.select_related("created_by")),
            "form": form if may_keep else None,
            "made": made,
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/house/client_keys.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _revoke(self, request, client, prefix):
        key = client.keys.filter(prefix=prefix[:20]).select_related("client__account").first()
        if key is None:
            self.message_user(request, _("The client has no such key."), messages.ERROR)
            return
        revoke_key(key, actor=request.user)
        self.message_user(request, _("The key is taken back: from now on it opens nothing."))
