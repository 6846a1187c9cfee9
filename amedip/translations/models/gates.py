"""What must be approved before a kind of text is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gate(models.Model):
    """How many languages must be approved before something of ``kind`` is published; what is public stays."""

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

    class Meta:
        verbose_name = _("publication gate")
        verbose_name_plural = _("publication gates")
        ordering = ["kind"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_languages_display()}"
