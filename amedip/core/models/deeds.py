"""What somebody did, and who is to hear of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models.references import Reference


class Deed(models.Model):
    """What somebody did, once, and why; its id stands in the history context of every row it wrote.

    ``actor`` is null for the portal itself (first content, scheduled work).
    """

    action = models.CharField(_("deed"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deeds", verbose_name=_("by")
    )
    reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="deeds", verbose_name=_("about")
    )
    why = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        ordering = ["-pk"]
        indexes = [models.Index(name="deed_by_reference", fields=["reference", "-id"])]
        triggers = [pgtrigger.Protect(name="deed_stays", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.action} {self.reference.ref if self.reference else ''}".strip()


class Notice(models.Model):
    """Somebody is to hear of a deed: written with it, mailed after it, once.

    ``mailed_at`` is when the mail that tells of it was queued; ``seen_at`` when the person saw it in the workspace.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="notices", verbose_name=_("deed"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="notice_to_mail", fields=["recipient"], condition=Q(mailed_at=None)),
            models.Index(name="notice_by_recipient", fields=["recipient", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="notice_is_given_once",
                fields=["recipient", "deed"],
                violation_error_message=_("The person is told already."),
            )
        ]

    def __str__(self):
        return f"{self.recipient_id}: {self.deed_id}"
