"""Requests: the way to a host, the states invited to answer, and the one answer that is sent."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from amedip.core.admin import PartInline
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.forms import add_refusal
from amedip.core.rules import require
from exchanges import resources
from exchanges.actions import invite_states, languages_missing, save_compiled, send_compiled
from exchanges.admin.steps import SteppedAdmin
from exchanges.forms import CompiledForm, InviteForm, MatchForm
from exchanges.models import CompiledAnswer, ExchangeRequest, RequestAnswer, RequestObjective
from exchanges.rules import leads_exchanges, may_send_compiled
from exchanges.workflow import REQUEST
from registry.admin.listing import StateFilter, ThemedList, ThemeFilter, shown_state


class ObjectiveInline(PartInline):
    model = RequestObjective
    facts = ("position",)


@admin.register(ExchangeRequest)
class ExchangeRequestAdmin(ThemedList, SteppedAdmin):
    workflow = REQUEST
    list_display = ("shown_reference", "shown_title", "shown_languages", shown_state, "status", "shown_themes")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, ThemeFilter, "status", TextsFilter, ExampleFilter)
    facts = ("country", "priority", "format", "languages", "people", "wanted_from", "wanted_until", "answers_due")
    fixed = ("country",)
    links = ("themes",)
    autocomplete_fields = ("priority",)
    inlines = [ObjectiveInline]
    resource_classes = [resources.ExchangeRequestResource, resources.RequestObjectiveResource]

    def step_forms(self, obj, data=None):
        return {"match": MatchForm(data, request=obj)}

    def pages(self, request, obj):
        if not leads_exchanges(request.user):
            return []
        return [
            (_("Who can answer this request"), reverse("admin:exchanges_matching_request", args=[obj.ref])),
            (_("Questions about the request"), reverse("exchanges:workspace-request", args=[obj.ref])),
            (_("Invitations, answers and the one answer"), self.address("answers", obj.pk)),
        ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.answers_view)
        name = "exchanges_exchangerequest_answers"
        return [path("<int:object_id>/answers/", view, name=name), *super().get_urls()]

    def answers_view(self, request, object_id):
        """Who is invited and what they say; ``act`` invites others, or keeps or sends the one answer."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        obj = self.get_object(request, str(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        require(leads_exchanges(request.user))
        compiled = CompiledAnswer.objects.filter(request=obj).select_related("reference").first()
        act = request.POST.get("act", "")
        sent = request.POST if request.method == "POST" else None
        invite = InviteForm(sent if act == "invite" else None, request=obj)
        words = CompiledForm(sent if act in ("keep", "send") else None, record=compiled or CompiledAnswer(request=obj))
        if sent is not None:
            try:
                if self._answered(request, obj, act, invite, words):
                    return HttpResponseRedirect(self.address("answers", obj.pk))
            except ValidationError as refusal:
                # Nothing of the one answer was written if only its sending was refused.
                add_refusal(invite if act == "invite" else words, refusal)
        status = 200 if sent is None else 400
        context = self._answers_context(request, obj, compiled, invite, words)
        return TemplateResponse(request, "admin/house/exchange_answers.html", context, status=status)

    @staticmethod
    def _answered(request, obj, act, invite, words) -> bool:
        """Do what was asked for; False where a form was filled in wrongly."""
        form = {"invite": invite, "keep": words, "send": words}.get(act)
        if form is None:
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        if not form.is_valid():
            return False
        if act == "invite":
            wanted = form.cleaned_data
            invite_states(obj, wanted["countries"], actor=request.user, due=wanted["due"])
            messages.success(request, _("The states are invited; they have been told."))
            return True
        compiled = save_compiled(obj, words.texts(), actor=request.user, expected=words.version)
        if act == "send":
            # Whoever opens the page again after a refusal works with what was just kept.
            words.data = words.data.copy() | {"expected": str(compiled.version)}
            words.record = compiled
            if not (allowed := may_send_compiled(request.user, compiled)):
                raise ValidationError(allowed.reason)
            send_compiled(compiled, actor=request.user, expected=compiled.version)
            messages.success(request, _("The answer is sent to the state that asked and to those that answered."))
        else:
            messages.success(request, _("Saved."))
        return True

    def _answers_context(self, request, obj, compiled, invite, words) -> dict:
        answers = list(obj.answers.select_related("country__reference", "reference").prefetch_related("lines"))
        sendable = may_send_compiled(request.user, compiled or CompiledAnswer(request=obj))
        sent = RequestAnswer.objects.filter(request=obj, status=RequestAnswer.Status.SENT)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": _("Invitations, answers and the one answer"),
            "subtitle": str(obj),
            "change_url": self.address("change", obj.pk),
            "answers": answers,
            "invite": invite if obj.status == ExchangeRequest.Status.CLARIFIED else None,
            "words": words,
            "compiled": compiled,
            "sendable": bool(sendable),
            "why_not": "" if sendable else sendable.reason,
            "missing": languages_missing(compiled, sent) if compiled else [],
        }
