"""Proposals: what the reader makes of a summary that staff have uploaded, until they publish or drop it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models import LANGUAGE_CHOICES, Job
from workshops.models.workshops import Workshop


class Proposal(models.Model):
    """The proposed structure of one summary in one language; nobody but staff reads it.

    ``summary`` is a ``reader.Summary`` as JSON under the addresses it is to have, ``pairs`` what ``reader.align`` says
    of its partners in the text that stands; ``problem`` says why the file could not be read, or not be written.
    """

    class State(models.TextChoices):
        READING = "reading", _("is being read")
        READY = "ready", _("to be corrected and published")
        WRITING = "writing", _("is being published")
        FAILED = "failed", _("cannot be read")
        PUBLISHED = "published", pgettext_lazy("summary", "published")
        DROPPED = "dropped", _("dropped")

    OPEN = (State.READING, State.READY, State.WRITING)

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="proposals", verbose_name=_("workshop"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    file_name = models.CharField(_("file"), max_length=150)
    folder = models.CharField(max_length=40)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.READING)
    problem = models.TextField(blank=True)
    summary = models.JSONField(default=dict)
    pairs = models.JSONField(default=list)
    version = models.PositiveIntegerField(_("version"), default=1)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    closed_at = models.DateTimeField(_("published or dropped"), null=True)

    class Meta:
        verbose_name = _("proposal of a summary")
        verbose_name_plural = _("proposals of summaries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_is_the_only_open_one",
                fields=["workshop", "language"],
                condition=Q(state__in=["reading", "ready", "writing"]),
                violation_error_message=_(
                    "A summary in this language is being worked on. Publish or drop it before you upload another."
                ),
            )
        ]

    def __str__(self):
        return f"{self.workshop_id} ({self.language}): {self.file_name}"
