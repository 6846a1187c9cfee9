"""People with an account, and the one-time links by which they get in."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.models import LANGUAGE_CHOICES


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A user without a usable password unless one is given; accounts normally begin with an invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by mail address; what they may do follows from groups (staff) or mandates (states)."""

    email = models.EmailField(_("mail address"), max_length=254, unique=True)
    full_name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en",
        help_text=_("In which mail is sent and the portal opens after sign-in."),
    )  # fmt: skip
    daily_digest = models.BooleanField(
        _("one mail a day"), default=False, help_text=_("Collects notices in one mail a day instead of one for each.")
    )
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May enter the administration."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Switch off instead of deleting."))
    is_system = models.BooleanField(
        _("system"), default=False, editable=False, help_text=_("Another system’s account: nobody signs in with it.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_is_unique", violation_error_message=_("This address has an account.")
            )
        ]

    def __str__(self):
        return self.full_name or self.email

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name or self.email


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those whose link still lets somebody in."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now(), user__is_active=True)


class Invitation(models.Model):
    """A one-time link to an account; only the SHA-256 of its secret is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name=_("person")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_in_time",
                condition=Q(accepted_at=None) | Q(accepted_at__lte=F("expires_at")),
                violation_error_message=_("The invitation had expired."),
            )
        ]

    def __str__(self):
        return f"{self.user} ({self.created_at:%Y-%m-%d})"
