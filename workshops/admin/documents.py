"""Documents with their language versions and files."""

from django import forms
from django.contrib import admin
from django.core.files.storage import default_storage
from django.forms.utils import flatatt
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from amedip.core.admin import PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.inlines import PartForm
from amedip.core.documents import examine
from workshops import resources
from workshops.models import Document, LanguageVersion


class FileInput(forms.ClearableFileInput):
    """A file with the name of the one there is; it is opened by the document's own page."""

    def render(self, name, value, attrs=None, renderer=None):
        # Forms look for templates of widgets in packages only; this one lies with the portal's own.
        context = self.get_context(name, value, attrs)
        context["attributes"] = flatatt({**context["widget"]["attrs"], "type": "file", "name": name})
        return render_to_string("admin/house/file.html", context)


class VersionForm(PartForm):
    """A language version; a file that is handed in is examined, measured and stored under the document's name."""

    examined = None

    class Meta:
        widgets = {"file": FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.md"})}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            self.examined = examine(file)
        return file

    def write(self, *, actor, owner=None, why="", minor=False):
        self.owner = owner
        return super().write(actor=actor, owner=owner, why=why, minor=minor)

    def changed_columns(self):
        columns = super().changed_columns()
        if "file" not in columns:
            return columns
        if not self.examined:
            return columns | {"file": None, "bytes": None, "sha256": ""}
        return columns | {"file": self._store(), "bytes": self.examined.bytes, "sha256": self.examined.sha256}

    def _store(self) -> str:
        """The name under which the file lies; the digest in it makes a second try store nothing twice."""
        digest = self.examined.sha256[:12]
        name = f"{self.owner.ref}-{self.cleaned_data['language']}-{digest}{self.examined.suffix}"
        path = LanguageVersion._meta.get_field("file").generate_filename(self.instance, name)
        return path if default_storage.exists(path) else default_storage.save(path, self.cleaned_data["file"])


class VersionRows(PartRows):
    model = LanguageVersion
    form = VersionForm
    facts = ("language", "date", "file")
    readonly_fields = ("shown_size",)
    max_num = 3

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.facts, "shown_size"]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "shown_size"]

    @admin.display(description=_("size and SHA-256"))
    def shown_size(self, obj):
        if not obj.bytes:
            return _("no file held")
        return format_html(
            '{} <code dir="ltr" title="{}">{}…</code>', filesizeformat(obj.bytes), obj.sha256, obj.sha256[:12]
        )


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "kind", "published_on", "shown_versions", "shown_languages")
    list_filter = ("kind", TextsFilter, ExampleFilter)
    facts = ("kind", "workshop", "published_on", "position")
    inlines = [VersionRows]
    resource_classes = [resources.DocumentResource, resources.LanguageVersionResource]

    def for_listing(self, queryset):
        return queryset.prefetch_related("versions")

    @admin.display(description=_("language versions"))
    def shown_versions(self, obj):
        return " ".join(version.language for version in obj.versions.all())
