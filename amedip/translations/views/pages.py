"""What waits for translators, and the page on which they translate one record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
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
from amedip.core.texts import fingerprint
from amedip.translations import machine
from amedip.translations.actions import (
    Inconsistent,
    Translation,
    ask_machine,
    excuse_finding,
    machine_job,
    save_translations,
)
from amedip.translations.desk import boxes, sources
from amedip.translations.forms import WorkForm
from amedip.translations.models import Order
from amedip.translations.rules import (
    languages_of,
    may_approve,
    may_order,
    may_translate,
    references_visible_to,
    translates,
)
from amedip.translations.units import Line, lines_of, record_of
from amedip.translations.worklist import Wanted, items, next_after, records_wanted, texts_wanted

STEPS = {"save": Standing.DRAFT, "review": Standing.REVIEWED, "approve": Standing.APPROVED}


@never_cache
@require_safe
@login_required
def work(request, code=""):
    """The records that owe texts in one language: the person's own first, else the page's."""
    require(translates(request.user))
    own = languages_of(request.user)
    code = code or next(iter(own), languages.current())
    if code not in languages.CODES:
        raise Http404
    form = WorkForm(request.GET)
    asked = form.read()
    texts = texts_wanted(
        request.user,
        code,
        (asked["wanted"] or [Wanted.OWED])[0],
        kinds=asked["kind"],
        states=asked["state"],
        mine=asked["mine"],
    )
    page = page_of(records_wanted(texts), asked["page"])
    context = {
        "code": code,
        "codes": languages.CODES,
        "own": own,
        "form": form,
        "page": page,
        "items": items(page.object_list, code),
        "clear": request.path if form.filters else "",
        "may_order": bool(may_order(request.user)),
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
    typed = {line.key: request.POST[name] for line in lines if (name := f"text-{line.number}") in request.POST}
    act, _colon, place = request.POST.get("act", "save").partition(":")
    try:
        if act == "suggest":
            ask_machine(record, code, actor=request.user)
            messages.success(request, _("The machine was asked. Its suggestions appear here when they are ready."))
        elif act == "excuse":
            _excuse(request, record, lines, code, place)
            messages.success(request, _("Noted: this may stay as it is."))
        elif act in STEPS:
            wanted = _wanted(request, lines, typed, code, STEPS[act], place)
            save_translations(record, wanted, code, actor=request.user)
            messages.success(request, _done(act, wanted))
        else:
            raise BadRequest(_("There is no such step. Open the page again."))
    except Stale:
        note = _("Somebody else has changed these texts since you opened the page. Nothing was saved: what you typed "
                 "stands below beside what is stored now. Look at both and save again.")  # fmt: skip
        return _page(request, record, lines_of(record), code, typed=typed, note=note, status=409)
    except Inconsistent as found:
        return _page(request, record, lines, code, typed=typed, note=found.messages[0], status=400)
    except ValidationError as refusal:
        errors = refusal.message_dict if hasattr(refusal, "error_dict") else {}
        note = _("Nothing was saved: see what is marked below.") if errors else refusal.messages[0]
        return _page(request, record, lines, code, typed=typed, errors=errors, note=note, status=400)
    if request.POST.get("then") == "next":
        following = next_after(request.user, code, record.reference)
        if following:
            return redirect("translations:page", following.kind, following.ref, code)
        messages.success(request, _("Nothing else waits in this language."))
        return redirect("translations:work-in", code)
    return redirect(request.get_full_path())


def _record(request, kind, ref, code) -> Record:
    require(translates(request.user))
    if code not in languages.CODES:
        raise Http404
    reference = references_visible_to(request.user).filter(kind=kind, ref=ref).first()
    record = record_of(reference) if reference else None
    if record is None:
        raise Http404
    return record


def _wanted(request, lines: list[Line], typed, code, state, place) -> list[Translation]:
    """What is to be written: what was typed anew, and what the step is for, by line or for all that have a text."""
    wanted = []
    for line in lines:
        number, sent = str(line.number), typed.get(line.key)
        source = request.POST.get(f"source-{number}", "")
        if sent is None or not source:
            continue
        shown = request.POST.get(f"shown-{number}", "")
        changed = fingerprint(_as_stored(sent)) != shown
        meant = place in ("", number) and state != Standing.DRAFT and _as_stored(sent)
        stands_so = not changed and not line.beside(code) and line.state(code) == state
        if (meant and not stands_so) or changed:
            seen = request.POST.get(f"seen-{number}", "")
            wanted.append(Translation(line.key, sent, source, seen, shown, state if meant else Standing.DRAFT))
    return wanted


def _as_stored(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _excuse(request, record, lines, code, place) -> None:
    number = place.partition(".")[0]
    line = next((line for line in lines if str(line.number) == number), None)
    if line is None:
        raise ValidationError(_("This text is not there any more. Open the page again."), "unknown")
    finding = {
        "check": request.POST.get(f"check-{place}", ""),
        "excerpt": request.POST.get(f"excerpt-{place}", ""),
        "source_fingerprint": request.POST.get(f"seen-{number}", ""),
        "fingerprint": fingerprint(_as_stored(request.POST.get(f"text-{number}", ""))),
    }
    excuse_finding(record, line.key, code, finding, actor=request.user, reason=request.POST.get(f"reason-{place}", ""))


def _done(act, wanted) -> str:
    if not wanted:
        return _("Nothing had changed, so nothing was written.")
    if act == "approve":
        return _("Approved.")
    if act == "review":
        return _("Noted as reviewed.")
    return _("Saved.")


def _page(request, record, lines, code, *, typed=None, errors=None, note="", status=200):
    wanted = request.GET.get("source", "")
    job = machine_job(record, code) if machine.configured() else None
    order = Order.objects.open().filter(reference=record.reference_id, language=code).select_related("translator")
    context = {
        "record": record,
        "kind": record._meta.verbose_name,
        "code": code,
        "codes": languages.CODES,
        "boxes": boxes(lines, code, wanted, typed or {}, errors or {}),
        "sources": sources(lines, code),
        "source": wanted,
        "note": note,
        "may_translate": may_translate(request.user, record, code),
        "may_approve": bool(may_approve(request.user, record, code)),
        "machine": machine.configured() is not None,
        "job": job,
        "order": order.first(),
        "following": next_after(request.user, code, record.reference),
    }
    return render(request, "translations/page.html", context, status=status)
