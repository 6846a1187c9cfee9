"""The IATI files: all public pilots that are complete, and each by itself."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.errors import NothingHere
from amedip.core.pages import missing, public_page
from pilots import rules
from pilots.iati.gathering import activities
from pilots.iati.lacking import lacking
from pilots.iati.writing import MEDIA_TYPE, write
from pilots.models import PilotProject


@public_page
def all_pilots(request):
    """Examples stay out: who reads this file takes it for true. There is no file of nothing: the standard has none."""
    found = activities(rules.pilots_visible_to(request.user).filter(reference__example=False))
    today = timezone.localdate()
    complete = [activity for _pilot, activity in found if not lacking(activity, today)]
    if not complete:
        raise NothingHere(_("There is no IATI file yet: of no project is all known that IATI asks for."))
    return _answer(complete, "activities")


@public_page
def one_pilot(request, number):
    """One pilot; an example says so in its file."""
    found = activities(rules.pilots_visible_to(request.user).filter(number=number))
    if not found:
        return missing(request, PilotProject.KIND, f"P{number}")
    activity = found[0][1]
    if lacking(activity, timezone.localdate()):
        raise NothingHere(_("There is no IATI file of this project yet: not all that IATI asks for is known."))
    return _answer([activity], f"pilot-{number}")


def _answer(found, name: str) -> HttpResponse:
    response = HttpResponse(write(found, made_at=timezone.now()), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.xml"'
    return response
