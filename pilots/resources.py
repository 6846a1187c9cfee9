"""The pilots' tables as files."""

from amedip.core.resources import IN_REFERENCE, PartResource, RecordResource
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
