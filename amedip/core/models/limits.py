"""How much of its share of requests a caller has used up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """What ``who`` has ``used`` of an allowance that begins anew after ``until``.

    ``who`` is a client of the API, or the digest of an address. The table is not logged: after a crash it is empty, and
    everybody begins anew.
    """

    who = models.CharField(max_length=64, primary_key=True)
    used = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")

    def __str__(self):
        return f"{self.who}: {self.used}"
