"""What the workspace's pages of exchanges share: who opens them, how forms are written and steps taken."""

import functools

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amedip.core.forms import add_refusal
from amedip.core.models import Deed
from amedip.core.records import Stale
from amedip.core.rules import require
from amedip.core.workflow import Workflow
from exchanges.rules import leads_exchanges, speaks_for_state
from registry.models import Country
from registry.rules import countries_served_by

SAVE = "save"


def desk(view):
    """For signed-in people, never from a cache."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    @functools.wraps(view)
    def checked(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return checked


def found_or_404(rows, ref: str):
    """The record with this reference among ``rows``, with its reference."""
    found = rows.filter(reference__ref=ref).select_related("reference").first()
    if found is None:
        raise Http404
    return found


def own_country(request, code: str | None) -> Country:
    """The state with this code, or the only one for which the person speaks; refused for all others."""
    served = Country.objects.filter(pk__in=countries_served_by(request.user)).order_by("code")
    if leads_exchanges(request.user):
        served = Country.objects.all() if code else served
    country = served.filter(code=code.upper()).first() if code else served.first()
    if country is None:
        if code and not Country.objects.filter(code=code.upper()).exists():
            raise BadRequest(_("There is no such state. Begin again from your workspace."))
        raise PermissionDenied(_("You are not a focal point of this state."))
    return country


def require_own(user, record) -> None:
    """Raise ``PermissionDenied`` unless the person speaks for the record's state, or runs the exchanges."""
    require(speaks_for_state(user, record))


def written(request, form: forms.BaseForm):
    """What the form wrote; None where something was refused, which then stands in the form.

    Whose form is overtaken reads so, keeps all that was typed, and saves over the present version the next time.
    """
    if not form.is_valid():
        return None
    try:
        return form.save(actor=request.user)
    except Stale as stale:
        form.data = form.data.copy()
        form.data["expected"] = str(stale.obj.version)
        form.overtaken = True
        form.add_error(
            None,
            _(
                "Somebody else has saved meanwhile. Nothing of yours is lost: open the page once more beside this "
                "one, compare, and save again."
            ),
        )
    except ValidationError as refusal:
        add_refusal(form, refusal)
    return None


def refused_with(form) -> int:
    """The status of a page that shows the form again."""
    return 409 if getattr(form, "overtaken", False) else 400


def steps_of(workflow: Workflow, record, user) -> list:
    """The steps that the person may take now."""
    return workflow.available(record, user)


def take_step(request, workflow: Workflow, record, name: str, *, expected: int | None, **more) -> bool:
    """Take the step and say so; where it is refused say why, and answer False."""
    if name not in workflow.transitions:
        raise BadRequest(_("This step does not exist. Choose one of those on the page."))
    note = request.POST.get("note", "")[:2000]
    try:
        workflow.move(record, name, actor=request.user, note=note, expected=expected, **more)
    except ValidationError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        return False
    messages.success(request, _("Done: %(step)s.") % {"step": workflow.transitions[name].label})
    return True


def expected_version(request) -> int:
    """The version that the page showed; 0, which none ever has, where it was not sent."""
    sent = request.POST.get("expected", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def reason_of(record, *actions: str) -> Deed | None:
    """The last of these deeds about the record, with the reason that was given."""
    deeds = Deed.objects.filter(reference=record.reference_id, action__in=actions).select_related("actor")
    return deeds.order_by("-pk").first()
