"""What counts how much when partners for a request are ranked."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST = 100


def weight(name, default: int) -> models.PositiveSmallIntegerField:
    """The points that a full match in this part is worth."""
    return models.PositiveSmallIntegerField(name, default=default, validators=[MaxValueValidator(MOST)])


class MatchingWeights(models.Model):
    """The points of each part of the score, in one row; without it the defaults hold."""

    PARTS = ("theme", "practice", "language", "coordination", "dates", "evaluations", "balance")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    theme = weight(_("theme"), 30)
    practice = weight(_("evidence of practice"), 20)
    language = weight(_("shared working language"), 15)
    coordination = weight(_("similarity of the coordination model"), 10)
    dates = weight(_("dates"), 10)
    evaluations = weight(_("past evaluations"), 5)
    balance = weight(_("balance of giving and receiving"), 10)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("weights of matching")
        verbose_name_plural = _("weights of matching")
        constraints = [
            models.CheckConstraint(
                name="matching_weights_are_one_row",
                condition=Q(id=1),
                violation_error_message=_("There is one row of weights only: change that one."),
            )
        ]

    def __str__(self):
        return ", ".join(f"{part} {getattr(self, part)}" for part in self.PARTS)
