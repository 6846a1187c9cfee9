"""The forms of the sign-in and of one's own account, with what allauth's lack: our words, direction, any digits."""

from allauth.account import forms as account
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.cache import cache
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amedip.accounts.models import User

_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", " \u00a0\u202f-")

password_advice = lazy(lambda: " ".join(map(str, password_validators_help_texts())), str)


class CodeInput(forms.TextInput):
    """Comes back empty: a code that was refused is of no more use."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


class CodeField(forms.CharField):
    """A code of digits, however it was typed: in Arabic digits, in groups, with a hyphen."""

    def __init__(self, **kwargs):
        widget = CodeInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(value).translate(_LATIN_DIGITS)


class House:
    """Mixed into a form: no placeholders (labels stand above), and addresses, passwords and codes run left to right."""

    LABELS: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            field.label = self.LABELS.get(name, field.label)
            if name in {"password", "oldpassword"}:
                field.help_text = ""  # the way to a new password stands below the form
            elif name == "password1":
                field.help_text = password_advice()
            attrs = field.widget.attrs
            attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField | CodeField) or isinstance(field.widget, forms.PasswordInput):
                attrs["dir"] = "ltr"


class LoginForm(House, account.LoginForm):
    LABELS = {"login": _("Mail address"), "password": _("Password"), "remember": _("Stay signed in for two weeks")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(House, account.ReauthenticateForm):
    LABELS = {"password": _("Password")}


class ResetPasswordForm(House, account.ResetPasswordForm):
    LABELS = {"email": _("Mail address")}


class ResetPasswordKeyForm(House, account.ResetPasswordKeyForm):
    LABELS = {"password1": _("New password"), "password2": _("New password, once more")}


class ChangePasswordForm(House, account.ChangePasswordForm):
    LABELS = {
        "oldpassword": _("Password until now"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }


class OneTime:
    """Mixed into a form for a code of the app: none is taken twice.

    allauth remembers a used code for one period of 30 seconds; with the tolerance it is good for three.
    """

    def clean_code(self):
        code = super().clean_code()
        lasts = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
        if not cache.add(f"accounts.code:{self.user.pk}:{code}", 1, lasts):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(House, OneTime, mfa.AuthenticateForm):
    code = CodeField(label=_("Code"))


class ReauthenticateByCodeForm(House, OneTime, mfa.ReauthenticateForm):
    code = CodeField(label=_("Code"))


class ActivateTOTPForm(House, OneTime, totp.ActivateTOTPForm):
    code = CodeField(label=_("Six-digit code from the app"))


class AddWebAuthnForm(House, webauthn.AddWebAuthnForm):
    LABELS = {"name": _("Name of the key"), "passwordless": _("Sign in with this key alone")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = _(
            "The key then asks for your finger, face or PIN, and takes the place of password and code."
        )


class EditWebAuthnForm(House, webauthn.EditWebAuthnForm):
    LABELS = {"name": _("Name of the key")}


class ProfileForm(House, forms.ModelForm):
    full_name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )

    class Meta:
        model = User
        fields = ["full_name", "language", "daily_digest"]


class InvitationForm(ProfileForm):
    """What an invited person says of themselves, and the password they choose."""

    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password, once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    class Meta(ProfileForm.Meta):
        fields = ["full_name", "language"]

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same. Type the same one twice."))
        return data

    def _post_clean(self):
        super()._post_clean()
        # Only now does the person bear the name given here, which the password must not resemble.
        if password := self.cleaned_data.get("password1"):
            try:
                validate_password(password, self.instance)
            except forms.ValidationError as error:
                self.add_error("password1", error)
