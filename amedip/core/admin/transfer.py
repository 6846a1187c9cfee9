"""Import and export in the administration: the library's pages, with our rows, our words and nothing half-written."""

from tempfile import TemporaryFile

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import RowResult
from import_export.tmp_storages import CacheStorage

from amedip.core.resources import FORMATS, MOST_ROWS
from amedip.core.resources.formats import LARGEST, Unreadable
from amedip.core.rules import may_keep


class FileForm(ImportForm):
    """Which table, which file; the format is read off the file's name unless it is chosen."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["resource"].label = gettext_lazy("Table")
        self.fields["format"].required = False
        self.fields["format"].choices = [("", gettext_lazy("by the file’s name")), *self.fields["format"].choices[1:]]
        self.fields["import_file"].label = gettext_lazy("File")
        self.fields["import_file"].widget.attrs["accept"] = ".xlsx,.csv,.json"
        self.formats = formats

    @property
    def media(self):
        return forms.Media()

    def clean(self):
        values = super().clean()
        file = values.get("import_file")
        if file is None:
            return values
        if file.size > LARGEST:
            self.add_error(
                "import_file",
                _("The file is larger than %(size)d MB. Split it into several files.")
                % {"size": LARGEST // 1024 // 1024},
            )
        if not values.get("format"):
            suffix = file.name.rpartition(".")[2].lower()
            titles = [format_class().get_title() for format_class in self.formats]
            if suffix in titles:
                values["format"] = str(titles.index(suffix))
            else:
                self.add_error("format", _("The file’s name does not tell its format. Choose it here."))
        return values


class TableForm(ExportForm):
    """Which table, in which format."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["resource"].label = gettext_lazy("Table")
        self.fields["format"].choices = self.fields["format"].choices[1:]
        self.fields["format"].initial = "0"


class ConfirmForm(ConfirmImportForm):
    """What was previewed; the numbers come back from the browser and are checked."""

    def __init__(self, *args, formats, resources, **kwargs):
        super().__init__(*args, **kwargs)
        for name, known in (("format", formats), ("resource", resources)):
            self.fields[name] = forms.ChoiceField(
                choices=[(str(index), index) for index in range(len(known))], widget=forms.HiddenInput
            )


class Transfer(ImportExportMixin):
    """Gives a table of the administration its import and export; ``resource_classes`` are it and its parts."""

    formats = FORMATS
    import_form_class = FileForm
    confirm_form_class = ConfirmForm
    export_form_class = TableForm
    tmp_storage_class = CacheStorage
    import_template_name = "admin/house/import.html"
    export_template_name = "admin/house/export.html"
    import_export_change_list_template = "admin/house/change_list.html"

    def has_import_permission(self, request):
        """Those who may add and change; translators work in the forms."""
        return bool(self.resource_classes) and all(
            may_keep(action)(request.user, self.model) for action in ("add", "change")
        )

    def has_export_permission(self, request):
        return bool(self.resource_classes) and self.has_view_or_change_permission(request)

    def get_confirm_form_kwargs(self, request, import_form=None):
        return super().get_confirm_form_kwargs(request, import_form) | {
            "formats": self.get_import_formats(),
            "resources": self.get_import_resource_classes(request),
        }

    def get_import_data_kwargs(self, **kwargs):
        return {"rollback_on_validation_errors": True}

    def get_import_context_data(self, **kwargs):
        return {"most_rows": MOST_ROWS, "most_changes": self.resource_classes[0].most_changes}

    def add_data_read_fail_error_to_form(self, form, e):
        if not isinstance(e, Unreadable):
            raise e
        form.add_error("import_file", e)

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except Unreadable:
            messages.error(request, _("The preview has expired. Nothing was imported: choose the file again."))
            return HttpResponseRedirect(self.address("import"))

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            # The tables have changed since the preview: all of the file was rolled back.
            context = {
                **self.admin_site.each_context(request),
                **self.get_import_context_data(),
                "title": _("Import"),
                "opts": self.opts,
                "result": result,
                "form": self.create_import_form_anew(request),
            }
            return TemplateResponse(request, [self.import_template_name], context)
        return super().process_result(result, request)

    def create_import_form_anew(self, request):
        return self.import_form_class(self.get_import_formats(), self.get_import_resource_classes(request))

    def generate_log_entries(self, result, request):
        return None

    def add_success_message(self, result, request):
        counts = {
            "new": result.totals[RowResult.IMPORT_TYPE_NEW],
            "changed": result.totals[RowResult.IMPORT_TYPE_UPDATE],
        }
        messages.success(request, _("The file is imported. New rows: %(new)d. Changed rows: %(changed)d.") % counts)

    def _do_file_export(self, file_format, request, queryset, export_form=None):
        """Over a file of our own: what is in memory does not grow with the table."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        rows = self.get_data_for_export(request, queryset, export_form=export_form)
        file = TemporaryFile()  # noqa: SIM115 (the answer closes it, or we do where there is none)
        try:
            file_format.write(rows, file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return FileResponse(
            file,
            as_attachment=True,
            filename=self.get_export_filename(request, queryset, file_format),
            content_type=file_format.get_content_type(),
        )

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.opts.model_name}-{timezone.localdate().isoformat()}.{file_format.get_extension()}"
