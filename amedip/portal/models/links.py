"""Links between records of different rooms, each of a kind that reads in both directions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from amedip.core.models import Reference
from workshops.models import Recommendation


class TypedLink(models.Model):
    """``source`` takes up ``target``, builds on it, or goes with it."""

    class Kind(models.TextChoices):
        TAKES_UP = "takes-up", gettext_lazy("takes up")
        BUILDS_ON = "builds-on", gettext_lazy("builds on")
        GOES_WITH = "goes-with", gettext_lazy("goes with")

    # How the link reads from its target.
    BACKWARDS = {
        Kind.TAKES_UP: gettext_lazy("taken up by"),
        Kind.BUILDS_ON: pgettext_lazy("link", "continued by"),
        Kind.GOES_WITH: Kind.GOES_WITH.label,
    }

    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=Kind.choices, default=Kind.TAKES_UP)
    source = models.ForeignKey(
        Reference, models.PROTECT, related_name="links_from", verbose_name=gettext_lazy("which record")
    )
    target = models.ForeignKey(
        Reference, models.PROTECT, related_name="links_to", verbose_name=gettext_lazy("which other")
    )

    class Meta:
        verbose_name = gettext_lazy("link between records")
        verbose_name_plural = gettext_lazy("links between records")
        ordering = ["kind", "target", "source"]
        constraints = [
            models.UniqueConstraint(
                name="typed_link_is_unique",
                fields=["kind", "source", "target"],
                violation_error_message=gettext_lazy("These two are linked already."),
            ),
            models.CheckConstraint(
                name="typed_link_joins_two",
                condition=~Q(source=F("target")),
                violation_error_message=gettext_lazy("A record cannot be linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.source.ref} {self.get_kind_display()} {self.target.ref}"

    def clean(self):
        ends = {"source": self.source, "target": self.target} if self.source_id and self.target_id else {}
        gone = {name: _("This record was taken away.") for name, end in ends.items() if end.gone_at}
        if gone:
            raise ValidationError(gone)
        if ends and self.kind == self.Kind.TAKES_UP and self.target.kind != Recommendation.KIND:
            raise ValidationError(
                {"target": _("Only recommendations are taken up: choose one, or another kind of link.")}
            )
