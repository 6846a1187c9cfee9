"""What people typed into the form of a priority and have not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.countries import Country
from registry.models.priorities import Priority


class UnsavedWork(models.Model):
    """One person's form of one priority as it stood last: seen by nobody else, found again on every device of theirs.

    ``sent`` is the form as a browser sends it, the version it was made from included; empty once it is saved. ``token``
    names the form in which a new priority was begun: it has no ``priority`` until it is saved, and makes just one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    country = models.ForeignKey(Country, models.CASCADE, related_name="+", verbose_name=_("state"))
    priority = models.ForeignKey(
        Priority, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("priority")
    )
    token = models.CharField(max_length=32, blank=True)
    sent = models.TextField(blank=True)
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(name="unsaved_work_is_one", fields=["user", "priority"]),
            models.UniqueConstraint(name="unsaved_form_is_one", fields=["user", "token"], condition=~Q(token="")),
            models.CheckConstraint(
                name="unsaved_work_is_of_something",
                condition=Q(priority__isnull=False) | ~Q(token=""),
                violation_error_message=_("Unsaved work belongs to a priority or to the form of a new one."),
            ),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.priority_id or self.token}"
