"""The glossary, the gates before publication, and what was excused of the consistency check."""

from django.contrib import admin
from django.utils.html import format_html

from amedip.core import languages
from amedip.core.admin import HouseAdmin, ReadOnlyAdmin
from amedip.translations.models import Excuse, Gate, GlossaryTerm
from amedip.translations.resources import GlossaryTermResource


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(HouseAdmin):
    list_display = ("en", "shown_ar", "shown_fr", "note")
    search_fields = ("en", "ar", "fr", "also_en", "also_ar", "also_fr")
    facts = ("en", "ar", "fr", "also_en", "also_ar", "also_fr", "note")
    resource_classes = [GlossaryTermResource]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        code = db_field.name.removeprefix("also_")
        if field is not None and code in languages.CODES:
            field.widget.attrs |= {"lang": code, "dir": languages.direction(code)}
        return field

    @admin.display(description=GlossaryTerm._meta.get_field("ar").verbose_name, ordering="ar")
    def shown_ar(self, obj):
        return format_html('<bdi lang="ar" dir="rtl">{}</bdi>', obj.ar)

    @admin.display(description=GlossaryTerm._meta.get_field("fr").verbose_name, ordering="fr")
    def shown_fr(self, obj):
        return format_html('<bdi lang="fr" dir="ltr">{}</bdi>', obj.fr)


@admin.register(Gate)
class GateAdmin(HouseAdmin):
    """One for each kind, and which these are says the code: none is added or taken away."""

    list_display = ("kind", "languages", "days")
    facts = ("kind", "languages", "days")
    fixed = ("kind",)
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Excuse)
class ExcuseAdmin(ReadOnlyAdmin):
    list_display = ("check_code", "excerpt", "content_type", "field", "language", "reason", "by", "at")
    list_select_related = ("content_type", "by")
    list_filter = ("language", "check_code")
    search_fields = ("excerpt", "reason")
    fields = ("check_code", "excerpt", "content_type", "object_id", "field", "language", "reason", "by", "at")
