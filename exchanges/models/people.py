"""The people who take part in exchanges: personal data, kept in a table of its own, without history or search."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exchanges.models.exchanges import Exchange
from registry.models import Country


class ExchangePerson(models.Model):
    """Somebody who takes part in an exchange for a state, and has agreed that the portal keeps this row.

    Nothing but this row names the person: no deed, no history, no search, no mail, no file. It names them to the states
    of the exchange and to staff with the right, until they ask to be forgotten or two years have passed since.
    """

    class Role(models.TextChoices):
        PARTICIPANT = "participant", pgettext_lazy("exchange", "participant")
        EXPERT = "expert", pgettext_lazy("exchange", "expert")

    class Consent(models.TextChoices):
        SIGNED = "signed", _("signed form")
        MAIL = "mail", _("e-mail")
        SPOKEN = "spoken", _("spoken, noted down")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="people", verbose_name=_("exchange"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("state"))
    role = models.CharField(_("part"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    consent = models.CharField(_("consent given by"), max_length=10, choices=Consent.choices)
    consent_on = models.DateField(_("consent given on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by"),
        editable=False,
    )  # fmt: skip
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("person in an exchange")
        verbose_name_plural = _("people in exchanges")
        ordering = ["country__code", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exchange_person_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the person’s name."),
            )
        ]

    def __str__(self):
        # Shown in the administration's log and in messages, which outlive the row: no name.
        return f"#{self.pk}"
