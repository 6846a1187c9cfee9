"""The shared vocabulary that ties everything together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Record, has_text


class Theme(Record):
    """A subject of diaspora policy; its reference is its slug."""

    KIND = "theme"
    ADDRESS = "themes/{ref}/"
    TITLE = "name"
    TITLES_ARE_TERMS = True

    name = models.CharField(_("name"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="theme_has_name",
                condition=has_text("name"),
                violation_error_message=_("Give the name in at least one language."),
            )
        ]
