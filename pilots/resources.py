"""The pilots' tables as files."""

from django.utils.translation import gettext_lazy

from amedip.core.models import TextBeside
from amedip.core.resources import IN_REFERENCE, PartResource, RecordResource
from amedip.core.rules import may_keep, require
from pilots import models
from pilots.actions import save_period


class PilotProjectResource(RecordResource):
    """The number gives a new pilot its reference and its address."""

    facts = (
        "number", "country", "institution", "phase", "start", "end", "began", "ended", "reports_from", "currency",
        "scope", "iati_identifier",
    )  # fmt: skip
    links = ("themes",)
    fixed = {
        "number": IN_REFERENCE,
        "phase": gettext_lazy("A project passes from phase to phase on its own page, on a day."),
    }

    class Meta:
        model = models.PilotProject


class MilestoneResource(PartResource):
    owner = "pilot"
    facts = ("due", "done")

    class Meta:
        model = models.Milestone


class ResultResource(PartResource):
    owner = "pilot"
    facts = ("position", "kind")

    class Meta:
        model = models.Result


class IndicatorResource(PartResource):
    owner = "pilot"
    facts = ("result", "position", "measure", "ascending", "baseline", "baseline_on")

    class Meta:
        model = models.Indicator


class PeriodResource(PartResource):
    """A value that comes by file is verified by who brings the file, as one that is typed is by who types it."""

    owner = "pilot"
    facts = ("indicator", "start", "end", "target", "actual", "measured_on")

    class Meta:
        model = models.Period

    def write(self, obj, changed, *, ref, actor, why):
        outcome, given = self._arguments(obj, changed, ref)
        rule = self.rule or may_keep("add" if obj is None else "change")
        require(rule(actor, outcome))
        return save_period(
            outcome if obj is None else obj,
            pilot=self.owner_of(outcome),
            actor=actor,
            why=why,
            rule=rule,
            origin=TextBeside.Origin.FILE,
            **given,
        )


class BudgetLineResource(PartResource):
    owner = "pilot"
    facts = ("kind", "status", "donor", "agency", "amount", "currency", "start", "end")

    class Meta:
        model = models.BudgetLine


class TransactionResource(PartResource):
    owner = "pilot"
    facts = ("kind", "ref", "day", "donor", "agency", "receiver", "amount", "currency")

    class Meta:
        model = models.Transaction


class ParticipantResource(PartResource):
    owner = "pilot"
    facts = ("position", "role", "country", "institution", "identifier", "kind")

    class Meta:
        model = models.Participant


class SectorResource(PartResource):
    owner = "pilot"
    facts = ("position", "vocabulary", "code", "percentage")

    class Meta:
        model = models.PilotSector


class UpdateResource(PartResource):
    owner = "pilot"
    facts = ("day",)

    class Meta:
        model = models.Update
