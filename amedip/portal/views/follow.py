"""Following by mail: the form for anyone, and what the signed links of its mails open."""

import functools

from allauth.core import ratelimit
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amedip.core.errors import too_many_requests
from amedip.core.pages import public_page
from amedip.portal.follow_form import FollowedForm, FollowForm, WishForm
from amedip.portal.following import actions
from amedip.portal.following.choice import Choice
from amedip.portal.following.links import VALID_FOR, LinkOver, Wish, own_token
from amedip.portal.following.wording import Names, describe
from amedip.portal.models import Subscription

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_page
def follow(request):
    """The form, with the boxes of ``?state=&theme=&kind=`` ticked. Says the same whether an address is known or not."""
    names = Names()
    if request.method == "POST":
        form = FollowForm(request.POST, names=names, choice=Choice(), pace="")
        if form.is_valid():
            email = form.cleaned_data["email"].lower()
            if not ratelimit.consume(request, action="follow", key=email):
                return too_many_requests(request)
            actions.ask_to_follow(email, form.wish())
            return redirect("portal:follow-asked")
    else:
        choice = FollowedForm(request.GET, names).choice()
        form = FollowForm(names=names, choice=choice, pace=Subscription.Pace.WEEKLY)
    return render(request, "portal/follow.html", {"form": form}, status=400 if form.errors else 200)


@public_page
def asked(request):
    return render(request, "portal/follow_asked.html", {"days": VALID_FOR.days})


def behind_link(view):
    """A page that a signed link opens: kept nowhere, and 410 when the link opens nothing any more."""

    @never_cache
    @form_page
    @functools.wraps(view)
    def opened(request, token):
        try:
            response = view(request, token)
        except LinkOver:
            response = render(request, "portal/follow_over.html", {"days": VALID_FOR.days}, status=410)
        # The address holds the secret: no other page may learn it as the place the reader came from.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return opened


@behind_link
def confirm(request, token):
    """Only the button confirms: programs that look for bad links in mails open links too."""
    if request.method == "POST":
        subscription = actions.confirm_subscription(token)
        return render(request, "portal/follow_done.html", _own(subscription))
    subscription, wish = actions.find_asked(token)
    context = {"subscription": subscription, "wish": describe(wish)}
    return render(request, "portal/follow_confirm.html", context)


@behind_link
def mine(request, token):
    """The owner's page: another choice, another language, or an end to it."""
    subscription = actions.find_own(token)
    form = WishForm(
        request.POST if request.method == "POST" else None,
        names=Names(),
        choice=Choice.of(subscription),
        pace=subscription.pace,
        language=subscription.language,
    )
    if request.method == "POST" and form.is_valid():
        return render(request, "portal/follow_done.html", _own(actions.change_subscription(token, form.wish())))
    context = {"form": form, "subscription": subscription, "token": token}
    return render(request, "portal/follow_mine.html", context, status=400 if form.errors else 200)


# Mail programs send the one click of RFC 8058 without a page, a session or a token of ours; the link is the proof.
@csrf_exempt
@behind_link
def stop(request, token):
    if request.method == "POST":
        actions.erase_subscription(token)
        return render(request, "portal/follow_stopped.html")
    return render(request, "portal/follow_stop.html", {"subscription": actions.find_own(token)})


def _own(subscription) -> dict:
    return {"wish": describe(Wish.of(subscription)), "token": own_token(subscription)}
