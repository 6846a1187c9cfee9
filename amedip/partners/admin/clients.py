"""Clients of the API: who they are, how far they may go, and their keys, each shown once."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.accounts.models import User
from amedip.core import languages
from amedip.core.templatetags.texts import in_order
from amedip.partners.actions import change_client, create_client, revoke_key
from amedip.partners.admin.shown_once import keep_to_show, take_to_show
from amedip.partners.forms import MakeKeyForm
from amedip.partners.models import Client, Scope
from amedip.partners.rules import may_act_for_staff, may_keep_client


class ClientForm(forms.ModelForm):
    """What staff say of a client; whether it acts for the staff is settled when it is entered."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=User._meta.get_field("language").choices,
        initial=languages.current,
        help_text=gettext_lazy("In which the portal writes to the contact."),
    )
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["language"] = self.instance.account.language

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate() and not self.instance.pk:
            raise ValidationError(_("This moment is over. Give a later one."))
        return day

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
        own = ["name", "institution", "contact", "language", "scopes", "rate", "active", "expires_on"]
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

    @admin.display(description=gettext_lazy("language"))
    def language(self, client):
        """For who may only read: to them no form is shown."""
        return client.account.get_language_display()

    @admin.display(description=gettext_lazy("last used"), ordering="used_at")
    def last_use(self, client):
        # Beside a form a method’s value is shown as it is, without the language’s way of writing it.
        return date_format(timezone.localtime(client.used_at), "SHORT_DATETIME_FORMAT") if client.used_at else "–"

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
            columns = {name: given[name] for name in changed}
            change_client(obj, actor=request.user, language=given["language"], **columns)
            return
        columns = {name: given[name] for name in ClientForm.Meta.fields if name not in ("name", "contact", "scopes")}
        made = create_client(
            given["name"],
            actor=request.user,
            contact=given["contact"],
            language=given["language"],
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
        """The client's keys with their last use; the page to which a new one leads shows it, once."""
        client = self.get_object(request, str(object_id))
        if client is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        place = f"client {client.pk}"
        posted = request.method == "POST"
        revoked = request.POST.get("revoke", "") if posted else ""
        form = MakeKeyForm(request.POST if posted and not revoked else None)
        if revoked:
            self._revoke(request, client, revoked)
            return HttpResponseRedirect(request.path)
        if form.is_valid():
            keep_to_show(request, place, form.make(client, actor=request.user).secret)
            return HttpResponseRedirect(request.path)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Keys"),
            "subtitle": str(client),
            "client": client,
            "keys": list(client.keys.select_related("created_by")),
            "form": form if may_keep_client(request.user, client) else None,
            "secret": take_to_show(request, place),
            "in_use": Client.objects.in_use().filter(pk=client.pk).exists(),
            "now": timezone.now(),
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
