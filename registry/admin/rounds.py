"""National consultations."""

from django.contrib import admin

from amedip.core.admin import RecordAdmin
from registry.models import ConsultationRound
from registry.resources import ConsultationRoundResource


@admin.register(ConsultationRound)
class ConsultationRoundAdmin(RecordAdmin):
    list_display = ("shown_reference", "shown_title", "opens", "closes", "shown_languages")
    facts = ("opens", "opens_precision", "closes")
    links = ("states",)
    resource_classes = [ConsultationRoundResource]
