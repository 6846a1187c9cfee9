"""A focal point's pilots in the workspace: what is due, and the report of a quarter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amedip.core.forms import add_refusal
from amedip.core.models import Deed
from amedip.core.records import Stale
from amedip.core.rules import require
from amedip.core.unsaved import patient, saved_here
from pilots.actions import (
    Remark,
    closed_because,
    comment_on_report,
    keep_report_work,
    parts_of,
    settle_comment,
    withdraw_report_file,
)
from pilots.due import dues_of, may_be_reported
from pilots.forms import TEXTS, ReportForm, tongues_in_order
from pilots.models import PilotProject, Report, ReportComment, UnsavedReport, quarter_named, quarter_of, span_of
from pilots.rules import reports_visible_to, speaks_for_pilot
from pilots.shelf import SHELF
from pilots.views.files import given
from pilots.views.kept import forget, keep_in_session, name_of, typed_before
from pilots.workflow import REPORT
from registry.rules import countries_served_by

SAVE, SUBMIT, TAKE_BACK, COMMENT, SETTLE, DROP = "save", "submit", "take-back", "comment", "settle", "drop"
FORGET = "forget"


@never_cache
@require_safe
@login_required
def desk(request):
    """The pilots of the person's states: what is due, and the reports there are."""
    served = countries_served_by(request.user)
    if not served:
        raise PermissionDenied(_("You are not a focal point of any state today."))
    own = PilotProject.objects.filter(country__in=served)
    pilots = list(own.select_related("reference", "country__reference").order_by("number"))
    reports = Report.objects.filter(pilot__in=pilots).select_related("reference", "pilot")
    by_pilot: dict[int, list[Report]] = {}
    for found in reports.order_by("-quarter"):
        by_pilot.setdefault(found.pilot_id, []).append(found)
    today = timezone.localdate()
    context = {
        "pilots": [
            {
                "pilot": pilot,
                "reports": by_pilot.get(pilot.pk, []),
                "now": span_of(quarter_of(today)) if may_be_reported(pilot, quarter_of(today), today) else "",
            }
            for pilot in pilots
        ],
        "dues": dues_of(pilots, today),
        "unsaved": UnsavedReport.objects.filter(user=request.user, pilot__in=pilots).select_related("pilot"),
        "saved_here": saved_here(request),
        "today": today,
        "present": span_of(quarter_of(today)),
    }
    return render(request, "pilots/desk.html", context)


@patient(keep_in_session)
def report(request, number, span):
    found = own_report(request, number, span)
    if request.method != "POST":
        kept = typed_before(request, found)
        if kept and closed_because(found):
            # What waits in the session may be gone before the report can be changed again: nothing is promised.
            return _page(request, found, ReportForm(report=found), kept=kept if kept.at else None)
        return _page(request, found, ReportForm(kept and kept.sent, report=found), kept=kept)
    act = request.POST.get("act", SAVE)
    if act == FORGET:
        forget(request, found)
        return _back(found)
    if request.POST.get(SETTLE) or act == COMMENT:
        return _talked(request, found)
    if key := request.POST.get(DROP):
        return _dropped(request, found, key)
    if act == TAKE_BACK:
        return _taken_back(request, found)
    if act not in (SAVE, SUBMIT):
        raise BadRequest(_("This step does not exist. Choose one of those on the page."))
    return _written(request, found, submit=act == SUBMIT)


def own_report(request, number: int, span: str) -> Report:
    """The report, or the one to be begun, if the person speaks for the pilot's state or is of the staff."""
    pilot = PilotProject.objects.select_related("reference", "country__reference").filter(number=number).first()
    quarter = quarter_named(span)
    if pilot is None or quarter is None:
        raise Http404
    found = reports_visible_to(request.user).filter(pilot=pilot, quarter=quarter).select_related("reference").first()
    if found is None:
        require(speaks_for_pilot(request.user, pilot))
        if not may_be_reported(pilot, quarter):
            raise Http404
        return Report(pilot=pilot, quarter=quarter)
    found.pilot = pilot
    return found


@never_cache
@require_safe
@login_required
def report_file(request, number, span, digest):
    """A file of a report, for those who see the report."""
    found = own_report(request, number, span)
    file = None if found._state.adding else found.files.filter(sha256__startswith=digest).first()
    if file is None or len(digest) != len(file.digest):
        raise Http404
    return given(request, file, str(file), private=True)


# --- what the form's buttons do ------------------------------------------------------------------------------------


def _written(request, found, *, submit):
    """Save what was typed and, with the same click, submit it; both or neither."""
    form = ReportForm(request.POST, request.FILES, report=found)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    try:
        with SHELF.nothing_left_behind(), transaction.atomic():
            saved = form.save(actor=request.user)
            if submit:
                REPORT.move(saved, SUBMIT, actor=request.user, expected=saved.version)
    except Stale:
        fresh = own_report(request, found.pilot.number, found.span)
        if closed := closed_because(fresh):
            return _shut(request, fresh, form, closed)
        return _page(request, fresh, form.again(fresh), status=409)
    except ValidationError as refusal:
        fresh = own_report(request, found.pilot.number, found.span)
        if closed := closed_because(fresh):
            return _shut(request, fresh, form, closed)
        again = ReportForm(request.POST, request.FILES, report=fresh)
        again.is_valid()
        add_refusal(again, refusal)
        return _page(request, fresh, again, status=400)
    forget(request, saved)
    if submit:
        messages.success(request, _("%(ref)s is submitted: ICMPD reviews it now.") % {"ref": saved.ref})
        return redirect("pilots:desk")
    messages.success(request, _("Saved."))
    return _back(saved)


def _shut(request, found, form, why):
    """What was typed cannot be saved now: it waits until the report can be changed again."""
    keep_report_work(found, actor=request.user, sent=form.sent())
    messages.error(request, why)
    return _page(request, found, ReportForm(report=found), status=409, kept=typed_before(request, found))


def _going_on(request, found):
    """Back to the report; what else was typed meanwhile stands in its form, not saved yet."""
    fresh = own_report(request, found.pilot.number, found.span)
    typed = ReportForm(request.POST, report=fresh)
    if closed_because(fresh) or "expected" not in request.POST or typed.says_what_stands():
        return _back(found)
    return _page(request, fresh, typed)


def _back(found):
    return redirect("pilots:report", found.pilot.number, found.span)


def _taken_back(request, found):
    try:
        REPORT.move(found, TAKE_BACK, actor=request.user, expected=_expected(request))
    except ValidationError as refusal:
        return _refused(request, found, refusal)
    messages.success(request, _("The report is a draft again."))
    return _back(found)


def _dropped(request, found, key):
    file = _one_of(found.files, key) if not found._state.adding else None
    if file is None:
        raise BadRequest(_("There is no such file any more. Open the report again."))
    try:
        withdraw_report_file(file, actor=request.user, expected=_expected(request))
    except ValidationError as refusal:
        return _refused(request, found, refusal)
    messages.success(request, _("The file is taken away."))
    request.POST = request.POST.copy()
    request.POST["expected"] = str(found.version)
    return _going_on(request, found)


def _talked(request, found):
    """Write a comment, or settle one."""
    if found._state.adding:
        raise BadRequest(_("Save the report first."))
    try:
        if key := request.POST.get(SETTLE):
            comment = _one_of(ReportComment.objects.filter(report=found).select_related("report__reference"), key)
            if comment is None:
                raise BadRequest(_("There is no such comment any more. Open the report again."))
            settle_comment(comment, actor=request.user)
        else:
            remark = Remark(request.POST.get("remark", ""), request.POST.get("about", ""))
            comment_on_report(found, [remark], actor=request.user)
    except ValidationError as refusal:
        return _refused(request, found, refusal, status=400)
    messages.success(request, _("Done."))
    return _going_on(request, found)


def _one_of(rows, key: str):
    return rows.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None


def _expected(request) -> int:
    expected = request.POST.get("expected", "")
    return int(expected) if expected.isascii() and expected.isdigit() and len(expected) < 10 else 0


def _refused(request, found, refusal, *, status=409):
    """Say why; what was typed comes back as it was."""
    for reason in refusal.messages:
        messages.error(request, reason)
    fresh = own_report(request, found.pilot.number, found.span)
    sent = any(name.startswith(("title_", "text_")) for name in request.POST)
    form = ReportForm(request.POST if sent and not closed_because(fresh) else None, report=fresh)
    return _page(request, fresh, form, status=status)


# --- the page ------------------------------------------------------------------------------------------------------


def _page(request, found, form, *, status=200, kept=None):
    creating = found._state.adding
    own = bool(speaks_for_pilot(request.user, found))
    closed = closed_because(found) if own else _("Only the focal points of the state and the staff write this report.")
    comments = [] if creating else list(found.comments.filter(settled_at=None).select_related("author"))
    about: dict[str, list] = {}
    for comment in comments:
        about.setdefault(comment.field, []).append(comment)
    back = None
    if not creating and found.status == Report.Status.SENT_BACK:
        deeds = Deed.objects.filter(reference=found.reference_id, action="pilot-report.send-back")
        back = deeds.select_related("actor").order_by("-pk").first()
    context = {
        "report": found,
        "pilot": found.pilot,
        "form": form,
        "closed": closed,
        "own": own,
        "sent_back": back,
        "overtaken": getattr(form, "overtaken", None),
        "kept": kept,
        # Kept when the form was already old: saving leads to both versions.
        "kept_is_old": kept is not None and kept.sent.get("expected") != str(0 if creating else found.version),
        "record": name_of(found),
        "saved_here": saved_here(request),
        "keep": reverse("pilots:report-keep", args=[found.pilot.number, found.span]),
        "whole": about.get("", []),
        "texts": [
            {
                "name": name,
                "label": capfirst(Report._meta.get_field(name).verbose_name),
                "help": Report._meta.get_field(name).help_text,
                "cells": [(code, form[f"{name}_{code}"]) for code in tongues_in_order()],
                "said": about.get(name, []),
            }
            for name in TEXTS
        ],
        "milestones": [(line, about.get(line.name, [])) for line in form.milestone_lines()],
        "values": [(line, about.get(line.name, [])) for line in form.value_lines()],
        "files": [] if creating else [(file, about.get(f"file-{file.pk}", [])) for file in found.files.all()],
        "parts": [] if creating else parts_of(found),
        "may_take_back": not creating and bool(REPORT.allows(found, TAKE_BACK, request.user)),
        "action": reverse("pilots:report", args=[found.pilot.number, found.span]),
        "today": timezone.localdate(),
    }
    return render(request, "pilots/report.html", context, status=status)
