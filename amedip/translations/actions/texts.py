"""How translations are written, reviewed and approved, one record at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.models import Record, Standing, TextBeside
from amedip.core.records import Stale, explained, lock, touch
from amedip.core.rules import require
from amedip.core.texts import clean, drop_beside, fingerprint, fitting, propose, save_beside, set_texts, vouch
from amedip.translations.actions.orders import settle_orders
from amedip.translations.checking import Checked, Checker
from amedip.translations.models import Excuse
from amedip.translations.rules import may_approve, may_translate
from amedip.translations.units import Line, lines_of

# What a person can vouch for.
STEPS = (Standing.DRAFT, Standing.REVIEWED, Standing.APPROVED)


@dataclass(frozen=True)
class Translation:
    """What is to become of the line ``key``: ``text``, made from the text in ``source``.

    ``seen`` is the fingerprint of that source, ``shown`` that of what stood in the box when the person began.
    """

    key: str
    text: str
    source: str
    seen: str
    shown: str
    state: str = Standing.DRAFT


class Inconsistent(ValidationError):
    """Texts cannot be approved: ``by_key`` says, by line, what the check found and nobody has excused."""

    def __init__(self, by_key: Mapping[str, Sequence[Checked]]):
        super().__init__(
            _("The check found something in a text that you approve. Correct it, or say why it may stay."),
            "inconsistent",
        )
        self.by_key = by_key


def save_translations(record: Record, translations: Sequence[Translation], code: str, *, actor) -> Record:
    """Write, review or approve texts of the record and its parts in the language ``code``, all of them or none.

    What is approved becomes the text, and so does all of a record that nobody but its keepers can read; other texts of
    what the public reads lie beside it until somebody approves them. Texts that stay as they are can be reviewed or
    approved as well: an outdated one is then up to date with its source. When nothing is owed in the language any more
    its order is done. Without translations nothing is done. Raises ``PermissionDenied`` with the reason, ``Stale`` if a
    source or the text itself has changed since it was shown, ``Inconsistent``, or ``ValidationError`` keyed by line;
    nothing is written then.
    """
    require(may_translate(actor, record, code))
    if not translations:
        return record
    approving = any(one.state == Standing.APPROVED for one in translations)
    if approving:
        require(may_approve(actor, record, code))
    with transaction.atomic():
        lock(record, None)
        pairs = _pairs(record, translations, code)
        public = record.is_public()
        _check(pairs, code, actor=actor, public=public)
        with deed(f"{record.KIND}.{'approve' if approving else 'translate'}", actor=actor, about=record.reference):
            shown = [_write(line, one, code, actor=actor, public=public) for line, one in pairs]
            if any(shown):
                settle_orders([record.reference_id], code)
                touch(record)
    return record


def excuse_finding(
    record: Record, key: str, code: str, *, source: str, text: str, check: str, excerpt: str, actor, reason: str
) -> Excuse:
    """Note why the finding ``check`` at ``excerpt`` may stay in ``text``, made from the line's text in ``source``.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` without a reason, for an unknown line, and for
    what the check does not find.
    """
    require(may_translate(actor, record, code))
    reason, text = clean(reason) or "", clean(text) or ""
    if not reason:
        raise ValidationError(_("Say why this may stay; those who come after you will read it."), "reason")
    line = next((line for line in lines_of(record) if line.key == key), None)
    if line is None or source not in (line.others(code) or [""]):
        raise ValidationError(_("This text is not there any more. Open the page again."), "unknown")
    findings = [checked.finding for checked in Checker([line], code).findings(line, text, source)]
    found = next((one for one in findings if one.check == check and _same(one.excerpt, excerpt)), None)
    if found is None:
        raise ValidationError(_("The check does not find this in the text any more."), "unknown")
    values = {
        "content_type_id": line.kind,
        "object_id": line.obj.pk,
        "field": line.field,
        "language": code,
        "check_code": found.check,
        "excerpt": found.excerpt[:300],
        "source_fingerprint": fingerprint(line.text(source)),
        "fingerprint": fingerprint(text),
    }
    with deed(f"{record.KIND}.excuse", actor=actor, about=record.reference, why=reason):
        excuse, _fresh = Excuse.objects.update_or_create(**values, defaults={"reason": reason[:300], "by": actor})
    return excuse


def _same(excerpt: str, sent: str) -> bool:
    """Forms change line breaks on their way."""
    return excerpt.split() == sent.split()


def _pairs(record, translations, code) -> list[tuple[Line, Translation]]:
    """Each translation with its line; raises for lines that are gone and for what has changed meanwhile."""
    lines = {line.key: line for line in lines_of(record)}
    pairs = []
    for one in translations:
        line = lines.get(one.key)
        # An original stands alone: it has no source.
        if line is None or one.state not in STEPS or one.source not in (line.others(code) or [""]):
            raise ValidationError(_("This text is not there any more. Open the page again."), "unknown")
        if fingerprint(line.text(one.source)) != one.seen or fingerprint(line.offered(code)) != one.shown:
            raise Stale(record)
        pairs.append((line, one))
    return pairs


def _check(pairs, code, *, actor, public) -> None:
    """Raise unless each text fits its column, a reviewed one is somebody else's, and an approved one is consistent."""
    errors: dict[str, list] = {}
    found: dict[str, list[Checked]] = {}
    checker = Checker([line for line, _one in pairs], code)
    for line, one in pairs:
        if objections := _objections(line, one, code, actor=actor, public=public):
            errors[one.key] = objections
            continue
        if one.state == Standing.APPROVED:
            found_here = checker.findings(line, clean(one.text) or "", one.source)
            open_ = [checked for checked in found_here if not checked.excuse]
            if open_:
                found[one.key] = open_
    if errors:
        raise ValidationError(errors)
    if found:
        raise Inconsistent(found)


def _objections(line, one, code, *, actor, public) -> list[str]:
    try:
        fitting(line.obj, {code: {line.field: one.text}})
    except ValidationError as error:
        return error.messages
    text = clean(one.text) or ""
    if one.state != Standing.DRAFT and not text:
        return [_("There is no text to stand by: translate it first.")]
    if one.state == Standing.REVIEWED and line.is_of(code, text, actor and actor.pk):
        return [_("Somebody else than the author reviews a text. Save it; they will find it in their list.")]
    if public and not text and line.text(code) and not line.beside(code):
        return [_("The public reads this text: it cannot be emptied here. Write what should stand instead.")]
    return []


def _write(line: Line, one: Translation, code: str, *, actor, public: bool) -> bool:
    """Write one text where it belongs; did what the page shows change?"""
    text, own = clean(one.text) or "", line.text(code)
    fields = {code: {line.field: text}}
    if public and one.state != Standing.APPROVED and text != own:
        if text:
            origin = TextBeside.Origin.PERSON
            save_beside(propose(line.obj, fields, actor=actor, origin=origin, state=one.state, source=one.source))
        else:
            drop_beside(line.obj, texts=[(line.field, code)])
        return False
    changed = set()
    if text != own:
        try:
            with explained(line.obj, fields):
                changed = set_texts(line.obj, fields, actor=actor, state=one.state, source=one.source)
        except ValidationError as refusal:  # of a constraint: a title must not be empty in all languages
            raise ValidationError({line.key: refusal.messages}) from refusal
    elif text and one.state != Standing.DRAFT:
        changed = vouch(line.obj, {code: [line.field]}, actor=actor, state=one.state, source=one.source)
    drop_beside(line.obj, texts=[(line.field, code)])
    return bool(changed)
