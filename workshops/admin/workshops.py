"""Workshops: who was there, what was discussed, what was recommended."""

from django.contrib import admin

from amedip.core.admin import PartInline, PartRows, RecordAdmin
from amedip.core.admin.filters import ExampleFilter, TextsFilter
from registry.admin.listing import StateFilter, shown_state
from workshops import resources
from workshops.admin.proposals import Summaries
from workshops.models import NamedResource, Participation, Recommendation, Session, Topic, Workshop


class TopicInline(PartRows):
    model = Topic
    facts = ("position",)


class SessionInline(PartInline):
    model = Session
    facts = ("number", "kind")


class ParticipationRows(PartRows):
    model = Participation
    facts = ("country", "institution", "capacity", "position")
    autocomplete_fields = ("institution",)


class RecommendationInline(PartInline):
    model = Recommendation
    fk_name = "workshop"
    facts = ("number", "position")
    show_change_link = True


class NamedResourceInline(PartInline):
    model = NamedResource
    facts = ("position", "session", "languages")


@admin.register(Workshop)
class WorkshopAdmin(Summaries, RecordAdmin):
    change_form_template = "admin/house/workshop.html"
    list_display = ("shown_reference", "shown_title", shown_state, "start", "end", "shown_languages")
    list_select_related = ("reference", "country")
    list_filter = (StateFilter, TextsFilter, ExampleFilter)
    facts = ("number", "country", "start", "end", "host")
    links = ("organisers",)
    autocomplete_fields = ("host",)
    inlines = [TopicInline, ParticipationRows, SessionInline, RecommendationInline, NamedResourceInline]
    resource_classes = [
        resources.WorkshopResource,
        resources.TopicResource,
        resources.ParticipationResource,
        resources.SessionResource,
        resources.PassageResource,
        resources.StatementResource,
        resources.RecommendationResource,
        resources.NamedResourceResource,
    ]
