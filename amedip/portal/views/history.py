"""A priority's history in the workspace: who changed what, and back to an earlier text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amedip.core.history import History
from amedip.portal.views.priorities import own_priority
from registry.actions import closed_because, save_priority
from registry.drafts import restorable


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def history(request, ref):
    """Who changed what, and back to an earlier text as a new draft."""
    found = own_priority(request, ref)
    if request.method == "POST":
        return _restored(request, found)
    past = History(found, size=10)
    asked = request.GET.get("page", "")
    number = min(int(asked), past.pages) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 10 else 1
    number = max(number, 1)
    context = {
        "priority": found,
        "entries": past.page(number),
        "number": number,
        "pages": range(1, past.pages + 1),
        "closed": closed_because(found),
    }
    return render(request, "portal/priority_history.html", context)


def _restored(request, found):
    key, expected = request.POST.get("event", ""), request.POST.get("expected", "")
    numbers = all(number.isascii() and number.isdigit() and len(number) < 10 for number in (key, expected))
    event = restorable(found, int(key)) if numbers else None
    if event is None:
        raise BadRequest(_("There is no such version. Choose one of those in the history."))
    try:
        before = found.version
        saved = save_priority(
            found,
            actor=request.user,
            expected=int(expected),
            columns=event.columns,
            texts=event.texts,
            why=_("Restored from the history"),
        )
    except ValidationError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        return redirect("portal:priority-history", found.ref)
    if saved.version == before:
        messages.info(request, _("The texts stand like this already."))
    else:
        messages.success(request, _("Restored as a draft. Look through it, then submit it."))
    return redirect("portal:priority", found.ref)
