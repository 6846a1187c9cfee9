"""What the kernel keeps, to read: references, deeds, changes, states of texts, jobs."""

from django.contrib import admin, messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import jobs, languages
from amedip.core.history import verb_of
from amedip.core.models import Change, Citation, Deed, Job, Reference, TextBeside, TextState
from amedip.core.rules import may_keep, require

REBUILD = "search.rebuild"


class ReadOnlyAdmin(admin.ModelAdmin):
    """A table that people read and only the portal writes."""

    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_form_template = "admin/house/read_only.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Reference)
class ReferenceAdmin(ReadOnlyAdmin):
    """Every permanent name there ever was; the form of a record finds its sources here."""

    list_display = ("shown_ref", "kind", "shown_title", "public", "example", "gone_at")
    list_filter = ("kind", "public", "example", ("gone_at", admin.EmptyFieldListFilter))
    search_fields = ("ref", "title_ar", "title_en", "title_fr")
    fields = ("kind", "ref", "shown_title", "public", "example", "gone_at")

    def has_view_permission(self, request, obj=None):
        # Whoever keeps records cites others.
        return request.user.is_active and request.user.is_staff

    @admin.display(description=gettext_lazy("reference"), ordering="ref")
    def shown_ref(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi>', obj.ref)

    @admin.display(description=gettext_lazy("title"))
    def shown_title(self, obj):
        text, code = languages.first_available(obj.titles, languages.current())
        return format_html('<span lang="{}" dir="{}">{}</span>', code, languages.direction(code), text)


@admin.register(Deed)
class DeedAdmin(ReadOnlyAdmin):
    """Who did what, when and why."""

    list_display = ("at", "shown_verb", "reference", "actor", "why")
    list_select_related = ("reference", "actor")
    list_filter = ("at",)
    search_fields = ("action", "reference__ref", "actor__email", "actor__full_name", "why")
    fields = ("at", "shown_verb", "reference", "actor", "why")

    @admin.display(description=gettext_lazy("deed"), ordering="action")
    def shown_verb(self, obj):
        return verb_of(obj)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The feed of public changes."""

    list_display = ("number", "at", "reference", "what")
    list_select_related = ("reference",)
    list_filter = ("what",)
    search_fields = ("reference__ref",)
    fields = ("number", "at", "reference", "what")


@admin.register(TextState)
class TextStateAdmin(ReadOnlyAdmin):
    """Where each text stands in each language."""

    list_display = ("content_type", "object_id", "field", "language", "state", "by", "at")
    list_select_related = ("content_type", "by")
    list_filter = ("language", "state")
    fields = ("content_type", "object_id", "field", "language", "state", "source_language", "minor", "by", "at")


@admin.register(TextBeside)
class TextBesideAdmin(ReadOnlyAdmin):
    """What lies beside texts until it is published, taken over or dropped."""

    list_display = ("reference", "content_type", "field", "language", "origin", "state", "by", "at")
    list_select_related = ("reference", "content_type", "by")
    list_filter = ("origin", "language", "state")
    search_fields = ("reference__ref",)
    fields = ("reference", "content_type", "field", "language", "origin", "state", "shown_text", "by", "at")

    @admin.display(description=gettext_lazy("text"))
    def shown_text(self, obj):
        return format_html(
            '<div lang="{}" dir="{}">{}</div>', obj.language, languages.direction(obj.language), obj.text
        )


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Work for later, with its progress; the search index can be made anew from here."""

    list_display = ("id", "kind", "state", "shown_progress", "actor", "created_at", "finished_at")
    list_select_related = ("actor",)
    list_filter = ("state", "kind")
    search_fields = ("kind", "error")
    fields = (
        "kind", "state", "shown_progress", "attempts", "actor", "language", "due_at", "created_at", "finished_at",
        "error", "result",
    )  # fmt: skip
    change_list_template = "admin/house/jobs.html"

    @admin.display(description=gettext_lazy("progress"))
    def shown_progress(self, obj):
        if not obj.total:
            return "–"
        return format_html(
            '<progress max="{}" value="{}"></progress> <bdi dir="ltr">{} / {}</bdi>',
            obj.total,
            obj.done,
            obj.done,
            obj.total,
        )

    def get_urls(self):
        rebuild = path("rebuild-search/", self.admin_site.admin_view(self.rebuild_search), name="core_job_rebuild")
        return [rebuild, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        allowed = bool(self.may_rebuild(request))
        return super().changelist_view(request, {"may_rebuild": allowed, **(extra_context or {})})

    @staticmethod
    def may_rebuild(request):
        """Those who keep records: the index is made of them."""
        return may_keep("add")(request.user, Citation)

    def rebuild_search(self, request):
        """Queue the job that makes the search index anew, unless one is waiting or running."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        require(self.may_rebuild(request))
        under_way = Job.objects.filter(kind=REBUILD, state__in=[Job.State.QUEUED, Job.State.RUNNING])
        if under_way.exists():
            messages.warning(request, _("The search index is already being made anew."))
        else:
            jobs.enqueue(REBUILD, {}, actor=request.user)
            messages.success(request, _("The search index will be made anew; this list shows how far it has come."))
        return HttpResponseRedirect(reverse("admin:core_job_changelist"))
