"""The tables of workshops and documents as files."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core.resources import IN_REFERENCE, Fact, PartResource, RecordResource
from workshops import models


class WorkshopResource(RecordResource):
    facts = ("number", "country", "start", "end", "host")
    links = ("organisers",)

    class Meta:
        model = models.Workshop


class TopicResource(PartResource):
    owner = "workshop"
    key = ("position",)

    class Meta:
        model = models.Topic


class SessionResource(PartResource):
    owner = "workshop"
    key = ("number",)
    facts = ("kind",)

    class Meta:
        model = models.Session


class ParticipationResource(PartResource):
    owner = "workshop"
    key = ("country", "institution", "capacity")
    facts = ("position",)

    class Meta:
        model = models.Participation


class RecommendationResource(RecordResource):
    """Recommendations, which are records of their own and parts of a workshop's page."""

    facts = ("workshop", "number", "parent", "position")
    fixed = {"workshop": IN_REFERENCE, "number": IN_REFERENCE}

    class Meta:
        model = models.Recommendation

    def stored(self):
        return super().stored().select_related("workshop__reference")

    def belonging_to(self, owners):
        if owners.model is models.Workshop:
            return self.stored().filter(workshop__in=owners.order_by().values("pk"))
        return super().belonging_to(owners)

    def owner_of(self, obj):
        return obj.workshop


@dataclass(kw_only=True)
class SessionNumber(Fact):
    """The session of the same workshop, by its number."""

    def value(self, obj, book):
        return obj.session.number if obj.session_id else None


class NamedResourceResource(PartResource):
    owner = "workshop"
    facts = ("session", "languages", "position")

    class Meta:
        model = models.NamedResource

    def stored(self):
        return super().stored().select_related("session")

    def fact_column(self, name):
        if name == "session":
            return SessionNumber(name=name, field=self.model._meta.get_field(name))
        return super().fact_column(name)

    def derived(self, obj, facts, texts, ref):
        number = facts.get("session_id")
        if number is None:
            return {}
        workshop = obj.workshop_id if obj else facts["workshop_id"]
        session = models.Session.objects.filter(workshop=workshop, number=number).first()
        if session is None:
            raise ValidationError({"session": _("The workshop has no session %(number)d.") % {"number": number}})
        return {"session_id": session.pk}


class DocumentResource(RecordResource):
    facts = ("kind", "workshop", "published_on", "position")

    class Meta:
        model = models.Document


class LanguageVersionResource(PartResource):
    """Which versions there are; their files are handed in by the form."""

    owner = "document"
    key = ("language",)
    facts = ("date",)

    class Meta:
        model = models.LanguageVersion
