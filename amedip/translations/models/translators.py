"""Who translates into which language, and from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models import LANGUAGE_CHOICES


class TranslatorQuerySet(models.QuerySet):
    def serving(self, on=None):
        """Those who translate on the day ``on`` (today by default)."""
        on = on or timezone.localdate()
        return self.filter(since__lte=on, user__is_active=True).filter(Q(until=None) | Q(until__gte=on))


class Translator(models.Model):
    """A person's role for one language; ``until`` is the last day, inclusive. A reviser may also approve."""

    class Position(models.TextChoices):
        TRANSLATOR = "translator", _("translator")
        REVISER = "reviser", _("reviser")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tongues", verbose_name=_("person"))
    language = models.CharField(_("into"), max_length=2, choices=LANGUAGE_CHOICES)
    position = models.CharField(
        pgettext_lazy("office", "position"), max_length=10, choices=Position.choices, default=Position.TRANSLATOR,
        help_text=_("Translators write and review; revisers also approve."),
    )  # fmt: skip
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty while open."))

    objects = TranslatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("translator")
        verbose_name_plural = _("translators")
        ordering = ["language", "user"]
        constraints = [
            models.CheckConstraint(
                name="translator_term_in_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("The term ends before it begins."),
            ),
            *(
                ExclusionConstraint(
                    # Two ranges overlap per person without btree_gist: the person stands as a range of one number.
                    name=f"translator_once_into_{code}",
                    index_type="gist",
                    expressions=[
                        (Func(F("user"), F("user"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                        (Func(F("since"), F("until"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                    ],
                    condition=Q(language=code),
                    violation_error_message=_(
                        "The person translates into this language in these days already. Change that row, or end it."
                    ),
                )
                for code, _name in LANGUAGE_CHOICES
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_language_display()}"
