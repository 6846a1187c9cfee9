"""Where a priority's form is kept while somebody types: asked by the form's own script, answered in JSON."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amedip.core.rules import require
from amedip.core.unsaved import FormCheck
from amedip.portal.forms import PriorityForm, token_in
from amedip.portal.views.priorities import own_country, own_priority
from registry.actions import closed_because, forget_work, keep_work
from registry.models import Priority, UnsavedWork
from registry.rules import holds_mandate


@never_cache
@csrf_exempt  # checked below: an old form is told the present token instead of a page
@require_POST
def keep(request, ref=""):
    """Keep the form as it was sent, wrong or right; nothing of the priority changes.

    200 with ``kept``: false if there was nothing to keep. 409 with ``why``: it is kept, but what it was made from has
    changed (``stale``) or takes no change now (``closed``). 403 with ``why``: ``form`` with the ``token`` to send
    instead, or ``person`` if somebody else has signed in here meanwhile.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("portal:workspace"))
    if FormCheck(keep).refuses(request):
        # Another site's page cannot read the answer.
        return JsonResponse({"why": "form", "token": get_token(request)}, status=403)
    if request.POST.get("person") != str(request.user.pk):
        return JsonResponse({"why": "person"}, status=403)
    require(holds_mandate(request.user))
    token = "" if ref else token_in(request.POST)
    if not ref and not token:
        raise BadRequest(_("Open the form again from your workspace."))
    found = own_priority(request, ref) if ref else _made_of(request.user, token)
    country = found.country if found else own_country(request, request.POST.get("state"))
    form = PriorityForm(request.POST, priority=found or Priority(country=country))
    if form.says_what_stands():
        forget_work(actor=request.user, priority=found, token=token)
        return JsonResponse({"kept": False})
    keep_work(actor=request.user, country=country, sent=form.sent(), priority=found, token=token)
    if found and closed_because(found):
        return JsonResponse({"why": "closed"}, status=409)
    if found and request.POST.get("expected") != str(found.version):
        return JsonResponse({"why": "stale"}, status=409)
    return JsonResponse({"kept": True})


def _made_of(user, token) -> Priority | None:
    """The draft that the form has made already: what is typed on in it is a change of that."""
    made = UnsavedWork.objects.filter(user=user, token=token).exclude(priority=None)
    work = made.select_related("priority__reference", "priority__country__reference").first()
    return work.priority if work else None
