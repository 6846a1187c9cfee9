"""A pilot's money: planned by budget lines, moved by transactions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pilots.models.projects import CURRENCY, PilotProject
from registry.models import Country, Institution


class BudgetLine(models.Model):
    """Money planned by one donor: ``amount`` in units of ``currency`` (ISO 4217), from ``start`` to ``end`` inclusive.

    The donor is a state, or an agency; where both stand, the agency gives it for the state.
    """

    class Kind(models.TextChoices):
        """The codes are those of IATI's list BudgetType."""

        ORIGINAL = "1", _("original budget")
        REVISED = "2", _("revised budget")

    class Status(models.TextChoices):
        """The codes are those of IATI's list BudgetStatus."""

        INDICATIVE = "1", _("indicative")
        COMMITTED = "2", _("committed")

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="budget_lines")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind.choices, default=Kind.ORIGINAL)
    status = models.CharField(_("status"), max_length=1, choices=Status.choices, default=Status.INDICATIVE)
    donor = models.ForeignKey(
        Country, models.PROTECT, related_name="budget_lines", null=True, blank=True, verbose_name=_("donor")
    )
    agency = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("donor’s agency")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="EUR", validators=[CURRENCY])
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_line_days_in_order",
                condition=Q(end__gte=F("start")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="budget_line_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount is greater than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.currency}"


class Transaction(models.Model):
    """Money promised, given or spent on a ``day``: ``amount`` in units of ``currency``; a correction may be negative.

    ``donor`` and ``agency`` as in a budget line; ``receiver`` is who gets it. ``ref`` is its number in the books.
    """

    class Kind(models.TextChoices):
        """The codes are those of IATI's list TransactionType."""

        INCOMING_FUNDS = "1", _("funds received")
        OUTGOING_COMMITMENT = "2", _("commitment to a partner")
        DISBURSEMENT = "3", _("payment to a partner")
        EXPENDITURE = "4", _("expenditure")
        REIMBURSEMENT = "7", _("reimbursement")
        INCOMING_COMMITMENT = "11", _("commitment by a donor")
        OUTGOING_PLEDGE = "12", _("pledge to a partner")
        INCOMING_PLEDGE = "13", _("pledge by a donor")

    PART_OF = "pilot"

    pilot = models.ForeignKey(PilotProject, models.CASCADE, related_name="transactions")
    kind = models.CharField(_("kind"), max_length=2, choices=Kind.choices)
    ref = models.CharField(_("number in the books"), max_length=60, blank=True)
    day = models.DateField(_("day"))
    donor = models.ForeignKey(Country, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("donor"))
    agency = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("donor’s agency")
    )
    receiver = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("received by")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="EUR", validators=[CURRENCY])
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="transaction_ref_is_unique",
                fields=["pilot", "ref"],
                condition=~Q(ref=""),
                violation_error_message=_("The project has a transaction of this number already."),
            ),
            models.CheckConstraint(
                name="transaction_moves_money",
                condition=~Q(amount=0),
                violation_error_message=_("The amount is not zero."),
            ),
        ]

    def __str__(self):
        return f"{self.day} · {self.amount} {self.currency}"
