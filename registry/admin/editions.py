"""Editions, to read: what they hold, their files, and how far the making of these has come."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core.admin import ReadOnlyAdmin
from amedip.core.models import Job
from amedip.core.templatetags.texts import text
from registry.actions import files_job, make_edition_files_again
from registry.models import Edition
from registry.rules import may_close_round_of


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("number", "shown_title", "round", "closed_at", "shown_progress")
    list_select_related = ("reference", "round__reference")
    fields = ("number", "shown_title", "round", "closed_at", "shown_count", "shown_progress", "shown_files")
    change_form_template = "admin/house/edition.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("files").select_related("reference", "round__reference")

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj is not None else None

    def get_urls(self):
        view = self.admin_site.admin_view(self.files_view)
        return [path("<int:object_id>/files/", view, name="registry_edition_files"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        job = files_job(obj) if obj is not None and not obj.files.all() else None
        failed = job is not None and job.state == Job.State.FAILED
        context["remakable"] = failed and may_close_round_of(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def files_view(self, request, object_id):
        """Have the files made once more after that has failed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        edition = self.get_object(request, str(object_id))
        if edition is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        try:
            make_edition_files_again(edition, actor=request.user)
            messages.success(request, _("The files will be made again; this page shows how far it has come."))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return HttpResponseRedirect(reverse("admin:registry_edition_change", args=[edition.pk]))

    @admin.display(description=gettext_lazy("title"))
    def shown_title(self, obj):
        return text(obj, "title")

    @admin.display(description=gettext_lazy("priorities"))
    def shown_count(self, obj):
        return len(obj.content["priorities"])

    @admin.display(description=gettext_lazy("files"))
    def shown_progress(self, obj):
        if files := obj.files.all():
            return len(files)
        job = files_job(obj)
        if job is None:
            return "–"
        if job.state == Job.State.FAILED:
            return format_html("{}: {}", job.get_state_display(), job.error)
        if not job.total:
            return job.get_state_display()
        return format_html(
            '{} <progress max="{}" value="{}"></progress> <bdi dir="ltr">{} / {}</bdi>',
            job.get_state_display(), job.total, job.done, job.done, job.total,
        )  # fmt: skip

    @admin.display(description=gettext_lazy("download"))
    def shown_files(self, obj):
        links = (
            (f"/{file.language}/registry/editions/{obj.number}.{file.format}", str(file), file.sha256)
            for file in obj.files.all()
        )
        return (
            format_html_join("", '<div><a href="{}"><bdi dir="ltr">{}</bdi></a> <bdi dir="ltr">{}</bdi></div>', links)
            or "–"
        )
