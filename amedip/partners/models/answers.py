"""What clients were answered, to be said again, and the names that they give to what they write."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Reference
from amedip.partners.models.clients import Client


class StoredAnswer(models.Model):
    """The first answer to a request with an ``Idempotency-Key``, written in the transaction of what it tells of.

    ``digest`` is that of the request: its method, address and body.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="answers", verbose_name=_("client of the API"))
    key = models.CharField(_("key"), max_length=255)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(_("status"))
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(name="answer_is_unique", fields=["client", "key"])]

    def __str__(self):
        return f"{self.client_id}: {self.key}"


class ExternalName(models.Model):
    """What a client calls a record in its own system: with it the client finds again what it wrote."""

    client = models.ForeignKey(
        Client, models.CASCADE, related_name="external_names", verbose_name=_("client of the API")
    )
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="+", verbose_name=_("reference"))

    class Meta:
        verbose_name = _("external name")
        verbose_name_plural = _("external names")
        ordering = ["client", "kind", "name"]
        constraints = [
            models.UniqueConstraint(name="external_name_is_unique", fields=["client", "kind", "name"]),
            models.UniqueConstraint(name="external_name_of_one_record", fields=["client", "reference"]),
        ]

    def __str__(self):
        return f"{self.client_id}: {self.name}"
