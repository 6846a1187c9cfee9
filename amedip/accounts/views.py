"""One's own account: the way in by invitation, and the page on which people keep their name and language."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from amedip.accounts import actions
from amedip.accounts.adapter import keep_language
from amedip.accounts.forms import InvitationForm, ProfileForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password1", "password2")
def invitation(request, token):
    """The page behind a one-time link. Only sending the form uses the link up: mail scanners open links too."""
    try:
        found = actions.open_invitation(token)
        form = InvitationForm(request.POST or None, instance=found.user)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            user = actions.accept_invitation(
                token, full_name=given["full_name"], language=given["language"], password=given["password1"]
            )
            return _sign_in(request, user)
    except actions.InvitationOver:
        return render(request, "accounts/invitation_over.html", status=410)
    response = render(request, "accounts/invitation.html", {"form": form, "invitation": found})
    # The address holds the secret: no other page may learn it as the place the reader came from.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _sign_in(request, user):
    """Go on as with the password just given: who has a second factor already is asked for it."""
    if request.user.is_authenticated:
        logout(request)
    return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = actions.change_profile(request.user, actor=request.user, **form.cleaned_data)
        with override(user.language):
            messages.success(request, _("Your profile has been saved."))
            response = redirect("accounts:profile")
        keep_language(response, user.language)
        return response
    return render(request, "accounts/profile.html", {"form": form})
