"""A client's own webhooks: registered, changed, given new secrets, tried out, and what was sent to them."""

from collections.abc import Callable
from dataclasses import replace

import orjson
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound

from amedip.core.api.filters import OneOf
from amedip.core.api.inputs import InputShape, example_of_input
from amedip.core.api.operations import IDEMPOTENCY_KEY, IF_MATCH, PATH, Operation, list_operation
from amedip.core.api.parameters import Parameters, Reader
from amedip.core.api.reading import page
from amedip.core.api.renderers import dumps
from amedip.core.api.shapes import example_of
from amedip.core.rules import require
from amedip.partners.actions import webhooks
from amedip.partners.api.describing import ANYWAY, WRITES
from amedip.partners.api.views import OneView, WorkCreateView, WorkView
from amedip.partners.api.webhook_shapes import (
    DeliveryShape,
    QueuedShape,
    RegisteredShape,
    ReplayInput,
    WebhookChangeInput,
    WebhookInput,
    WebhookShape,
)
from amedip.partners.api.work import Work
from amedip.partners.api.writing import WriteView, private, read_input
from amedip.partners.models import PREFIX, Delivery, Scope, Webhook
from amedip.partners.rules import may_keep_webhook

_ID = OpenApiParameter("ref", str, PATH, description="Its number, such as 7.")
_OF_ONE = (404, *WRITES, 422)


class Webhooks(Work):
    """Addresses of the client that are told of what is published, changed, withdrawn and deleted."""

    name, singular = "webhooks", "webhook"
    model, shape = Webhook, WebhookShape
    scope = Scope.WEBHOOKS
    creates, changes = WebhookInput, WebhookChangeInput
    beside = ("version",)

    @staticmethod
    def visible(user):
        return Webhook.objects.filter(client__account=user)

    @classmethod
    def known(cls, user, ref):
        if not (ref.isascii() and ref.isdecimal() and len(ref) < 19):
            return None
        return cls.visible(user).select_related("client__account").filter(pk=int(ref)).first()

    @classmethod
    def may_write(cls, user, obj):
        return may_keep_webhook(user, obj)

    @classmethod
    def change(cls, obj, data, *, actor, expected):
        return webhooks.change_webhook(obj, actor=actor, expected=expected, **data)

    @classmethod
    def urls(cls):
        one = f"{cls.name}/<str:ref>/"
        more = {"rotate": RotateView, "ping": PingView, "replay": ReplayView}
        return [
            path(f"{cls.name}/", WebhookList.as_view(work=cls), name=cls.name),
            path(one, WebhookOne.as_view(work=cls), name=cls.singular),
            path(f"{one}deliveries/", DeliveryList.as_view(work=cls), name="webhook-deliveries"),
            *(path(f"{one}{name}/", view.as_view(work=cls), name=f"webhook-{name}") for name, view in more.items()),
        ]


class Deliveries(Work):
    """What was sent to a webhook within the last 90 days, with every attempt."""

    name, singular = "webhook-deliveries", "webhook-delivery"
    model, shape = Delivery, DeliveryShape
    scope = Scope.WEBHOOKS
    filters = {"state": OneOf("What became of it.", "state", Delivery.State.values)}
    beside = ()


class _Secret:
    """The secret goes into the answer after that was kept for being said again."""

    def with_secret(self, request, act: Callable[[bytes], tuple[HttpResponse, str]]) -> HttpResponse:
        made = []

        def done(raw):
            response, secret = act(raw)
            made.append(secret)
            return _with(response, None)

        response = self.written(request, done)
        return _with(response, made[0]) if made else response


class WebhookList(_Secret, WorkCreateView):
    """The client's own; POST registers one."""

    def post(self, request):
        client = self.client_of(request)

        def act(raw):
            data = read_input(raw, WebhookInput)
            made = webhooks.register_webhook(
                data["name"], data["url"], events=data.get("events", ()), actor=request.user, client=client
            )
            place = f"{settings.SITE_URL}{request.path}{made.webhook.pk}/"
            return self.shown(request, made.webhook.pk, client, 201, place), made.secret

        return self.with_secret(request, act)

    def describe_write(self, method):
        return replace(
            _operation("create_webhook", "Register a webhook", WebhookInput.__doc__, WebhookInput),
            answer=RegisteredShape,
            example=example_of(RegisteredShape()),
            parameters=[IDEMPOTENCY_KEY],
            problems=(*WRITES, 422),
            status=201,
        )


