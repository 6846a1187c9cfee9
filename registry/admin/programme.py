"""The programme itself with its objectives and mechanisms."""

from django.contrib import admin

from amedip.core.admin import PartInline, RecordAdmin
from registry.models import Mechanism, Objective, Programme
from registry.resources import MechanismResource, ObjectiveResource, ProgrammeResource


class ObjectiveInline(PartInline):
    model = Objective
    facts = ("number",)


class MechanismInline(PartInline):
    model = Mechanism
    facts = ("slug", "position", "since", "since_precision")


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "start", "end", "shown_languages")
    facts = ("acronym", "start", "end", "implementer", "predecessor_years")
    links = ("partners", "donors")
    autocomplete_fields = ("implementer",)
    inlines = [ObjectiveInline, MechanismInline]
    resource_classes = [ProgrammeResource, ObjectiveResource, MechanismResource]
