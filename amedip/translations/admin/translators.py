"""Who translates into which language, and the way in for who has no account yet."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.admin import HouseAdmin
from amedip.core.admin.filters import ServingFilter
from amedip.core.admin.forms import RecordForm, Refused
from amedip.core.rules import require
from amedip.translations.actions import name_translator
from amedip.translations.admin.forms import InviteTranslatorForm
from amedip.translations.models import Translator
from amedip.translations.rules import may_name_translators


class TranslatorForm(RecordForm):
    """A new term is an appointment; a term there is, is only corrected or ended."""

    def write(self, *, actor, owner=None, why="", minor=False):
        if not self.instance._state.adding:
            return super().write(actor=actor, owner=owner, why=why, minor=minor)
        given = {name: self.cleaned_data[name] for name in ("position", "since", "until")}
        try:
            return name_translator(self.cleaned_data["user"], self.cleaned_data["language"], actor=actor, **given)
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


@admin.register(Translator)
class TranslatorAdmin(HouseAdmin):
    form = TranslatorForm
    list_display = ("user", "language", "position", "since", "until")
    list_select_related = ("user",)
    list_filter = ("language", "position", ServingFilter)
    search_fields = ("user__email", "user__full_name")
    facts = ("user", "language", "position", "since", "until")
    fixed = ("user", "language")
    autocomplete_fields = ("user",)
    import_export_change_list_template = "admin/house/translators.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def get_urls(self):
        view = self.admin_site.admin_view(self.invite_view)
        return [path("invite/", view, name="translations_translator_invite"), *super().get_urls()]

    def invite_view(self, request):
        """Let a person in who translates, as staff or not."""
        require(may_name_translators(request.user))
        form = InviteTranslatorForm(
            request.POST if request.method == "POST" else None, initial={"language": languages.current()}
        )
        sent = form.invite(actor=request.user) if form.is_valid() else None
        if sent is not None:
            self.message_user(
                request, _("A one-time link is on its way to %(address)s.") % {"address": sent.user.email}
            )
            return HttpResponseRedirect(self.address("changelist"))
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Invite a translator"),
            "button": _("Invite"),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/house/asking.html", context)
