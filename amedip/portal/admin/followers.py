"""How many follow the portal by mail, and what: numbers for the team, and no address."""

from collections import Counter

from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.admin.kernel import ReadOnlyAdmin
from amedip.portal.following.wording import Names
from amedip.portal.models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """One page, of counts: there is neither a list nor a page of one subscription."""

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="portal_subscription_changelist")]

    def changelist_view(self, request, extra_context=None):
        rows = list(Subscription.objects.confirmed().values("language", "pace", "states", "themes", "kinds"))
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "total": len(rows),
            "waiting": Subscription.objects.waiting().count(),
            "tables": _tables(rows),
        }
        return render(request, "admin/house/followers.html", context)


def _tables(rows: list[dict]) -> list[dict]:
    """For each part of a choice its ``title`` and ``counts`` of followers by label; those for all are named first."""
    names = Names()
    paces = [(pace.value, pace.label) for pace in Subscription.Pace]
    tables = [
        {"title": _("Language"), "counts": _counts([row["language"] for row in rows], languages.NAMES.items())},
        {"title": _("How often"), "counts": _counts([row["pace"] for row in rows], paces)},
    ]
    for part, title in (("states", _("States")), ("themes", _("Themes")), ("kinds", _("Kinds"))):
        counts = _counts([value for row in rows for value in row[part]], getattr(names, part))
        every = sum(not row[part] for row in rows)
        tables.append({"title": title, "counts": [(_("All of them"), every), *counts]})
    return tables


def _counts(values: list[str], labels) -> list[tuple[str, int]]:
    counted = Counter(values)
    return [(label, counted[value]) for value, label in labels if counted[value]]
