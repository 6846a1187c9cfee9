"""What a focal point does besides the entries: says that they are complete, and names a successor."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from amedip.core import languages
from amedip.core.rules import require
from amedip.core.templatetags.frame import days
from registry.actions import say_complete
from registry.forms import HandOverForm
from registry.models import FocalPoint, RoundState
from registry.rules import holds_mandate, may_hand_over

ANSWERS = {"yes": True, "no": False}


@require_POST
@login_required
def complete(request, ref):
    """``state`` says that its entries for the consultation are complete (``complete``: yes), or takes it back (no)."""
    answer = ANSWERS.get(request.POST.get("complete", ""))
    if answer is None:
        raise BadRequest(_("Open the workspace again and use the button there."))
    state = request.POST.get("state", "")[:2]
    invited = RoundState.objects.filter(round__reference__ref=ref, country__code=state).first()
    if invited is None:
        raise Http404
    say_complete(invited, actor=request.user, complete=answer)
    messages.success(
        request,
        _("The team knows now that your entries are complete.")
        if answer
        else _("Your entries count as unfinished again."),
    )
    return redirect("portal:workspace")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over(request, code):
    """The lead focal point of the state ``code`` names who follows, and when."""
    require(holds_mandate(request.user))
    serving = FocalPoint.objects.serving().filter(user=request.user, country__code=code)
    # As lead, if both: only that mandate can be handed over.
    mandate = serving.select_related("country__reference", "user").order_by("-position").first()
    if mandate is None:
        raise Http404
    require(may_hand_over(request.user, mandate))
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"language": languages.current(), "since": timezone.localdate() + timedelta(days=1)},
    )
    done = form.hand_over(mandate, actor=request.user) if form.is_valid() else None
    if done is None:
        return render(request, "portal/hand_over.html", {"form": form, "mandate": mandate})
    told = _("%(person)s follows you for %(state)s on %(day)s.") % {
        "person": done.successor.user,
        "state": languages.text_of(mandate.country, "name"),
        "day": days(done.successor.since),
    }
    messages.success(request, told)
    # Who ends the own term today has no workspace any more.
    return redirect("portal:landing")
