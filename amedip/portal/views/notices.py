"""What people have been told: the button under the list in the workspace."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amedip.core.notices import mark_seen


@require_POST
@login_required
def seen(request):
    """All notices up to the newest that the page showed have been seen."""
    newest = request.POST.get("newest", "")
    if not (newest.isascii() and newest.isdigit() and len(newest) < 19):
        raise BadRequest(_("Open the workspace again and mark the notices there."))
    mark_seen(request.user, int(newest))
    return redirect("portal:workspace")
