"""What lies at a translator, and until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES, Reference


class OrderQuerySet(models.QuerySet):
    def open(self):
        """Those that lie at the translator still."""
        return self.filter(ended_at=None)

    def overdue(self, on=None):
        return self.open().filter(due__lt=on or timezone.localdate())


class Order(models.Model):
    """A record's texts are at the translator, a person or an agency, until the day ``due``."""

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="orders", verbose_name=_("record"))
    language = models.CharField(_("into"), max_length=2, choices=LANGUAGE_CHOICES)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="orders",
        verbose_name=_("translator"),
    )  # fmt: skip
    agency = models.CharField(_("agency"), max_length=120, blank=True)
    due = models.DateField(_("due"))
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ordered by")
    )
    ordered_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation order")
        verbose_name_plural = _("translation orders")
        ordering = ["due", "pk"]
        indexes = [models.Index(name="order_open", fields=["language", "due"], condition=Q(ended_at=None))]
        constraints = [
            models.UniqueConstraint(
                name="order_open_once",
                fields=["reference", "language"],
                condition=Q(ended_at=None),
                violation_error_message=_("This lies at a translator already. End that order first."),
            ),
            models.CheckConstraint(
                name="order_has_one_taker",
                condition=Q(translator=None) & ~Q(agency="") | Q(translator__isnull=False, agency=""),
                violation_error_message=_("Name either a translator or an agency."),
            ),
        ]

    def __str__(self):
        return f"{self.reference.ref} → {self.language}"

    @property
    def is_overdue(self) -> bool:
        return self.is_overdue_on(timezone.localdate())

    def is_overdue_on(self, day) -> bool:
        return self.ended_at is None and self.due < day
