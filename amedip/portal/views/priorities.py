"""A focal point's priorities in the workspace: entering, changing, merging, submitting, commenting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amedip.core.errors import NothingHere
from amedip.core.forms import add_refusal
from amedip.core.records import Stale
from amedip.core.rules import require
from amedip.core.texts import states_of
from amedip.core.unsaved import patient, saved_here
from amedip.portal import mandate
from amedip.portal.desk_form import blocks, facts_of
from amedip.portal.forms import PriorityForm, token_in
from amedip.portal.kept import KEPT, forget, typed_before
from amedip.portal.merging import conflicts_of, merged, to_send_again
from registry.actions import (
    MadeAlready,
    Remark,
    closed_because,
    comment_on_priority,
    confirm_priority,
    settle_comment,
)
from registry.drafts import parts, pending_differences
from registry.models import Country, Priority, PriorityComment
from registry.rules import holds_mandate, priorities_visible_to, serves_country, speaks_for_priority
from registry.standing import reasons_of
from registry.workflow import WORKFLOWS

SAVE, CONFIRM, COMMENT, SETTLE, FORGET = "save", "confirm", "comment", "settle", "forget"


def _keep(request, ref=""):
    request.session[KEPT] = {"ref": ref.upper(), "sent": request.POST.urlencode()}


desk = patient(_keep)


@desk
def new_priority(request):
    require(holds_mandate(request.user))
    token = token_in(request.POST or {"token": request.GET.get("entry", "")})
    kept = None if request.method == "POST" else typed_before(request, token=token)
    sent = request.POST or (kept and kept.sent) or request.GET
    country = own_country(request, sent.get("state") or request.GET.get("state"))
    priority = Priority(country=country)
    if request.method != "POST":
        return _form_page(request, priority, PriorityForm(kept and kept.sent, priority=priority), kept=kept)
    if request.POST.get("act") == FORGET:
        forget(request, token=token)
        return redirect("portal:workspace")
    form = PriorityForm(request.POST, priority=priority)
    if form.is_valid():
        try:
            return _saved(request, form)
        except MadeAlready as made:
            # Sent twice. What was changed in between is a change of the draft, from its first version.
            return _sent_again(request, made.priority)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _form_page(request, priority, form, status=400)


@desk
def priority(request, ref):
    found = own_priority(request, ref)
    if request.method != "POST":
        kept = typed_before(request, found)
        if kept and closed_because(found):
            # What waits in the session may be gone before the priority can be changed again: nothing is promised.
            return _form_page(request, found, None, kept=kept if kept.at else None)
        return _form_page(request, found, PriorityForm(kept and kept.sent, priority=found), kept=kept)
    act = request.POST.get("act", SAVE)
    form = PriorityForm(merged(request.POST, found), priority=found)
    try:
        if act == FORGET:
            forget(request, found)
            return redirect("portal:priority", found.ref)
        if act == COMMENT or request.POST.get(SETTLE):
            return _talked(request, found, form)
        step = _step(act)
        if act == SAVE or (step and step[1] == "submit"):
            return _written(request, found, form, step)
        return _moved(request, found, form, act, step)
    except Stale:
        return _merge_page(request, found.ref, form)


def _sent_again(request, made):
    again = PriorityForm(request.POST, priority=made)
    try:
        return _written(request, made, again, None)
    except Stale:
        return _merge_page(request, made.ref, again)


def own_country(request, code: str | None) -> Country:
    """The state with this code, or the first of those for which the person speaks; refused for all others."""
    own = {found.country.code: found.country for found in mandate.mandates_of(request.user)}
    country = own.get(code or next(iter(own), ""))
    if country is None:
        if not code or Country.objects.filter(code=code).exists():
            raise PermissionDenied(_("You are not a focal point of this state."))
        raise BadRequest(_("There is no such state. Begin again from your workspace."))
    return country


def own_priority(request, ref):
    """The priority, if the person speaks for its state; 404 for what they may not see, 403 for others' public ones."""
    found = (
        priorities_visible_to(request.user)
        .filter(reference__ref=ref.upper())
        .select_related("reference", "country__reference")
        .first()
    )
    if found is None:
        raise Http404
    require(serves_country(request.user, found))
    return found


# --- what the form's buttons do ------------------------------------------------------------------------------------


def _written(request, found, form, step):
    """Save what was typed and, with the same click, submit it; both or neither."""
    if not form.is_valid():
        return _form_page(request, found, form, status=400)
    try:
        return _saved(request, form, step)
    except Stale:
        raise
    except ValidationError as refusal:
        if getattr(refusal, "code", "") == "state":
            return _merge_page(request, found.ref, form)
        add_refusal(form, refusal)
        return _form_page(request, found, form, status=400)


def _saved(request, form, step=None):
    with transaction.atomic():
        saved = form.save(actor=request.user)
        if step:
            noun, name = step
            WORKFLOWS[noun].move(saved, name, actor=request.user, expected=saved.version)
    forget(request, saved, token=token_in(request.POST))
    if step:
        messages.success(request, _("%(ref)s is submitted: ICMPD reviews it now.") % {"ref": saved.ref})
        return redirect("portal:workspace")
    messages.success(request, _("Saved."))
    return redirect("portal:priority", saved.ref)


