"""Where a report's form is kept while somebody types: asked by the form's own script, answered in JSON."""

from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amedip.core.unsaved import FormCheck
from pilots.actions import closed_because, forget_report_work, keep_report_work
from pilots.forms import ReportForm
from pilots.views.workspace import own_report


@never_cache
@csrf_exempt  # checked below: an old form is told the present token instead of a page
@require_POST
def keep(request, number, span):
    """Keep the form as it was sent, wrong or right; nothing of the report changes.

    200 with ``kept``: false if there was nothing to keep. 409 with ``why``: it is kept, but what it was made from has
    changed (``stale``) or takes no change now (``closed``). 403 with ``why``: ``form`` with the ``token`` to send
    instead, or ``person`` if somebody else has signed in here meanwhile.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("pilots:report", args=[number, span]))
    if FormCheck(keep).refuses(request):
        # Another site's page cannot read the answer.
        return JsonResponse({"why": "form", "token": get_token(request)}, status=403)
    if request.POST.get("person") != str(request.user.pk):
        return JsonResponse({"why": "person"}, status=403)
    found = own_report(request, number, span)
    form = ReportForm(request.POST, report=found)
    if form.says_what_stands():
        forget_report_work(found, actor=request.user)
        return JsonResponse({"kept": False})
    keep_report_work(found, actor=request.user, sent=form.sent())
    if closed_because(found):
        return JsonResponse({"why": "closed"}, status=409)
    if request.POST.get("expected") != str(0 if found._state.adding else found.version):
        return JsonResponse({"why": "stale"}, status=409)
    return JsonResponse({"kept": True})
