"""Afterwards: each side's report and evaluation, and what it says half a year later."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models import Numbering, Record
from exchanges.models.exchanges import Exchange
from exchanges.models.nameless import Nameless
from registry.models import Country

LOWEST, HIGHEST = 1, 5


class NamedAfterExchange(Nameless, Record):
    """What one side says of an exchange: called after it, and never public."""

    SEARCHED = ()

    class Meta:
        abstract = True

    def names(self):
        return self.exchange.names()

    @property
    def address(self):
        return self.ADDRESS.format(ref=self.exchange.ref)

    def exchanges_near(self):
        return Exchange.objects.filter(pk=self.exchange_id)

    def is_public(self):
        return False

    def numbering(self):
        return Numbering(self.exchange.ref, number=self.country.code)

    def facets(self):
        return {"state": self.country.code, "themes": []}


class ExchangeReport(NamedAfterExchange):
    """One side's report of an exchange; a draft until it is handed in. Reference ``12-MA``."""

    KIND = "exchange-report"
    ADDRESS = "workspace/exchanges/{ref}/report/"
    TITLE = "done"

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="reports")
    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_reports", verbose_name=_("state"))
    done = models.TextField(_("what was done"), blank=True, help_text=_("Names of people do not belong here."))
    learned = models.TextField(_("what was learned"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("report of an exchange")
        verbose_name_plural = _("reports of exchanges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_report_is_unique",
                fields=["exchange", "country"],
                violation_error_message=_("The state has reported on this exchange already."),
            )
        ]


def mark(name) -> models.PositiveSmallIntegerField:
    """A mark from 1 (poor) to 5 (very good)."""
    return models.PositiveSmallIntegerField(name, validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)])


class Evaluation(Nameless):
    """What one side thought of an exchange afterwards; marks from 1 (poor) to 5 (very good), each with its reason."""

    PART_OF = "exchange"
    MARKS = ("relevance", "quality", "follow_up")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="evaluations")
    country = models.ForeignKey(Country, models.PROTECT, related_name="evaluations", verbose_name=_("state"))
    relevance = mark(_("relevance"))
    relevance_reason = models.TextField(_("reason for the mark of relevance"), blank=True)
    quality = mark(_("quality"))
    quality_reason = models.TextField(_("reason for the mark of quality"), blank=True)
    follow_up = mark(_("follow-up"))
    follow_up_reason = models.TextField(_("reason for the mark of follow-up"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="evaluation_is_unique",
                fields=["exchange", "country"],
                violation_error_message=_("The state has evaluated this exchange already."),
            ),
            models.CheckConstraint(
                name="evaluation_marks_from_1_to_5",
                condition=Q(relevance__range=(1, 5), quality__range=(1, 5), follow_up__range=(1, 5)),
                violation_error_message=_("Marks go from 1 to 5."),
            ),
        ]

    def exchanges_near(self):
        return Exchange.objects.filter(pk=self.exchange_id)

    def __str__(self):
        return f"{self.exchange_id}: {self.country_id}"


class FollowUp(NamedAfterExchange):
    """What one side is asked six months after an exchange, and what it answers. Reference ``12-MA``."""

    class Used(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("in part")
        NO = "no", _("no")

    KIND = "exchange-follow-up"
    ADDRESS = "workspace/exchanges/{ref}/follow-up/"
    TITLE = "answer"

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="follow_ups")
    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_follow_ups", verbose_name=_("state"))
    asked_on = models.DateField(_("asked on"))
    used = models.CharField(
        pgettext_lazy("result of an exchange", "is it used?"), max_length=10, choices=Used.choices, blank=True
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("follow-up question")
        verbose_name_plural = _("follow-up questions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="follow_up_is_unique",
                fields=["exchange", "country"],
                violation_error_message=_("The state was asked already."),
            )
        ]
