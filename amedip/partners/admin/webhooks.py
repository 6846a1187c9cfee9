"""Webhooks and the log of what was sent: registered, tried out, given new secrets, sent again."""

import re
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core.admin import ReadOnlyAdmin
from amedip.core.rules import require
from amedip.partners.actions import webhooks
from amedip.partners.admin.shown_once import keep_to_show, take_to_show
from amedip.partners.admin.webhook_forms import ReplayForm, WebhookForm
from amedip.partners.delivering import body_of
from amedip.partners.models import PREFIX, Attempt, Delivery, Webhook
from amedip.partners.rules import may_keep_webhook

WRITTEN = ("name", "url", "events", "active")


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    """Addresses of partners that are told of what is published."""

    form = WebhookForm
    list_display = ("name", "shown_url", "client", "active", "delivered_at", "off_because")
    list_select_related = ("client",)
    list_filter = ("active", "off_because")
    search_fields = ("name", "url", "client__name")
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_form_template = "admin/house/webhook.html"

    @admin.display(description=gettext_lazy("address"), ordering="url")
    def shown_url(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.url)

    def get_fields(self, request, obj=None):
        if obj is None:
            return ("name", "client", "url", "events")
        if not self.has_change_permission(request, obj):
            return ("name", "client", "url", "events", *self.get_readonly_fields(request, obj)[1:])
        return ("name", "client", "url", "events", "active", *self.get_readonly_fields(request, obj)[1:], "expected")

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("client", "off_because", "off_at", "delivered_at", "rests_until", "created_by", "created_at")

    # --- saving: the actions write, Django's own log would only repeat the deeds ---------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Django's own view; what the action refuses is rolled back and shown in the form, with all that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        if change:
            columns = {name: given[name] for name in WRITTEN if name in form.changed_data}
            saved = webhooks.change_webhook(obj, actor=request.user, expected=given["expected"], **columns)
        else:
            made = webhooks.register_webhook(
                given["name"], given["url"], actor=request.user, events=given["events"], client=given["client"]
            )
            saved = made.webhook
            keep_to_show(request, _place(saved), made.secret)
        obj.__dict__.update(saved.__dict__)

    def response_add(self, request, obj, post_url_continue=None):
        """On to the webhook, whose page shows the secret."""
        return self._back_to(obj)

    def delete_model(self, request, obj):
        webhooks.remove_webhook(obj, actor=request.user)

    def get_deleted_objects(self, objs, request):
        """The webhooks alone: the log goes with them."""
        return [str(webhook) for webhook in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def construct_change_message(self, *args, **kwargs):
        return []

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None

    # --- the buttons ------------------------------------------------------------------------------------------

    def get_urls(self):
        pages = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(page), name=f"partners_webhook_{name}")
            for name, page in (("rotate", self.rotate), ("ping", self.ping), ("replay", self.replay))
        ]
        return [*pages, *super().get_urls()]

    def render_change_form(self, request, context, obj=None, **kwargs):
        context["may_keep"] = obj is not None and bool(may_keep_webhook(request.user, obj))
        context["secret"] = take_to_show(request, _place(obj)) if context["may_keep"] else ""
        context["deliveries"] = reverse("admin:partners_delivery_changelist")
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def rotate(self, request, object_id):
        """Make a new secret; the webhook's page shows it, once."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        made = webhooks.rotate_secret(self._found(object_id), actor=request.user)
        keep_to_show(request, _place(made.webhook), made.secret)
        return self._back_to(made.webhook)

    def ping(self, request, object_id):
        """Send a message that says nothing."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        webhook = self._found(object_id)
        try:
            delivery = webhooks.ping_webhook(webhook, actor=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self._back_to(webhook)
        messages.success(request, _("A test message is on its way; this page shows what comes of it."))
        return HttpResponseRedirect(reverse("admin:partners_delivery_change", args=[delivery.pk]))

    def replay(self, request, object_id):
        """Ask of which time everything is to be sent again, and do it."""
        webhook = self._found(object_id)
        require(may_keep_webhook(request.user, webhook))
        form = ReplayForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            count = form.done(webhooks.replay_span, webhook, actor=request.user)
            if count is not None:
                told = ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count)
                messages.success(request, told % {"count": count})
                return self._back_to(webhook)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Send again"),
            "subtitle": webhook.name,
            "button": _("Send again"),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/house/asking.html", context)

    @staticmethod
    def _found(object_id) -> Webhook:
        rows = Webhook.objects.select_related("client__account")
        return get_object_or_404(rows, pk=int(object_id) if object_id.isdecimal() else 0)

    @staticmethod
    def _back_to(webhook):
        return HttpResponseRedirect(reverse("admin:partners_webhook_change", args=[webhook.pk]))


def _place(webhook) -> str:
    """Where a secret of the webhook waits to be shown."""
    return f"webhook {webhook.pk}"


class AttemptInline(admin.TabularInline):
    """What came back each time."""

    model = Attempt
    fields = readonly_fields = ("at", "outcome", "status", "milliseconds", "shown_excerpt")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("answer"))
    def shown_excerpt(self, obj):
        return format_html('<pre dir="auto">{}</pre>', obj.excerpt) if obj.excerpt else "–"


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """The log of what was sent, to read; what is chosen can be sent again."""

    list_display = ("created_at", "webhook", "shown_type", "shown_about", "state", "tries", "due_at", "ended_at")
    list_select_related = ("webhook", "reference")
    list_filter = ("state", "webhook", "created_at")
    search_fields = ("=message", "type", "reference__ref")
    fields = (
        "webhook", "shown_name", "shown_type", "shown_about", "state", "tries", "due_at", "created_at", "ended_at",
        "shown_body",
    )  # fmt: skip
    inlines = [AttemptInline]
    actions = ["send_again"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("webhook__client", "reference")

    def get_search_results(self, request, queryset, search_term):
        """Also by the name under which the receiver knows a message."""
        name = re.fullmatch(rf"{PREFIX}([0-9a-f]{{32}})", search_term.strip())
        return super().get_search_results(request, queryset, str(UUID(name[1])) if name else search_term)

    @admin.display(description=gettext_lazy("event"), ordering="type")
    def shown_type(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.type)

    @admin.display(description=gettext_lazy("about"))
    def shown_about(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.reference.ref) if obj.reference else "–"

    @admin.display(description=gettext_lazy("message"))
    def shown_name(self, obj):
        return format_html('<code dir="ltr">{}</code>', obj.name)

    @admin.display(description=gettext_lazy("content"))
    def shown_body(self, obj):
        return format_html('<pre dir="ltr"><code>{}</code></pre>', body_of(obj).decode())

    def has_keep_permission(self, request):
        return request.user.has_perm("partners.change_webhook")

    @admin.action(description=gettext_lazy("Send again"), permissions=["keep"])
    def send_again(self, request, queryset):
        """Each of the selected messages once more, under the name it had."""
        sent = 0
        for delivery in queryset:
            try:
                webhooks.replay_delivery(delivery, actor=request.user)
            except ValidationError as refusal:
                messages.error(request, f"{delivery.webhook}: {' '.join(refusal.messages)}")
                break
            sent += 1
        if sent:
            told = ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", sent)
            messages.success(request, told % {"count": sent})
