"""The address for harvesters."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amedip.portal.oai.answers import answer, refused
from amedip.portal.oai.asking import Refusal, read


# The protocol lets harvesters send their arguments either way; nothing is written by either.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def repository(request):
    """Every answer is 200, errors of the protocol included: that is what it wants."""
    now = timezone.now()
    try:
        body = answer(read(request.POST if request.method == "POST" else request.GET), now)
    except Refusal as refusal:
        body = refused(refusal, now)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
