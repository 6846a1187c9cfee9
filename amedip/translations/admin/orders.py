"""What lies at translators and agencies, and the way to give them the selected records of any list."""

from datetime import timedelta

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core.admin import HouseAdmin, RecordAdmin
from amedip.core.models import Reference
from amedip.translations.actions import end_order
from amedip.translations.admin.forms import GiveForm, OrderForm
from amedip.translations.models import Order
from amedip.translations.rules import may_order


class StandingFilter(admin.SimpleListFilter):
    """By whether it lies at the translator still, and for too long."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("open", gettext_lazy("at the translator")),
            ("overdue", gettext_lazy("overdue")),
            ("ended", gettext_lazy("ended")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() == "overdue":
            return queryset.overdue()
        return queryset.exclude(ended_at=None) if self.value() == "ended" else queryset


@admin.action(description=gettext_lazy("Take back: these no longer lie at the translator"), permissions=["add"])
def end_selected(model_admin, request, queryset):
    """Take the selected orders back; those that have ended stay as they are."""
    orders = list(queryset.open())
    for order in orders:
        end_order(order, actor=request.user)
    done = ngettext("%(count)d order was taken back.", "%(count)d orders were taken back.", len(orders))
    messages.success(request, done % {"count": len(orders)})


@admin.register(Order)
class OrderAdmin(HouseAdmin):
    """Orders are given and taken back, never edited: what they were is who was asked for what until when."""

    form = OrderForm
    list_display = ("reference", "language", "shown_taker", "due", "shown_overdue", "ordered_by", "ended_at")
    list_select_related = ("reference", "translator", "ordered_by")
    list_filter = (StandingFilter, "language")
    search_fields = ("reference__ref", "translator__email", "translator__full_name", "agency")
    date_hierarchy = "due"
    facts = ("reference", "language", "translator", "agency", "due")
    autocomplete_fields = ("reference",)
    actions = [end_selected]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reference", "translator", "ordered_by")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fieldsets(self, request, obj=None):
        more = ["ordered_by", "ordered_at", "ended_at"] if obj is not None else []
        return [(None, {"fields": [*self.facts, *more]})]

    @admin.display(description=gettext_lazy("translator"), ordering="translator")
    def shown_taker(self, obj):
        return format_html("<bdi>{}</bdi>", obj.translator or obj.agency)

    @admin.display(description=gettext_lazy("overdue"), boolean=True, ordering="due")
    def shown_overdue(self, obj):
        return obj.is_overdue


def give_to_translator(model_admin, request, queryset):
    """Ask to whom, into which language and until when; when that is said, give the selected records."""
    asked = "give" in request.POST
    form = GiveForm(request.POST if asked else None, initial={"due": timezone.localdate() + timedelta(days=14)})
    if asked and form.is_valid():
        references = Reference.objects.filter(pk__in=queryset.order_by().values("reference"))
        orders = form.give(references, actor=request.user)
        if orders is not None:
            _say(request, given=len(orders), asked=references.count())
            return None
    request.current_app = model_admin.admin_site.name
    all_pages = request.POST.get("select_across") == "1"
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Give to a translator"),
        "subtitle": ngettext("%(count)d record", "%(count)d records", queryset.count()) % {"count": queryset.count()},
        "button": _("Give to a translator"),
        "form": form,
        "opts": model_admin.opts,
        # What the list sent, so that this page sends it once more.
        "hidden": [
            ("action", give_to_translator.__name__),
            ("select_across", "1" if all_pages else "0"),
            ("give", "yes"),
            *((ACTION_CHECKBOX_NAME, key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)),
        ],
    }
    return TemplateResponse(request, "admin/house/asking.html", context)


give_to_translator.short_description = gettext_lazy("Give to a translator …")
give_to_translator.may = may_order
RecordAdmin.shared_actions.append(give_to_translator)


def _say(request, *, given: int, asked: int) -> None:
    done = ngettext("%(count)d record was given.", "%(count)d records were given.", given)
    messages.success(request, done % {"count": given})
    if lay := asked - given:
        stays = ngettext(
            "%(count)d record lies at a translator into this language already, and stays there.",
            "%(count)d records lie at a translator into this language already, and stay there.",
            lay,
        )
        messages.warning(request, stays % {"count": lay})
