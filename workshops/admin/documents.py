"""Documents with their language versions, files and corrections."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core import languages
from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from amedip.core.admin.forms import Refused
from amedip.core.admin.inlines import PartForm
from amedip.core.admin.widgets import FileInput
from amedip.core.documents import examine
from amedip.core.templatetags.house import LANGUAGE_LABELS
from workshops import resources
from workshops.actions import hand_in_file
from workshops.models import Document, EarlierFile, LanguageVersion
from workshops.shelf import SHELF

NOTES = [f"note_{code}" for code in languages.CODES]


class NoteField(forms.CharField):
    """What a corrected file corrects, in one language."""

    def __init__(self, code: str):
        super().__init__(
            label="",
            required=False,
            max_length=EarlierFile._meta.get_field("note").max_length,
            widget=forms.TextInput(
                attrs={"class": "vTextField", "lang": code, "dir": languages.direction(code)},
            ),
        )
        self.code = code


class VersionForm(PartForm):
    """A language version; a file that is handed in is examined, measured and stored under the document's name."""

    examined = None
    note_ar = NoteField("ar")
    note_en = NoteField("en")
    note_fr = NoteField("fr")

    class Meta:
        widgets = {"file": FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.md"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NOTES:
            if name in self.fields:
                field = self.fields[name]
                field.label = _("What was corrected: %(language)s") % {"language": LANGUAGE_LABELS[field.code]}
        text = self.fields.get("text")
        if text:
            text.widget.attrs |= {"rows": 8, "dir": "auto"} | (
                {"lang": self.instance.language, "dir": languages.direction(self.instance.language)}
                if self.instance.language
                else {}
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            self.examined = examine(file)
        return file

    def clean(self):
        values = super().clean()
        if not self.errors and self.notes and not self._corrects():
            raise ValidationError(
                _("You say what was corrected, but there is no corrected file. Choose it too, or clear the note.")
            )
        return values

    @property
    def notes(self) -> dict[str, str]:
        return {code: text for code in languages.CODES if (text := self.cleaned_data.get(f"note_{code}"))}

    def _corrects(self) -> bool:
        """Does another file take the place of one that is there?"""
        return bool(self.examined and self.initial.get("file"))

    def write(self, *, actor, owner=None, why="", minor=False):
        if not self.examined:
            return super().write(actor=actor, owner=owner, why=why, minor=minor)
        columns = {name: value for name, value in self.changed_columns().items() if name != "file"}
        try:
            return hand_in_file(
                self.fresh(),
                document=owner,
                file=self.cleaned_data["file"],
                examined=self.examined,
                actor=actor,
                columns=columns,
                note=self.notes,
                why=why,
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error

    def changed_columns(self):
        columns = super().changed_columns()
        if "file" in columns and not self.cleaned_data["file"]:
            return columns | {"file": None, "bytes": None, "sha256": ""}
        return columns


class VersionInline(PartInline):
    model = LanguageVersion
    form = VersionForm
    facts = ("language", "date", "file")
    readonly_fields = ("shown_size", "shown_text")
    max_num = 3

    def get_fieldsets(self, request, obj=None):
        fields = [("language", "date"), "file", "shown_size"]
        if obj is not None:
            fields.append(tuple(NOTES))
        return [(None, {"fields": [*fields, "text", "shown_text"]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.readonly_fields]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("drawn")

    @admin.display(description=gettext_lazy("size and SHA-256"))
    def shown_size(self, obj):
        return measured(obj) if obj.bytes else _("no file held")

    @admin.display(description=gettext_lazy("text drawn from the file"))
    def shown_text(self, obj):
        if not obj.sha256:
            return _("no file held")
        drawn = getattr(obj, "drawn", None)
        if drawn is None or drawn.sha256 != obj.sha256:
            return _("It is being read. Open this page again in a minute.")
        if not drawn.text:
            return _("The file holds no text that could be read: it may be scanned. Enter the text above.")
        return ngettext(
            "%(count)d character, which the page shows and the search finds unless a text is entered above.",
            "%(count)d characters, which the page shows and the search finds unless a text is entered above.",
            len(drawn.text),
        ) % {"count": len(drawn.text)}


class EarlierFileRows(PartRows):
    """What corrections left: the notes can be bettered, and translated; a file can be withdrawn for good."""

    model = EarlierFile
    fk_name = "document"
    max_num = 0
    readonly_fields = ("shown_file", "shown_days")

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["shown_file", "shown_days", *self.text_columns()]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.readonly_fields]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("version")

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("file"))
    def shown_file(self, obj):
        address = f"/{languages.current()}/{obj.document.address}files/{obj.digest}/"
        return format_html('<a href="{}">{}</a> {}', address, obj.version.get_language_display(), measured(obj))

    @admin.display(description=gettext_lazy("date, replaced on"))
    def shown_days(self, obj):
        return format_html('<bdi dir="ltr">{}</bdi> → <bdi dir="ltr">{}</bdi>', obj.date or "–", obj.replaced_on)


def measured(row) -> str:
    """Size and digest of a file, the digest whole where one points at it."""
    return format_html(
        '{} <code dir="ltr" title="{}">{}…</code>', filesizeformat(row.bytes), row.sha256, row.sha256[:12]
    )


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "kind", "published_on", "shown_versions", "shown_languages")
    list_filter = ("kind", TextsFilter, ExampleFilter)
    facts = ("kind", "workshop", "published_on", "position")
    inlines = [VersionInline, EarlierFileRows]
    resource_classes = [resources.DocumentResource, resources.LanguageVersionResource]

    def for_listing(self, queryset):
        return queryset.for_listing()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with SHELF.nothing_left_behind():
            return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description=gettext_lazy("language versions"))
    def shown_versions(self, obj):
        return " ".join(version.language for version in obj.versions.all())
