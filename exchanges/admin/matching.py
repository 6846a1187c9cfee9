"""Finding partners: the weights, the ranking of candidates for a request, and the plan of a season. Staff decide."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxValueValidator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.forms import add_refusal, day_field
from amedip.core.models import Job
from exchanges import proposals
from exchanges.actions import SEASON, ask_for_season, save_weights
from exchanges.matching import PARTS
from exchanges.matching.words import LABELS
from exchanges.models import ExchangeRequest, MatchingWeights, Offer
from exchanges.models.weights import MOST
from exchanges.rules import leads_exchanges
from exchanges.workflow import REQUEST
from registry.models import Country

METHODS = ("GET", "HEAD", "POST")
AGAIN = 4  # seconds after which the browser looks again how far the planning is


class WeightsForm(forms.Form):
    """The points of each part, and the version they were read in."""

    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in PARTS:
            self.fields[name] = forms.IntegerField(
                label=LABELS[name], min_value=0, max_value=MOST, validators=[MaxValueValidator(MOST)]
            )

    def save(self, *, actor) -> bool:
        """False, with the reason in the form, if the weights were not saved."""
        points = {name: self.cleaned_data[name] for name in PARTS}
        try:
            save_weights(points, actor=actor, expected=self.cleaned_data["expected"])
        except ValidationError as error:
            add_refusal(self, error)
            return False
        return True


class SeasonForm(forms.Form):
    """The season to plan."""

    first = day_field(gettext_lazy("First day"))
    last = day_field(gettext_lazy("Last day"))
    examples = forms.BooleanField(label=gettext_lazy("With the examples only, to try it out"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def ask(self, *, actor) -> Job | None:
        """The job; None, with the reason in the form, if it was refused."""
        try:
            return ask_for_season(**self.cleaned_data, actor=actor)
        except ValidationError as error:
            add_refusal(self, error)
            return None


@admin.register(MatchingWeights)
class MatchingAdmin(admin.ModelAdmin):
    """One page for all of it instead of a list of one row."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.matching_view), name="exchanges_matchingweights_changelist"),
            path("weights/", wrap(self.weights_view), name="exchanges_matching_weights"),
            path("requests/<slug:ref>/", wrap(self.request_view), name="exchanges_matching_request"),
            path("seasons/<int:number>/", wrap(self.season_view), name="exchanges_matching_season"),
        ]

    def matching_view(self, request):
        """The open requests, the seasons planned so far, and the form for one more."""
        self._check(request)
        form = SeasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            job = form.ask(actor=request.user)
            if job is not None:
                return HttpResponseRedirect(reverse("admin:exchanges_matching_season", args=[job.pk]))
        jobs = Job.objects.filter(kind=SEASON).select_related("actor")[:20]
        context = {
            "form": form,
            "requests": proposals.open_requests(),
            "seasons": [(job, *proposals.days_of(job)) for job in jobs],
            "title": _("Matching of requests and offers"),
        }
        return self._page(request, "admin/house/matching.html", context)

    def weights_view(self, request):
        self._check(request)
        stored = MatchingWeights.objects.first() or MatchingWeights()
        initial = {name: getattr(stored, name) for name in PARTS} | {"expected": stored.version}
        form = WeightsForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid() and form.save(actor=request.user):
            messages.success(request, _("The weights are saved; rankings and seasons go by them from now on."))
            return HttpResponseRedirect(reverse("admin:exchanges_matchingweights_changelist"))
        return self._page(request, "admin/house/weights.html", {"form": form, "title": _("Weights of matching")})

    def request_view(self, request, ref):
        """The candidates for one request, best first, with the parts of their scores; here staff choose."""
        self._check(request)
        wanted = ExchangeRequest.objects.select_related("reference", "country__reference")
        found = get_object_or_404(wanted, reference__ref=ref)
        if request.method == "POST":
            return self._choose(request, found)
        context = proposals.ranking_of(found) | {
            "wanted": found,
            "matchable": REQUEST.allows(found, "match", request.user),
            "title": _("Who can answer this request"),
        }
        return self._page(request, "admin/house/ranking.html", context)

    def season_view(self, request, number):
        """How far a season's planning has come, and then the plan; here staff choose line by line."""
        self._check(request)
        job = get_object_or_404(Job, pk=number, kind=SEASON)
        if request.method == "POST":
            wanted = ExchangeRequest.objects.select_related("reference", "country__reference")
            return self._choose(request, get_object_or_404(wanted, reference__ref=request.POST.get("request", "")))
        first, last = proposals.days_of(job)
        context = {"job": job, "first": first, "last": last, "title": _("Plan of a season")}
        if job.state == Job.State.DONE:
            context["season"] = proposals.season_of(job)
        response = self._page(request, "admin/house/season.html", context)
        if job.state in (Job.State.QUEUED, Job.State.RUNNING):
            response["Refresh"] = str(AGAIN)
        return response

    def _choose(self, request, wanted):
        """Match the request with the host and the offer that were chosen, and come back to where that was done."""
        host = Country.objects.select_related("reference").filter(code=request.POST.get("host", "")).first()
        offers = Offer.objects.select_related("reference", "country__reference")
        offer = offers.filter(reference__ref=request.POST.get("offer", "")).first()
        if host is None or (request.POST.get("offer") and offer is None):
            raise Http404
        try:
            REQUEST.move(wanted, "match", actor=request.user, host=host, offer=offer)
            messages.success(request, _("The request is matched; the exchange is in preparation."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return HttpResponseRedirect(request.path)

    def _check(self, request):
        allowed = leads_exchanges(request.user)
        if not allowed:
            raise PermissionDenied(str(allowed.reason))

    def _page(self, request, template, context):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )
