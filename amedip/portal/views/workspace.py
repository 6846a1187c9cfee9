"""Where people arrive after sign-in, and what a focal point sees of the state."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amedip.core.listing import ListForm, page_of
from amedip.core.notices import latest_of
from amedip.core.rules import require
from amedip.core.unsaved import saved_here
from amedip.portal import mandate
from amedip.portal.kept import waiting_for
from amedip.translations.rules import languages_of
from pilots.due import dues_of
from pilots.models import PilotProject, quarter_of, span_of
from registry.rules import holds_mandate
from registry.standing import add_languages, reasons_of


@never_cache
@require_safe
@login_required
def landing(request):
    """In the person's own language: staff to the administration, focal points and translators to their workspace."""
    home = f"/{request.user.language}/"
    if request.user.is_staff:
        return redirect(home + "admin/")
    works = holds_mandate(request.user) or languages_of(request.user)
    return redirect(home + "workspace/" if works else home)


@never_cache
@require_safe
@login_required
def workspace(request):
    """What the person's states are about; for who only translates, what waits for translation."""
    speaks, translates = holds_mandate(request.user), bool(languages_of(request.user))
    if translates and not speaks:
        return redirect("translations:work")
    require(speaks)
    mandates = mandate.mandates_of(request.user)
    countries = [own.country_id for own in mandates]
    today = timezone.localdate()
    page = page_of(mandate.priorities_of(countries), ListForm(request.GET).read()["page"])
    add_languages(page.object_list)
    reasons = reasons_of(page.object_list)
    for priority in page.object_list:
        priority.sent_back = reasons.get(priority.reference_id)
    return render(
        request,
        "portal/workspace.html",
        {
            "mandates": mandates,
            "translates": translates,
            "colleagues": mandate.colleagues_of(request.user, countries),
            "rounds": mandate.open_rounds(countries),
            "consultations": mandate.consultations_of(countries),
            "notices": latest_of(request.user),
            "dues": dues_of(PilotProject.objects.filter(country__in=countries).select_related("reference"), today),
            "today": today,
            "present": span_of(quarter_of(today)),
            "unsaved": waiting_for(request.user, countries),
            "saved_here": saved_here(request),
            "page": page,
            "priorities": page.object_list,
        },
    )
