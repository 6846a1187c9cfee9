"""The pilots' tables as files."""

from amedip.core.resources import IN_REFERENCE, PartResource, RecordResource
from amedip.core.resources.columns import Text
from amedip.translations.gate import require_whole
from amedip.translations.models import Gate
from pilots import models


class PilotProjectResource(RecordResource):
    """The number gives a new pilot its reference and its address."""

    facts = ("number", "country", "institution", "phase", "start", "end")
    links = ("themes",)
    fixed = {"number": IN_REFERENCE}

    class Meta:
        model = models.PilotProject


class MilestoneResource(PartResource):
    owner = "pilot"
    facts = ("due", "done")

    class Meta:
        model = models.Milestone


class IndicatorResource(PartResource):
    owner = "pilot"
    facts = ("position", "baseline", "target", "actual", "measured_on")

    class Meta:
        model = models.Indicator


class BudgetLineResource(PartResource):
    owner = "pilot"
    facts = ("donor", "amount", "currency", "start", "end")

    class Meta:
        model = models.BudgetLine


class UpdateResource(PartResource):
    owner = "pilot"
    facts = ("day",)

    class Meta:
        model = models.Update

    def write(self, obj, changed, *, ref, actor, why):
        update = super().write(obj, changed, ref=ref, actor=actor, why=why)
        if update.pilot.is_public():
            require_whole(update, Gate.Kind.UPDATE, [name for name in changed if isinstance(self.columns[name], Text)])
        return update
