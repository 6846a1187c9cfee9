"""What waits for translators, and the page on which they translate one record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amedip.core import languages
from amedip.core.listing import page_of
from amedip.core.models import Record, Standing
from amedip.core.records import Stale
from amedip.core.rules import require
from amedip.translations import machine
from amedip.translations.actions import ask_machine, excuse_finding, machine_job, save_translations
from amedip.translations.desk import boxes, sources
from amedip.translations.forms import Sent, WorkForm
from amedip.translations.models import Order
from amedip.translations.rules import (
    languages_of,
    may_approve,
    may_translate,
    may_use_files,
    references_visible_to,
    translates,
)
from amedip.translations.units import lines_of, record_of
from amedip.translations.worklist import Wanted, items, next_after, records_wanted, texts_wanted


@never_cache
@require_safe
@login_required
def work(request, code=""):
    """The records that owe texts in one language: the person's own first, else the page's."""
    own = languages_of(request.user)
    if not own:
        require(translates(request.user))
    code = code or next(iter(own), languages.current())
    if code not in languages.CODES:
        raise Http404
    form = WorkForm(request.GET)
    asked = form.read()
    texts = texts_wanted(
        request.user,
        code,
        asked["wanted"] or Wanted.OWED,
        kinds=asked["kind"],
        states=asked["state"],
        mine=asked["mine"],
    )
    page = page_of(records_wanted(texts), asked["page"])
    drafts = texts_wanted(request.user, code, Wanted.UNAPPROVED)
    context = {
        "unapproved": not page.object_list and not form.filters and drafts.exists(),
        "code": code,
        "codes": languages.CODES,
        "form": form,
        "page": page,
        "items": items(page.object_list, code),
        "clear": request.path if form.filters else "",
        "exchanges_files": own or may_use_files(request.user),
    }
    return render(request, "translations/work.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, kind, ref, code):
    """One record's texts in the language ``code`` beside their source; POST saves, reviews, approves, excuses."""
    record = _record(request, kind, ref, code)
    lines = lines_of(record)
    if request.method != "POST":
        return _page(request, record, lines, code)
    sent = Sent(request.POST, lines)
    if sent.act == "take":
        return _page(request, record, lines, code, sent=sent, said=sent.take(code))
    on = request.POST.get("then") == "next" and sent.act in Sent.STEPS
    # Asked before the record leaves its place in the list.
    following = next_after(request.user, code, record.reference) if on else None
    try:
        done = _do(record, code, sent, actor=request.user)
    except Stale:
        note = _("Somebody else has changed these texts since you opened the page. Nothing was saved: what you typed "
                 "stands below beside what is stored now. Look at both and save again.")  # fmt: skip
        return _page(request, record, lines_of(record), code, sent=sent, note=note, status=409)
    except ValidationError as refusal:
        errors = refusal.message_dict if hasattr(refusal, "error_dict") else {}
        note = _("Nothing was saved: see what is marked below.") if errors else refusal.messages[0]
        record = _record(request, kind, ref, code)  # as it is stored: what was refused may stand in this one
        return _page(request, record, lines_of(record), code, sent=sent, errors=errors, note=note, status=400)
    messages.success(request, done)
    if following:
        return redirect("translations:page", following.kind, following.ref, code)
    if on:
        messages.success(request, _("Nothing else waits in this language."))
        return redirect("translations:work-in", code)
    return redirect(request.get_full_path())


def _do(record, code, sent: Sent, *, actor) -> str:
    """Take the step, keep what was typed with it, and say what was done."""
    if sent.act not in (*Sent.STEPS, "excuse", "suggest"):
        raise ValidationError(_("There is no such step. Choose one of the buttons below."), "step")
    if sent.lost:
        raise ValidationError(
            _("A text that you worked on is not there any more. Nothing was saved; what you typed stands below."),
            "lost",
        )
    excused = [excuse_finding(record, code=code, actor=actor, **vars(reason)) for reason in sent.reasons()]
    wanted = sent.translations(code, actor)
    save_translations(record, wanted, code, actor=actor)
    if sent.act == "suggest":
        ask_machine(record, code, actor=actor)
        return _("The machine was asked. Its suggestions appear here when they are ready.")
    if excused:
        return _("Noted: this may stay as it is.")
    if not wanted:
        return _("Nothing had changed, so nothing was written.")
    states = {one.state for one in wanted}
    if Standing.APPROVED in states:
        return _("Approved.")
    return _("Noted as reviewed.") if Standing.REVIEWED in states else _("Saved.")


def _record(request, kind, ref, code) -> Record:
    require(translates(request.user))
    if code not in languages.CODES:
        raise Http404
    reference = references_visible_to(request.user).filter(kind=kind, ref=ref).first()
    record = record_of(reference) if reference else None
    if record is None:
        raise Http404
    return record


def _page(request, record, lines, code, *, sent=None, errors=None, note="", said="", status=200):
    wanted = request.GET.get("source", "")
    service = machine.configured()
    order = Order.objects.open().filter(reference=record.reference_id, language=code).select_related("translator")
    context = {
        "record": record,
        "kind": record._meta.verbose_name,
        "code": code,
        "codes": languages.CODES,
        "boxes": boxes(
            lines, code, reader=request.user, wanted=wanted, typed=sent.typed if sent else None, errors=errors
        ),
        "sources": sources(lines, code),
        "note": note,
        "said": said,
        "lost": sent.lost if sent else [],
        "may_translate": may_translate(request.user, record, code),
        "may_approve": bool(may_approve(request.user, record, code)),
        "machine": service is not None,
        "job": machine_job(record, code) if service else None,
        "order": order.first(),
        "following": next_after(request.user, code, record.reference),
        "then_next": request.POST.get("then") == "next",
    }
    return render(request, "translations/page.html", context, status=status)
