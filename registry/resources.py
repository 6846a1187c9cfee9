"""The Registry's tables as files."""

from django.utils.translation import gettext_lazy as _

from amedip.accounts.models import User
from amedip.core.resources import IN_REFERENCE, PartResource, RecordResource, Unchangeable
from registry import models
from registry.actions import appoint_focal_point


class ThemeResource(RecordResource):
    facts = ("position",)

    class Meta:
        model = models.Theme


class CountryResource(RecordResource):
    """The reference is the ISO code."""

    facts = ("is_group", "languages", "longitude", "latitude")

    class Meta:
        model = models.Country

    def derived(self, obj, facts, texts, ref):
        return {"code": ref} if obj is None else {}


class CountryRoleResource(PartResource):
    owner = "country"
    key = ("role",)

    class Meta:
        model = models.CountryRole


class InstitutionResource(RecordResource):
    facts = ("country", "kind", "parent", "acronym")
    fixed = {"country": IN_REFERENCE}

    class Meta:
        model = models.Institution


class CoordinationMechanismResource(RecordResource):
    facts = ("country", "model")
    links = ("institutions",)
    fixed = {"country": IN_REFERENCE}

    class Meta:
        model = models.CoordinationMechanism


class FocalPointResource(PartResource):
    """Terms of office; a row is found by the number that the portal gives it."""

    owner = "country"
    facts = ("user", "position", "since", "until")

    class Meta:
        model = models.FocalPoint

    def owner_of(self, obj):
        # Who speaks for a state is nothing that its public page shows.
        return None

    def write(self, obj, changed, *, ref, actor, why):
        if obj is not None:
            return super().write(obj, changed, ref=ref, actor=actor, why=why)
        given = {"position": None, "since": None, "until": None} | changed
        return appoint_focal_point(
            User.objects.get(pk=changed["user"]),
            models.Country.objects.select_related("reference").get(pk=changed["state"]),
            actor=actor,
            **{name: given[name] for name in ("position", "since", "until") if given[name]},
        )


class ConsultationRoundResource(RecordResource):
    facts = ("opens", "opens_precision", "closes")
    links = ("states",)

    class Meta:
        model = models.ConsultationRound


class PriorityResource(RecordResource):
    """Priorities, whose status moves in the administration only."""

    facts = (
        "country", "year", "round", "institution", "time_frame", "importance", "expertise", "status", "derived",
        "confirmed_on", "superseded_by",
    )  # fmt: skip
    links = ("themes", "institutions")
    fixed = {"country": IN_REFERENCE, "year": IN_REFERENCE}

    class Meta:
        model = models.Priority

    def fact_column(self, name):
        if name == "status":
            reason = _("The status moves step by step in the administration, not by a file.")
            return Unchangeable(name=name, attribute=name, reason=reason, default=models.Priority.Status.DRAFT)
        return super().fact_column(name)


class PracticeResource(RecordResource):
    facts = ("country", "institution", "published")
    links = ("themes",)
    fixed = {"country": IN_REFERENCE}

    class Meta:
        model = models.Practice


class ProgrammeResource(RecordResource):
    facts = ("acronym", "start", "end", "implementer", "predecessor_years")
    links = ("partners", "donors")

    class Meta:
        model = models.Programme


class ObjectiveResource(PartResource):
    owner = "programme"
    key = ("number",)

    class Meta:
        model = models.Objective


class MechanismResource(PartResource):
    owner = "programme"
    key = ("slug",)
    facts = ("position", "since", "since_precision")

    class Meta:
        model = models.Mechanism
