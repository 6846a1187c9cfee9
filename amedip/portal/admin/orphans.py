"""Where the golden thread breaks: at each step, what nothing came of, or what comes from nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from amedip.core.listing import FilterField, ListForm, page_of
from amedip.core.models import Reference
from amedip.portal import lines
from amedip.portal.models import TypedLink
from exchanges.models import Exchange, ExchangeRequest
from pilots.models import PilotProject
from registry.models import Priority
from workshops.models import Recommendation

METHODS = ("GET", "HEAD")
# Every record that stands in the thread, by kind; a reference leads to it by the name of its table.
MODELS = {model.KIND: model for model in (Recommendation, Priority, ExchangeRequest, Exchange, PilotProject)}


@dataclass(frozen=True)
class Break:
    """One step at which the thread may break: ``left`` are the tables of what is left over.

    ``link`` is what the form of a new link begins with (its kind), ``end`` where the record stands in it; without one
    no link would help.
    """

    name: str
    title: str
    help: str
    left: Callable[[], Sequence[QuerySet]]
    end: str = ""
    link: str = ""

    def references(self) -> QuerySet[Reference]:
        """What is left over, with ``record``, the key in its own table."""
        found = Q()
        for rows in self.left():
            found |= Q(pk__in=rows.order_by().values("reference"))
        keys = [f"{model._meta.model_name}__pk" for model in MODELS.values()]
        return Reference.objects.filter(found).annotate(record=Coalesce(*keys)).order_by("example", "kind", "ref")


BREAKS = (
    Break(
        "recommendations",
        _("Recommendations that nothing takes up"),
        _("Link a priority, a request, an exchange or a pilot that takes them up."),
        lines.recommendations_left,
        "target",
        TypedLink.Kind.TAKES_UP,
    ),
    Break(
        "priorities",
        _("Priorities without exchange or pilot"),
        _("Link a request, an exchange or a pilot that builds on them."),
        lines.priorities_left,
        "target",
        TypedLink.Kind.BUILDS_ON,
    ),
    Break(
        "actions",
        _("Requests, exchanges and pilots that lead back to no priority"),
        _("Link the priority on which they build. An exchange that was asked for leads back by its request."),
        lines.actions_left,
        "source",
        TypedLink.Kind.BUILDS_ON,
    ),
    Break(
        "results",
        _("Exchanges and pilots without result"),
        _("Publish the result of the exchange, or verify a value of an indicator of the pilot."),
        lines.results_left,
    ),
)


class BreaksForm(ListForm):
    """Which step is shown; the first unless another is asked for."""

    step = FilterField(label=_("Step"), choices=[(step.name, step.title) for step in BREAKS])

    @cached_property
    def chosen(self) -> Break:
        wanted = [*self.filters.get("step", ()), BREAKS[0].name][0]
        return next(step for step in BREAKS if step.name == wanted)


class OrphanPages:
    """What the administration of links says of the golden thread: one page, step by step."""

    import_export_change_list_template = "admin/house/links.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.orphans_view)
        return [path("orphans/", view, name="portal_typedlink_orphans"), *super().get_urls()]

    def orphans_view(self, request):
        """What is left over at each step, and the way to the link or the result that is missing."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        form = BreaksForm(request.GET)
        number = form.read()["page"]
        page = page_of(form.chosen.references(), number)
        for reference in page:
            model = MODELS[reference.kind]
            reference.kind_name = model._meta.verbose_name
            reference.admin_url = reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[reference.record]
            )
            reference.link_url = self._link_url(form.chosen, reference) if self.has_add_permission(request) else ""
        counts = [(step, page.paginator.count if step is form.chosen else step.references().count()) for step in BREAKS]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Where the golden thread breaks"),
            "page": page,
            "chosen": form.chosen,
            "counts": counts,
        }
        return TemplateResponse(request, "admin/house/orphans.html", context)

    @staticmethod
    def _link_url(step: Break, reference: Reference) -> str:
        if not step.end:
            return ""
        return f"{reverse('admin:portal_typedlink_add')}?{urlencode({step.end: reference.pk, 'kind': step.link})}"
