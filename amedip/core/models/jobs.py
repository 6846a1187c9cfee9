"""Work for later."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models.references import LANGUAGE_CHOICES


class JobQuerySet(models.QuerySet):
    def waiting(self, now):
        """Those a worker should take now: due, or taken by a worker whose lease ran out."""
        return self.filter(Q(state=Job.State.QUEUED, due_at__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now))


class Job(models.Model):
    """Work for later: the truth about it. The queue carries only the id (see ``amedip.core.jobs``).

    ``key`` makes a job unique: the same mail for the same event is queued once. ``done`` of ``total`` is its progress
    in steps of the job's own choosing. ``lease_until`` is when another worker may take it from a dead one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(_("input"), default=dict)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jobs", verbose_name=_("by")
    )
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    due_at = models.DateTimeField(_("due"))
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="job_waiting", fields=["due_at"], condition=Q(state__in=["queued", "running"])),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_progress_in_order",
                condition=Q(done__lte=F("total")) | Q(total=0),
                violation_error_message=_("More is done than there was to do."),
            )
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk}"