def _moved(request, found, form, act, step):
    """A step that takes no text along: it waits while there is something typed that is not saved."""
    if not closed_because(found) and form.changes_something():
        messages.error(request, _("You typed something that is not saved yet. Save it first, then take this step."))
        return _form_page(request, found, form, status=409)
    expected = form.cleaned_data.get("expected") if form.is_valid() else None
    try:
        if act == CONFIRM:
            confirm_priority(found, actor=request.user, expected=expected or 0)
            messages.success(request, _("Thank you: the page now says that this was confirmed today."))
        elif step:
            noun, name = step
            workflow = WORKFLOWS[noun]
            note = request.POST.get("note", "")[:2000]
            workflow.move(found, name, actor=request.user, note=note, expected=expected or 0)
            messages.success(request, _("Done: %(step)s.") % {"step": workflow.transitions[name].label})
        else:
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
    except Stale:
        messages.error(request, _("Somebody else changed this priority meanwhile. Look at it, then choose again."))
        return _form_page(request, own_priority(request, found.ref), None, status=409)
    except ValidationError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        return _form_page(request, own_priority(request, found.ref), None, status=409)
    return redirect("portal:priority", found.ref)


def _talked(request, found, form):
    """Write a comment or settle one; what else was typed comes back as it was."""
    remark = ""
    try:
        if key := request.POST.get(SETTLE):
            comments = PriorityComment.objects.filter(priority=found).select_related("priority__reference")
            comment = comments.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
            if comment is None:
                raise BadRequest(_("There is no such comment any more. Open the priority again."))
            settle_comment(comment, actor=request.user)
        else:
            remark = request.POST.get("remark", "")
            field, _colon, code = request.POST.get("about", "").partition(":")
            comment_on_priority(found, [Remark(remark, field, code)], actor=request.user)
    except ValidationError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        return _form_page(request, found, form, status=400, remark=remark)
    messages.success(request, _("Done."))
    if closed_because(found) or not form.changes_something():
        return redirect("portal:priority", found.ref)
    return _form_page(request, found, form)


def _step(act: str) -> tuple[str, str] | None:
    """The workflow and the transition that a button names."""
    noun, _dot, name = act.partition(".")
    return (noun, name) if noun in WORKFLOWS and name in WORKFLOWS[noun].transitions else None


# --- pages ---------------------------------------------------------------------------------------------------------


def _form_page(request, found, form, *, status=200, kept=None, remark=""):
    creating = found._state.adding
    closed = "" if creating else closed_because(found)
    form = form or PriorityForm(priority=found)
    comments = [] if creating else list(found.comments.filter(settled_at=None).select_related("author"))
    states = {} if creating else states_of(found)
    context = {
        "priority": found,
        "form": form,
        "closed": closed,
        "kept": kept,
        # Kept when the form was already old: saving leads to both versions.
        "overtaken": kept is not None and not creating and kept.sent.get("expected") != str(found.version),
        "saved_here": saved_here(request),
        "record": f"new-{form['token'].value()}" if creating else found.ref,
        "blocks": blocks(form, states, comments),
        "facts": facts_of(form, comments),
        "sent_back": None if creating else reasons_of([found]).get(found.reference_id),
        "whole": [comment for comment in comments if not comment.field],
        "parts": parts(),
        "remark": remark,
        "about": request.POST.get("about", ""),
        "steps": [] if creating else _steps(found, request.user),
        "may_confirm": not creating and found.status == Priority.Status.PUBLISHED,
        "action": reverse("portal:priority-new") if creating else reverse("portal:priority", args=[found.ref]),
        "keep": reverse("portal:priority-new-keep") if creating else reverse("portal:priority-keep", args=[found.ref]),
    }
    return render(request, "portal/priority.html", context, status=status)


def _steps(found, user):
    """The workflow's buttons: what to send for ``act``, the transition, and whether it takes the form's texts along."""
    return [
        {"act": f"{workflow.noun}.{step.name}", "label": step.label, "submits": step.name == "submit"}
        for workflow in WORKFLOWS.values()
        for step in workflow.available(found, user)
    ]


def _merge_page(request, ref, form):
    """Mine beside theirs, field by field; where nothing differs, the save is made from the present version."""
    fresh = own_priority(request, ref)
    if not form.is_valid():
        return _form_page(request, fresh, form, status=400)
    conflicts, closed = conflicts_of(form, fresh), closed_because(fresh)
    if not conflicts:
        messages.info(request, _("Somebody else saved the same meanwhile: nothing of yours is missing."))
        return redirect("portal:priority", ref)
    context = {
        "priority": fresh,
        "conflicts": conflicts,
        "closed": closed,
        "sent": to_send_again(form, fresh),
    }
    return render(request, "portal/merge.html", context, status=409)


@never_cache
@require_safe
@login_required
def change(request, ref):
    """What is pending beside what is published, for both sides."""
    visible = priorities_visible_to(request.user).filter(reference__ref=ref.upper())
    found = visible.select_related("reference", "country__reference").first()
    if found is None or not found.revision:
        raise NothingHere(_("No change of this priority is pending."))
    require(speaks_for_priority(request.user, found))
    own = bool(serves_country(request.user, found))
    context = {"priority": found, "differences": pending_differences(found), "own": own}
    return render(request, "portal/priority_change.html", context)
