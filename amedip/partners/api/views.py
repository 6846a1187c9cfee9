"""The addresses at which clients work: lists of what is theirs, single records, and the steps these take."""

from functools import partial

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from amedip.core.api.parameters import Parameters, Reader, read_one
from amedip.core.api.reading import DetailView, ListView, page
from amedip.core.api.renderers import dumps
from amedip.core.rules import require
from amedip.partners.api import describing
from amedip.partners.api.work import Step, Work
from amedip.partners.api.writing import WriteView, private, read_input
from amedip.partners.rules import has_scope


class WorkListView(WriteView):
    """What the client works on, page by page."""

    def get(self, request):
        work, client = self.work, self.client_of(request)
        reader = Reader(request.GET, [*work.filters, "page_size", "cursor"])
        asked = Parameters(
            page_size=reader.page_size(),
            cursor=reader.cursor(work.order_column()),
            condition=reader.condition(work.filters),
        )
        reader.finish()
        rows = work.visible(request.user).filter(asked.condition)
        return private(dumps(page(rows, work, asked, request, partial(work.complete, client=client))))

    def describe(self):
        return describing.work_list(self.work)


class CreateView(WriteView):
    """POST begins a record."""

    def post(self, request):
        client = self.client_of(request)

        def act(raw):
            data = read_input(raw, self.work.creates)
            made = self.work.create(data, actor=request.user, client=client)
            return self.shown(request, made.pk, client, 201, f"{settings.SITE_URL}{request.path}{made.ref}/")

        return self.written(request, act)

    def describe_write(self, method):
        return describing.creation(self.work)


class WorkCreateView(WorkListView, CreateView):
    """Both, where nobody else reads the list."""


class OneView(WriteView):
    """One record that the client knows of."""

    def one(self, request, ref):
        """The record; 404 where the client knows of none, 403 with the reason where it may not write it."""
        found = self.work.known(request.user, ref)
        if found is None:
            raise NotFound
        require(self.work.may_write(request.user, found))
        return found


class ChangeView(OneView):
    """PATCH changes what is sent and nothing else."""

    def patch(self, request, ref):
        client = self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            expected = self.expected(request, obj, client)
            data = read_input(raw, self.work.changes, partial=True)
            self.work.change(obj, data, actor=request.user, expected=expected)
            return self.shown(request, obj.pk, client)

        return self.written(request, act)

    def describe_write(self, method):
        return describing.change(self.work)


class WorkView(ChangeView):
    """A record that only those see who work on it."""

    def get(self, request, ref):
        Reader(request.GET, []).finish()
        client = self.client_of(request)
        return self.shown(request, self.one(request, ref).pk, client)

    def describe(self):
        return describing.work_one(self.work)


class StepView(OneView):
    """POST takes a record through a step of its life."""

    step: Step | None = None

    def post(self, request, ref):
        client = self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            expected = self.expected(request, obj, client)
            data = read_input(raw, self.step.sent)
            self.step.take(obj, data, actor=request.user, expected=expected)
            return self.shown(request, obj.pk, client)

        return self.written(request, act)

    def describe_write(self, method):
        return describing.step(self.work, self.step)


class WritableList(ListView, CreateView):
    """A list that anyone reads and to which clients add: ``collection`` is the public one, ``work`` theirs."""

    vary = f"Accept, {WriteView.vary}"


class WritableDetail(DetailView, ChangeView):
    """A record that anyone reads, and who works on it as it stands in the workspace."""

    vary = f"Accept, {WriteView.vary}"

    def get(self, request, ref):
        if request.auth is not None and "on" not in request.GET and has_scope(request.auth.client, self.work.scope):
            found = self.work.known(request.user, ref)
            if found is not None and self.work.may_write(request.user, found):
                if not request.GET:
                    return self.shown(request, found.pk, request.auth.client)
                if not found.is_public():
                    self._refuse_parameters(request)
        return super().get(request, ref)

    def _refuse_parameters(self, request):
        """They are those of what is public: what is not stands in the workspace in one manner."""
        read_one(request.GET, **self.collection.choices())
        reader = Reader(request.GET, request.GET)
        for name in request.GET:
            advice = _("What is not public is given whole, in all languages. Leave “%(name)s” out.")
            reader.refuse(name, "not-together", advice % {"name": name})
        reader.finish()

    def describe(self):
        return describing.one_or_work(self.collection, self.work)


def steps_of(work: type[Work]) -> list:
    """The addresses of the steps that its records take."""
    return [
        path(
            f"{work.name}/<str:ref>/{step.name}/",
            StepView.as_view(work=work, step=step),
            name=f"{work.singular}-{step.name}",
        )
        for step in work.steps
    ]


def work_addresses(work: type[Work]) -> list:
    """The addresses of a collection that only those see who work on it."""
    lists = WorkCreateView if work.creates else WorkListView
    return [
        path(f"{work.name}/", lists.as_view(work=work), name=work.name),
        path(f"{work.name}/<str:ref>/", WorkView.as_view(work=work), name=work.singular),
        *steps_of(work),
    ]
