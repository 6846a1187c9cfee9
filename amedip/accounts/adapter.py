"""How allauth behaves here: nobody signs up, mail goes through the queue, and people land in their own language."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings

from amedip.accounts import actions
from amedip.core import languages
from amedip.core.mail import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        """Lead on in the person's own language, and keep it for the addresses that carry none."""
        response = super().post_login(request, user, **kwargs)
        response["Location"] = in_language(response["Location"], user.language)
        keep_language(response, user.language)
        return response

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago need not do it again; allauth's own rule asks even straight after the sign-in."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)

    def send_password_reset_mail(self, user, email, context):
        # Who has not accepted the invitation yet gets no second way in: the link's two weeks would mean nothing.
        template = "password_reset_key" if user.has_usable_password() else "unknown_account"
        self.send_mail(template, email, context)

    def send_mail(self, template_prefix, email, context):
        """Queue one of our own templates under the last name of allauth's, in the person's language if one is known."""
        user = context.get("user")
        queue_mail(
            template_prefix.rpartition("/")[2],
            email,
            context,
            actor=None,
            language=user.language if user else languages.current(),
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        actions.notify(user, template_prefix.rpartition("/")[2], to=email or "")


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language; other addresses as they are."""
    return f"/{code}{path[3:]}" if path[1:3] in languages.CODES and path[3:4] == "/" else path


def keep_language(response, code: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        secure=settings.SECURE,
    )
