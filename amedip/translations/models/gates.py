"""What must be approved before a kind of text is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models import moves_stamp


class GateQuerySet(models.QuerySet):
    def asking_all(self) -> frozenset[str]:
        """The kinds of which all three languages must be approved before publication; one query."""
        asked = ASKED | dict(self.values_list("kind", "languages"))
        return frozenset(kind for kind, languages in asked.items() if languages == Gate.Languages.ALL)


class Gate(models.Model):
    """How many languages must be approved before something of ``kind`` is published; what is public stays.

    A kind is that of records, or the name of a table of parts whose rows are published one by one.
    """

    class Kind(models.TextChoices):
        PRIORITY = "priority", _("priorities")
        EDITION = "edition", _("editions of the Registry")
        UPDATE = "update", _("updates of pilot projects")

    class Languages(models.TextChoices):
        ONE = "one", _("one language")
        ALL = "all", _("all three languages")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, unique=True)
    languages = models.CharField(_("approved before publication"), max_length=3, choices=Languages.choices)
    days = models.PositiveSmallIntegerField(
        _("days"), default=30,
        help_text=_("So many days after publication the other languages are announced for, and asked after."),
    )  # fmt: skip

    objects = GateQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication gate")
        verbose_name_plural = _("publication gates")
        ordering = ["kind"]
        # Pages announce languages that are to come as the gate of their kind has it.
        triggers = [moves_stamp("gate_moves_stamp")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_languages_display()}"


# What is asked for kinds that nobody has set.
ASKED = {
    Gate.Kind.PRIORITY: Gate.Languages.ONE,
    Gate.Kind.EDITION: Gate.Languages.ALL,
    Gate.Kind.UPDATE: Gate.Languages.ONE,
}
