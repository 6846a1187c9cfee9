"""No way past the second factor, and when each session was last in use."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.shortcuts import redirect
from django.utils import translation

# What counts: recovery codes alone do not, they only stand in for one of these.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Leads who is signed in without a second factor to its set-up, whatever page was asked for.

    Every account is that of staff or of a focal point, so every account needs one. Only the account's own pages stay
    open meanwhile. Who has no session is not looked at, so their answers vary by no cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        code = translation.get_language_from_path(request.path_info)
        if (
            code is None
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
            or request.path_info.startswith(f"/{code}/accounts/")
            or not request.user.is_authenticated
            or is_mfa_enabled(request.user, SECOND_FACTORS)
        ):
            return None
        return redirect("mfa_activate_totp")


class LastSeenMiddleware:
    """Notes when and from where a session is in use, at most once in ``PAUSE``: not every page shall write.

    Who has no session is not looked at, so their answers vary by no cookie.
    """

    PAUSE = 5 * 60  # seconds
    KEY = "seen"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if (
            translation.get_language_from_path(request.path_info) is None
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
            or not request.user.is_authenticated
        ):
            return
        now = int(time.time())
        if now - request.session.get(self.KEY, 0) >= self.PAUSE:
            request.session[self.KEY] = now
            UserSession.objects.create_from_request(request)
