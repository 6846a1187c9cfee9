"""What is due, and the consultations that are open."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.core import languages
from amedip.core.publications.words import Said, language_name
from registry.holdings import Held, Holdings
from registry.models import Priority
from registry.publications.pack.shapes import Column, Part, Section
from registry.publications.pack.words import (
    headline,
    written,
)


def due_section(held: Holdings) -> Section:
    rows: list[list[str | Said]] = [
        [
            _("Complete the entries for the consultation"),
            progress.invited.round.ref,
            headline(progress.invited.round),
            written(progress.invited.round.closes),
        ]
        for progress in held.consultations
        if not progress.complete
    ]
    for one in held.priorities:
        rows += [[what, one.priority.ref, headline(one.priority), ""] for what in _waiting(one)]
    columns = [
        Column(_("What"), 45),
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Title"), 50),
        Column(_("Last day"), 14),
    ]
    return Section(_("What is due"), columns, rows, _("Nothing is due."))


def _waiting(one: Held) -> list[str]:
    """What a priority waits for, a sentence each."""
    found = []
    priority = one.priority
    if one.sent_back:
        found.append(_("Answer what was sent back"))
    elif one.unsubmitted:
        found.append(_("Submit the change") if priority.revision else _("Submit the draft"))
    if one.comments:
        count = len(one.comments)
        found.append(ngettext("%(count)d comment is open", "%(count)d comments are open", count) % {"count": count})
    if priority.status == Priority.Status.WITHDRAWN:
        return found
    for state, words in (
        ("missing", _("Texts are missing in: %(languages)s")),
        ("partial", _("Texts are incomplete in: %(languages)s")),
        ("outdated", _("Texts are outdated in: %(languages)s")),
    ):
        if codes := one.lacking(state):
            found.append(words % {"languages": languages.comma().join(language_name(code) for code in codes)})
    return found


def consultations_section(held: Holdings) -> Section:
    columns = [
        Column(_("Reference"), 20, Part.CODE),
        Column(_("Title"), 45),
        Column(_("Opens"), 14),
        Column(_("Last day"), 14),
        Column(_("Handed in"), 14),
        Column(_("Entries complete"), 14),
    ]
    rows = [
        [
            progress.invited.round.ref,
            headline(progress.invited.round),
            written(progress.invited.round.opens),
            written(progress.invited.round.closes),
            _("%(handed_in)d of %(total)d") % {"handed_in": progress.handed_in, "total": progress.total},
            written(progress.invited.completed_at) or _("no"),
        ]
        for progress in held.consultations
    ]
    return Section(_("Open consultations"), columns, rows, _("No consultation is open to the state."))