class WebhookOne(WorkView):
    """One of them; DELETE takes it away with its log."""

    def delete(self, request, ref):
        client = self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            expected = self.expected(request, obj, client)
            webhooks.remove_webhook(obj, actor=request.user, expected=expected)
            return HttpResponse(status=204)

        return self.written(request, act)

    def describe_write(self, method):
        if method == "PATCH":
            return super().describe_write(method)
        return replace(
            _operation("delete_webhook", "Take a webhook away", "With the log of what was sent there."),
            answer=None,
            example=None,
            parameters=[_ID, IF_MATCH],
            problems=(*_OF_ONE, 412, 428),
            status=204,
        )


class RotateView(_Secret, OneView):
    """POST makes a new secret."""

    def post(self, request, ref):
        client = self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            expected = self.expected(request, obj, client)
            read_input(raw, None)
            made = webhooks.rotate_secret(obj, actor=request.user, expected=expected)
            return self.shown(request, obj.pk, client), made.secret

        return self.with_secret(request, act)

    def describe_write(self, method):
        return replace(
            _operation(
                "rotate_webhook",
                "Make a new secret",
                "For 24 hours messages bear a signature with the one before as well.",
            ),
            answer=RegisteredShape,
            example=example_of(RegisteredShape()),
            parameters=[_ID, IF_MATCH, IDEMPOTENCY_KEY],
            problems=(*_OF_ONE, 412, 428),
            status=200,
        )


class PingView(OneView):
    """POST sends a message that says nothing."""

    def post(self, request, ref):
        self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            read_input(raw, None)
            webhooks.ping_webhook(obj, actor=request.user)
            return private(dumps({"queued": 1}), 202)

        return self.written(request, act)

    def describe_write(self, method):
        description = "Its type is `webhook.ping`. What came of it stands in the log."
        return _operation("ping_webhook", "Send a test message", description)


class ReplayView(OneView):
    """POST sends again."""

    def post(self, request, ref):
        self.client_of(request)
        obj = self.one(request, ref)

        def act(raw):
            data = read_input(raw, ReplayInput)
            return private(dumps({"queued": _replay(obj, data, request.user)}), 202)

        return self.written(request, act)

    def describe_write(self, method):
        text = "Messages keep their names. Of a span also what was never sent, because the webhook was off, is sent."
        return _operation("replay_webhook", "Send messages again", text, ReplayInput)


class DeliveryList(WriteView):
    """The log of one webhook."""

    def get(self, request, ref):
        self.client_of(request)
        webhook = Webhooks.known(request.user, ref)
        if webhook is None:
            raise NotFound
        require(may_keep_webhook(request.user, webhook))
        reader = Reader(request.GET, [*Deliveries.filters, "page_size", "cursor"])
        asked = Parameters(
            page_size=reader.page_size(),
            cursor=reader.cursor(Deliveries.order_column()),
            condition=reader.condition(Deliveries.filters),
        )
        reader.finish()
        return private(dumps(page(webhook.deliveries.filter(asked.condition), Deliveries, asked, request)))

    def describe(self):
        base = list_operation(Deliveries, {})
        kept = [one for one in base.parameters if one.name in {*Deliveries.filters, "page_size", "cursor"}]
        return replace(
            base,
            id="list_webhook_deliveries",
            tag=Webhooks.name,
            parameters=[_ID, *kept],
            problems=(400, 404, *ANYWAY),
            scope=Scope.WEBHOOKS,
            others={},
        )


def _replay(webhook: Webhook, data: dict, actor) -> int:
    if name := data.get("message"):
        try:
            delivery = webhook.deliveries.select_related("webhook__client").get(message=name.removeprefix(PREFIX))
        except (Delivery.DoesNotExist, ValidationError):
            reason = _("This webhook has no message of that name in its log.")
            raise ValidationError({"message": ValidationError(reason, "unknown-value")}) from None
        webhooks.replay_delivery(delivery, actor=actor)
        return 1
    if data.get("since") is None:
        reason = _("Say since when, or name one message.")
        raise ValidationError({"since": ValidationError(reason, "missing")})
    return webhooks.replay_span(webhook, data["since"], data.get("until") or timezone.now(), actor=actor)


def _with(response: HttpResponse, secret: str | None) -> HttpResponse:
    response.content = dumps({**orjson.loads(response.content), "secret": secret})
    return response


def _operation(id: str, summary: str, description: str, sent: type[InputShape] | None = None) -> Operation:  # noqa: A002
    return Operation(
        id=id,
        tag=Webhooks.name,
        summary=summary,
        description=description,
        answer=QueuedShape,
        example=example_of(QueuedShape()),
        parameters=[_ID, IDEMPOTENCY_KEY],
        problems=_OF_ONE,
        sent=sent,
        sent_example=example_of_input(sent()) if sent else None,
        scope=Scope.WEBHOOKS,
        status=202,
    )
