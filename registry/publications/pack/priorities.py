"""The priorities of a state, what waits beside them, and what is said of them."""

from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.publications.words import Said, language_name, shown
from registry.holdings import Held, Holdings
from registry.publications.pack.shapes import Column, Part, Section
from registry.publications.pack.words import (
    concerns,
    in_each_language,
    in_language,
    side_of,
    texts_of,
    written,
)
from registry.publications.reading import FIELDS, address, choice, labels


def priorities_section(held: Holdings) -> Section:
    named = labels()
    columns = [
        Column(named["ref"], 16, Part.CODE),
        Column(named["title"], 45, Part.READ),
        *(Column(named[name], 60, Part.READ) for name in FIELDS[1:]),
        *in_each_language(named, FIELDS),
        Column(named["status"], 18),
        Column(_("Change pending"), 24),
        Column(_("Why it was sent back"), 40),
        Column(named["themes"], 30),
        Column(named["institution"], 30),
        Column(named["institutions"], 30),
        *(Column(named[name], 18) for name in ("time_frame", "importance", "expertise")),
        Column(named["round"], 24),
        Column(named["derived"], 14),
        Column(named["confirmed_on"], 14),
        Column(named["url"], 40, Part.WORK),
    ]
    rows = [_priority(one) for one in held.priorities]
    return Section(
        _("Priorities"), columns, rows, _("Nothing is on record for the state yet."), cards=True,
        note=_("In every status. Texts of all languages stand in the workbook."),
    )  # fmt: skip


def _priority(one: Held) -> list[str | Said]:
    priority = one.priority
    return [
        priority.ref,
        *(shown(texts_of(priority, name)) for name in FIELDS),
        *(texts_of(priority, name)[code] or "" for name in FIELDS for code in languages.CODES),
        choice("status", priority.status),
        choice("revision", priority.revision),
        one.sent_back.why if one.sent_back else "",
        languages.comma().join(theme.headline for theme in priority.themes.all()),
        priority.institution.headline if priority.institution else "",
        languages.comma().join(other.headline for other in priority.institutions.all()),
        *(choice(name, getattr(priority, name)) for name in ("time_frame", "importance", "expertise")),
        priority.round.headline if priority.round else "",
        _("yes") if priority.derived else _("no"),
        written(priority.confirmed_on),
        address(priority.ref) if priority.is_public() else "",
    ]


def changes_section(held: Holdings) -> Section:
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Field"), 20),
        Column(_("Language"), 14),
        Column(_("Published text"), 50),
        Column(_("Would become"), 50),
    ]
    rows: list[list[str | Said]] = [
        [
            one.priority.ref,
            str(change.label),
            language_name(change.language) if change.language else "",
            in_language(change.language, change.before),
            in_language(change.language, change.after),
        ]
        for one in held.priorities
        for change in one.changes
    ]
    none = _("No change waits beside what is published.")
    return Section(_("Changes waiting"), columns, rows, none)


def comments_section(held: Holdings) -> Section:
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Concerns"), 24),
        Column(_("By"), 14),
        Column(_("Day"), 14),
        Column(_("Comment"), 60),
    ]
    rows: list[list[str | Said]] = [
        [
            one.priority.ref,
            concerns(comment.field, comment.language),
            side_of(comment.author),
            written(comment.at),
            Said(comment.text, comment.text_language),
        ]
        for one in held.priorities
        for comment in one.comments
    ]
    return Section(_("Open comments"), columns, rows, _("No comment is open."))
