"""How a state's priorities are kept: drafts, changes beside what is published, confirmations, comments."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.constraints import refused
from amedip.core.deeds import deed
from amedip.core.models import TextBeside
from amedip.core.records import lock, renew, write_record
from amedip.core.rules import require
from amedip.core.texts import Texts, clean, differing, set_texts, translated_fields
from registry.actions.unsaved import claim_form
from registry.drafts import (
    COLUMNS,
    LINKS,
    MINOR,
    OWN,
    closed_because,
    draft_values,
    links_to,
    pending_values,
    stored_values,
)
from registry.models import Priority, PriorityComment
from registry.rules import rounds_open_to, serves_country, speaks_for_priority

Status, Revision = Priority.Status, Priority.Revision


@dataclass(frozen=True)
class Remark:
    """A comment to be: about the text ``field`` in ``language``, about another field, or about the whole."""

    text: str
    field: str = ""
    language: str = ""


def save_priority(
    priority: Priority,
    *,
    actor,
    expected: int | None = None,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    links: Mapping[str, Sequence[models.Model]] | None = None,
    minor: bool = False,
    why: str = "",
    token: str = "",
) -> Priority:
    """Create a draft, change one, or put a change beside what is published; return the priority.

    ``columns`` are some of ``drafts.COLUMNS``, for a new one ``country`` and ``year`` too; ``links`` the wanted
    ``themes`` and ``institutions``, in order. ``token`` is that of the form of a new one, which makes just one draft:
    asked again it raises ``MadeAlready`` with that. Whoever calls, what is published stays as it is until its change is
    published. Raises ``Stale`` on another version than ``expected``, ``PermissionDenied`` with the reason, or
    ``ValidationError`` keyed by field, also where the status takes no change; nothing is written then.
    """
    require(speaks_for_priority(actor, priority if not priority._state.adding else _to_be(columns or {})))
    columns, links = dict(columns or {}), dict(links or {})
    with transaction.atomic():
        form = None
        if priority._state.adding:
            priority.country = columns["country"]
            form = claim_form(token, actor=actor, country=priority.country) if token else None
        else:
            lock(priority, expected)
            require_open(priority)
        check_fit(priority, columns, links, held={} if priority._state.adding else draft_values(priority))
        if priority.status == Status.PUBLISHED:
            return _save_beside(priority, actor=actor, columns=columns, texts=texts or {}, links=links, minor=minor)
        write_record(
            priority,
            actor=actor,
            columns=columns,
            texts=texts,
            links=[links_to(name, targets) for name, targets in links.items()],
            minor=minor,
            why=why,
            rule=speaks_for_priority,
        )
        if form is not None:
            form.priority, form.sent = priority, ""
            form.save(update_fields=["priority", "sent", "at"])
    return priority


def require_open(priority: Priority) -> None:
    """Raise ``ValidationError`` unless the priority stands where its state may change it."""
    if reason := closed_because(priority):
        raise ValidationError(reason, "state")


def confirm_priority(priority: Priority, *, actor, expected: int | None = None) -> Priority:
    """Note that the state says today: this still stands. Published priorities only."""
    require(serves_country(actor, priority))
    with transaction.atomic():
        lock(priority, expected)
        if priority.status != Status.PUBLISHED:
            raise ValidationError(_("Only a published priority can be confirmed."), "state")
        return write_record(
            priority,
            actor=actor,
            columns={"confirmed_on": timezone.localdate()},
            rule=serves_country,
            action="priority.confirm",
        )


def comment_on_priority(
    priority: Priority, remarks: Sequence[Remark], *, actor, text_language: str = ""
) -> list[PriorityComment]:
    """Tell the other side something about the priority; ``text_language`` is that of the words, by default the page's.

    Raises ``PermissionDenied`` with the reason, or ``ValidationError`` for a remark without words or about nothing.
    """
    require(speaks_for_priority(actor, priority))
    with deed("priority.comment", actor=actor, about=priority.reference):
        return write_remarks(priority, remarks, actor=actor, text_language=text_language)


def write_remarks(
    priority: Priority, remarks: Iterable[Remark], *, actor, text_language: str = ""
) -> list[PriorityComment]:
    """Add the remarks as part of the deed under way; the caller holds the transaction and the rule."""
    written = []
    for remark in remarks:
        if not _is_about_something(remark):
            raise ValidationError(_("Choose what the comment is about from the list."), "field")
        comment = PriorityComment(
            priority=priority,
            author=actor,
            field=remark.field,
            language=remark.language,
            text=clean(remark.text) or "",
            text_language=text_language or languages.current(),
        )
        comment.full_clean()
        comment.save(force_insert=True)
        written.append(comment)
    return written


def settle_comment(comment: PriorityComment, *, actor) -> PriorityComment:
    """Mark a comment as done with; one that is so already stays as it is."""
    priority = comment.priority
    require(speaks_for_priority(actor, priority))
    if comment.settled_at is None:
        comment.settled_at = timezone.now()
        with deed("priority.settle", actor=actor, about=priority.reference):
            PriorityComment.objects.filter(pk=comment.pk, settled_at=None).update(settled_at=comment.settled_at)
    return comment


def settle_comments(priority: Priority) -> None:
    """Mark all comments as done with, as part of the deed under way."""
    PriorityComment.objects.filter(priority=priority, settled_at=None).update(settled_at=timezone.now())


def _to_be(columns) -> Priority:
    """A priority of the state for which a new one is asked, to put the rule to."""
    return Priority(country=columns.get("country"))


def check_fit(priority: Priority, columns: Mapping, links: Mapping, *, held: Mapping[str, object]) -> None:
    """Does all that is not ``held`` yet belong to the state, and the consultation ask it?

    Raises ``ValidationError`` keyed by field unless it does.
    """
    creating = priority._state.adding
    known = {*COLUMNS, *(["country", "year"] if creating else [])}
    if unknown := ({*columns} - known) | ({*links} - {*LINKS}):
        raise ValidationError(_("“%(field)s” cannot be changed here.") % {"field": min(unknown)}, "field")
    country = columns["country"] if creating else priority.country
    if country.is_group:
        raise ValidationError(_("A group of states enters no priorities: choose one of its states."))
    errors = {}
    lead = columns.get("institution")
    if lead and lead.pk != held.get("institution") and lead.country_id != country.pk:
        errors["institution"] = ValidationError(_("Choose an institution of the state."), "unfit")
    others = [other for other in links.get("institutions", ()) if other.pk not in held.get("institutions", ())]
    if any(other.country_id != country.pk for other in others):
        errors["institutions"] = ValidationError(_("Choose institutions of the state."), "unfit")
    asked = columns.get("round")
    if asked and asked.pk != held.get("round") and not rounds_open_to([country.pk]).filter(pk=asked.pk).exists():
        text = _("Choose a consultation that is open and to which the state is invited, or none.")
        errors["round"] = ValidationError(text, "unfit")
    if errors:
        raise ValidationError(errors)


def _save_beside(priority, *, actor, columns, texts, links, minor) -> Priority:
    """Put the change beside the published priority, whose row the caller has locked."""
    values = stored_values(priority), pending_values(priority)
    new_texts = put_beside(priority, values, columns=columns, texts=texts, links=links, minor=minor)
    if new_texts is None:
        return priority
    with deed("priority.revise", actor=actor, about=priority.reference):
        set_texts(priority, new_texts, actor=actor, origin=TextBeside.Origin.CHANGE)
        Priority.objects.filter(pk=priority.pk).update(revised=priority.revised, revision=priority.revision)
        renew(priority)
    return priority


def put_beside(
    priority: Priority,
    values: tuple[Mapping[str, object], Mapping[str, object]],
    *,
    columns: Mapping[str, object],
    texts: Texts,
    links: Mapping[str, Sequence[models.Model]],
    minor: bool = False,
    constraints: bool = True,
) -> dict[str, dict[str, str]] | None:
    """Put a change into ``revised`` and ``revision`` of a published priority that nobody has saved yet.

    ``values`` are the stored and the pending ones. Returns the texts to put beside, or None if nothing changes. Without
    ``constraints`` the caller asks ``refused_beside`` of many priorities what the database would refuse.
    """
    stored, pending = values
    present = {**stored, **pending}
    differing(priority, texts)  # refuses what no column may hold
    wanted: dict[str, object] = {
        **{f"{field}_{code}": clean(text) or "" for code, fields in texts.items() for field, text in fields.items()},
        **{name: value.pk if isinstance(value, models.Model) else value for name, value in columns.items()},
        **{name: [target.pk for target in targets] for name, targets in links.items()},
    }
    changed = {name: value for name, value in wanted.items() if value != present[name]}
    if not changed:
        return None
    pending = {name: value for name, value in (present | changed).items() if value != stored[name]}
    outcome, touched = _outcome(priority, pending)
    outcome.clean_fields(exclude={column.name for column in Priority._meta.concrete_fields} - touched)
    outcome.clean()
    if constraints:
        for error in refused([outcome], [touched]).values():
            raise error
    new_texts: dict[str, dict[str, str]] = {}
    for name, value in changed.items():
        field = Priority._meta.get_field(name)
        if hasattr(field, "translated_field"):
            new_texts.setdefault(field.language, {})[field.translated_field.name] = value
    # With the texts, though their working versions are what will be published: so the history tells of each save.
    revised = dict(pending)
    # The change as a whole leaves the meaning only if each part of it did.
    if pending and minor and (not priority.revision or priority.revised.get(MINOR)):
        revised[MINOR] = True
    priority.revised = revised
    if not pending:
        priority.revision = Revision.NONE
    elif priority.revision != Revision.SENT_BACK:
        priority.revision = Revision.DRAFT
    return new_texts


def refused_beside(priorities: Sequence[Priority]) -> dict[int, ValidationError]:
    """By place, why a priority could not be published with the change that ``put_beside`` gave it."""
    outcomes = [_outcome(priority, priority.revised) for priority in priorities]
    return refused([outcome for outcome, _touched in outcomes], [touched for _outcome, touched in outcomes])


def _outcome(priority: Priority, pending: Mapping[str, object]) -> tuple[Priority, set[str]]:
    """The priority as it would be published with the change, and the columns that this touches.

    What the change does not touch is as it was stored, so only what it touches is asked of the database.
    """
    outcome = copy(priority)
    columns = {name: Priority._meta.get_field(name) for name in pending if name not in (*LINKS, MINOR, OWN)}
    for name, column in columns.items():
        setattr(outcome, column.attname, pending[name])
    return outcome, {*columns}


def _is_about_something(remark: Remark) -> bool:
    translated = translated_fields(Priority)
    if remark.field in translated:
        return remark.language in ("", *languages.CODES)
    return not remark.language and remark.field in ("", *COLUMNS, *LINKS)
