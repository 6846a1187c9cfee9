"""Forms of the workspace that lose nothing when the session, or the form itself, was over before they were sent."""

import functools
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amedip.core.errors import csrf_failure

SAVED = "saved-here"  # in the session: the names of forms of which this device need not keep anything any more


class FormCheck(CsrfViewMiddleware):
    """Says why a form is not ours instead of answering."""

    def _reject(self, request, reason):
        return reason

    def refuses(self, request) -> bool:
        self.process_request(request)
        return bool(self.process_view(request, None, (), {}))


def patient(keep: Callable) -> Callable:
    """Make a decorator for views of signed-in people whose forms wait in the session until they look at them again.

    ``keep(request, **kwargs)`` puts there what was sent; ``kwargs`` are those of the view.
    """

    def decorate(view):
        @never_cache
        @csrf_exempt  # checked below, so that an old form loses nothing
        @require_http_methods(["GET", "HEAD", "POST"])
        @functools.wraps(view)
        def checked(request, *args, **kwargs):
            foreign = FormCheck(view).refuses(request)
            known = request.user.is_authenticated
            # Whoever is signed in sent it from our own pages: the session's cookie comes from no other site.
            if foreign and not known:
                return csrf_failure(request)
            if known and not foreign:
                return view(request, *args, **kwargs)
            if request.method == "POST":
                keep(request, **kwargs)
            if known:
                sentence = _("The form was too old to be saved. What you typed is below: save it again.")
                messages.warning(request, sentence)
                return redirect(request.get_full_path())
            if request.method == "POST":
                messages.warning(request, _("You were signed out meanwhile. Sign in, and what you typed comes back."))
            return redirect_to_login(request.get_full_path())

        return checked

    return decorate


def note_saved(request, names: Iterable[str]) -> None:
    """When the next page of the workspace is shown, the device forgets what it kept of the forms of these names."""
    request.session[SAVED] = [*request.session.get(SAVED, []), *names]


def saved_here(request) -> str:
    """The names of the forms of which this device need keep nothing any more; said once."""
    return " ".join(request.session.pop(SAVED, []))
