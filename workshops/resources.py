"""The tables of workshops and documents as files."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core.resources import IN_REFERENCE, Fact, PartResource, RecordResource
from workshops import models
from workshops.actions import next_anchor


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


class OnWorkshopPage(RecordResource):
    """Records of their own that are parts of a workshop's page."""

    def stored(self):
        return super().stored().select_related("workshop__reference")

    def belonging_to(self, owners):
        if owners.model is models.Workshop:
            return self.stored().filter(workshop__in=owners.order_by().values("pk"))
        return super().belonging_to(owners)

    def owner_of(self, obj):
        return getattr(obj, "workshop", None)


class RecommendationResource(OnWorkshopPage):
    facts = ("workshop", "number", "parent", "position")
    fixed = {"workshop": IN_REFERENCE, "number": IN_REFERENCE}

    class Meta:
        model = models.Recommendation


@dataclass(kw_only=True)
class SessionNumber(Fact):
    """The session of the same workshop, by its number."""

    def value(self, obj, book):
        return obj.session.number if obj.session_id else None


class InSession:
    """Rows that name a session of their workshop by its number."""

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
        return {"session_id": self.session_of(obj, facts, number).pk}

    @staticmethod
    def session_of(obj, facts, number: int) -> models.Session:
        workshop = obj.workshop_id if obj else facts.get("workshop_id")
        session = models.Session.objects.filter(workshop=workshop, number=number).first()
        if session is None:
            raise ValidationError({"session": _("The workshop has no session %(number)d.") % {"number": number}})
        return session


class NamedResourceResource(InSession, PartResource):
    owner = "workshop"
    facts = ("session", "languages", "position")

    class Meta:
        model = models.NamedResource


class PassageResource(InSession, OnWorkshopPage):
    """Passages; a new one takes the next free address of its session."""

    facts = ("workshop", "session", "form", "level", "position")
    fixed = {"workshop": IN_REFERENCE}

    class Meta:
        model = models.Passage

    def derived(self, obj, facts, texts, ref):
        number = facts.get("session_id")
        if obj is not None or number is None:
            return super().derived(obj, facts, texts, ref)
        session = self.session_of(obj, facts, number)
        return {"session_id": session.pk, "anchor": next_anchor(session)}


class StatementResource(InSession, PartResource):
    owner = "workshop"
    facts = ("session", "passage", "country", "institution", "about", "position")
    links = ("themes",)

    class Meta:
        model = models.Statement


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
