"""A state's hand-over pack: the same content as a tagged PDF to read and as a workbook to work with."""

from dataclasses import dataclass, field
from enum import Enum

from django.conf import settings
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from amedip.core import languages
from amedip.core.documents import readable
from amedip.core.history import verb_of
from amedip.core.models import Deed, Record
from amedip.core.publications import fonts
from amedip.core.publications.typesetting import typeset
from amedip.core.publications.words import Said, language_name, said_of, shown, written_day
from registry.drafts import label_of
from registry.holdings import Held, Holdings
from registry.models import FocalPoint, Priority
from registry.publications.reading import FIELDS, address, choice, labels
from registry.publications.sheets import add_table, new_book, saved

Revision = Priority.Revision


class Part(Enum):
    """What a column is in the PDF; all but ``READ`` are columns of the workbook."""

    CODE = "code"
    FACT = "fact"
    READ = "read"  # a long text in the reader's language, only in the PDF
    WORK = "work"  # only in the workbook


@dataclass(frozen=True)
class Column:
    label: str
    width: int = 18
    part: Part = Part.FACT


@dataclass
class Section:
    """One kind of thing. ``cards``: in the PDF each row is an entry of its own, else all of them are a table."""

    title: str
    columns: list[Column]
    rows: list[list[str | Said]]
    none: str
    note: str = ""
    cards: bool = field(default=False)


def render_pdf(held: Holdings) -> bytes:
    """The file, checked as PDF/UA-1 while it is made."""
    return typeset("pack.typ", _book(held), at=held.at)


def render_xlsx(held: Holdings) -> bytes:
    """A workbook with a sheet for each section, from right to left in Arabic."""
    book = new_book(pack_title(held.country))
    for section in _sections(held):
        kept = [number for number, column in enumerate(section.columns) if column.part is not Part.READ]
        columns = [(section.columns[number].label, section.columns[number].width) for number in kept]
        rows = [[_text(row[number]) for number in kept] for row in section.rows]
        add_table(book, section.title, columns, rows)
    return saved(book)


RENDERERS = {"pdf": render_pdf, "xlsx": render_xlsx}


def pack_title(country) -> str:
    return _("Hand-over: %(state)s") % {"state": country.headline}


def pack_name(country, suffix: str, day: str) -> str:
    """What the file is called in the reader's language."""
    return f"{readable(f'AMEDIP – {pack_title(country)} – {day}')} ({languages.current()}).{suffix}"


def _book(held: Holdings) -> dict:
    """All that the template shows."""
    title = pack_title(held.country)
    here = languages.current()
    day = written_day(timezone.localtime(held.at).date())
    return {
        "lang": here,
        "dir": languages.direction(here),
        "title": fonts.printable(title),
        "subtitle": None,
        "full-title": fonts.printable(title),
        "publisher": settings.SITE_NAME,
        "description": _("What the state holds in the portal, and what waits for its focal points."),
        "keywords": [],
        "facts": [
            {"label": _("As of"), "value": day, "code": False},
            {"label": _("Priorities"), "value": str(len(held.priorities)), "code": False},
            {
                "label": _("On the web"),
                "value": f"{settings.SITE_URL}/{here}/workspace/",
                "code": True,
            },
        ],
        "notes": [
            _("For the focal points of the state and the programme’s team only: it holds drafts and names."),
            _("Texts that are missing in this language stand in another, which is named after them."),
        ],
        "words": {"contents": _("Contents"), "comma": languages.comma()},
        "sections": [_section(section) for section in _sections(held)],
    }


def _section(section: Section) -> dict:
    columns = [(number, column) for number, column in enumerate(section.columns) if column.part is not Part.WORK]
    return {
        "title": section.title,
        "note": section.note or None,
        "none": section.none,
        "cards": section.cards,
        "columns": [
            {"label": column.label, "part": column.part.value, "width": column.width} for _number, column in columns
        ],
        "rows": [[_said(row[number], column) for number, column in columns] for row in section.rows],
    }


def _said(value: str | Said, column: Column) -> dict | None:
    if not _text(value):
        return None
    said = value if isinstance(value, Said) else Said(str(value), languages.current())
    return said_of(said) | {"code": column.part is Part.CODE}


def _text(value: str | Said) -> str:
    return value.text if isinstance(value, Said) else str(value)


# --- what stands in it ---------------------------------------------------------------------------------------------


def _sections(held: Holdings) -> list[Section]:
    return [
        _due(held),
        _consultations(held),
        _priorities(held),
        _changes(held),
        _comments(held),
        _practices(held),
        _institutions(held),
        _people(held),
        _history(held),
    ]


def _due(held: Holdings) -> Section:
    rows: list[list[str | Said]] = [
        [
            _("Complete the entries for the consultation"),
            progress.invited.round.ref,
            _headline(progress.invited.round),
            _day(progress.invited.round.closes),
        ]
        for progress in held.consultations
        if not progress.complete
    ]
    for one in held.priorities:
        rows += [[what, one.priority.ref, _headline(one.priority), ""] for what in _waiting(one)]
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


def _consultations(held: Holdings) -> Section:
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
            _headline(progress.invited.round),
            _day(progress.invited.round.opens),
            _day(progress.invited.round.closes),
            _("%(handed_in)d of %(total)d") % {"handed_in": progress.handed_in, "total": progress.total},
            _day(progress.invited.completed_at) or _("no"),
        ]
        for progress in held.consultations
    ]
    return Section(_("Open consultations"), columns, rows, _("No consultation is open to the state."))


def _priorities(held: Holdings) -> Section:
    named = labels()
    columns = [
        Column(named["ref"], 16, Part.CODE),
        Column(named["title"], 45, Part.READ),
        *(Column(named[name], 60, Part.READ) for name in FIELDS[1:]),
        *_in_each_language(named, FIELDS),
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
        *(shown(_texts(priority, name)) for name in FIELDS),
        *(_texts(priority, name)[code] or "" for name in FIELDS for code in languages.CODES),
        choice("status", priority.status),
        choice("revision", priority.revision),
        one.sent_back.why if one.sent_back else "",
        languages.comma().join(theme.headline for theme in priority.themes.all()),
        priority.institution.headline if priority.institution else "",
        languages.comma().join(other.headline for other in priority.institutions.all()),
        *(choice(name, getattr(priority, name)) for name in ("time_frame", "importance", "expertise")),
        priority.round.headline if priority.round else "",
        _("yes") if priority.derived else _("no"),
        _day(priority.confirmed_on),
        address(priority.ref) if priority.is_public() else "",
    ]


def _changes(held: Holdings) -> Section:
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
            _in(change.language, change.before),
            _in(change.language, change.after),
        ]
        for one in held.priorities
        for change in one.changes
    ]
    none = _("No change waits beside what is published.")
    return Section(_("Changes waiting"), columns, rows, none)


def _comments(held: Holdings) -> Section:
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
            _about(comment.field, comment.language),
            _side(comment.author),
            _day(comment.at),
            Said(comment.text, comment.text_language),
        ]
        for one in held.priorities
        for comment in one.comments
    ]
    return Section(_("Open comments"), columns, rows, _("No comment is open."))


def _practices(held: Holdings) -> Section:
    named = labels()
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(named["title"], 45, Part.READ),
        Column(named["description"], 60, Part.READ),
        *_in_each_language(named, ("title", "description")),
        Column(pgettext("practice", "Published"), 14),
        Column(named["themes"], 30),
        Column(_("Institution"), 30),
    ]
    rows: list[list[str | Said]] = [
        [
            practice.ref,
            shown(_texts(practice, "title")),
            shown(_texts(practice, "description")),
            *(_texts(practice, name)[code] or "" for name in ("title", "description") for code in languages.CODES),
            _("yes") if practice.published else _("no"),
            languages.comma().join(theme.headline for theme in practice.themes.all()),
            practice.institution.headline if practice.institution else "",
        ]
        for practice in held.practices
    ]
    return Section(_("Practices"), columns, rows, _("No practice of the state is on record."), cards=True)


def _institutions(held: Holdings) -> Section:
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Name"), 50),
        Column(_("Kind"), 26),
        Column(_("Part of, or members"), 50),
    ]
    rows: list[list[str | Said]] = [
        [
            institution.ref,
            _headline(institution),
            capfirst(str(institution.get_kind_display())),
            institution.parent.headline if institution.parent else "",
        ]
        for institution in held.institutions
    ]
    rows += [
        [
            mechanism.ref,
            _headline(mechanism),
            _("Coordination mechanism"),
            languages.comma().join(member.institution.headline for member in mechanism.members.all()),
        ]
        for mechanism in held.mechanisms
    ]
    return Section(_("Institutions"), columns, rows, _("No institution of the state is on record."))


def _people(held: Holdings) -> Section:
    def field(name):
        return capfirst(str(FocalPoint._meta.get_field(name).verbose_name))

    columns = [
        Column(_("Name"), 30),
        Column(_("Role"), 20),
        Column(field("since"), 14),
        Column(field("until"), 14),
        Column(_("Mail"), 34, Part.CODE),
    ]
    rows: list[list[str | Said]] = [
        [
            mandate.user.full_name or mandate.user.email,
            str(FocalPoint.Position(mandate.position).label),
            _day(mandate.since),
            _day(mandate.until),
            mandate.user.email,
        ]
        for mandate in held.people
    ]
    rows.append(["ICMPD", _("The programme’s team"), "", "", settings.CONTACT_EMAIL])
    return Section(_("Who serves"), columns, rows, "", note=_("Who is in office today or named to follow."))


def _history(held: Holdings) -> Section:
    columns = [
        Column(_("Day"), 14),
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Title"), 50),
        Column(_("What was done"), 26),
        Column(_("By"), 16),
    ]
    rows: list[list[str | Said]] = [
        [_day(deed.at), deed.reference.ref, shown(deed.reference.titles), verb_of(deed), _by(deed)]
        for deed in held.history
    ]
    note = _("Of the last twelve months, the latest first. Who did what stands in the history of each priority.")
    return Section(_("Recent history"), columns, rows, _("Nothing was changed in the last twelve months."), note=note)


# --- words ---------------------------------------------------------------------------------------------------------


def _in_each_language(named, names) -> list[Column]:
    return [
        Column(f"{named[name]} · {language_name(code)}", 45, Part.WORK) for name in names for code in languages.CODES
    ]


def _texts(record, name: str) -> dict[str, str | None]:
    return {code: getattr(record, f"{name}_{code}") for code in languages.CODES}


def _headline(record: Record) -> Said:
    return shown(record.names())


def _in(language: str, text: str) -> str | Said:
    return Said(text, language) if language else text


def _day(day) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _about(name: str, language: str) -> str:
    if not name:
        return _("The whole")
    label = label_of(f"{name}_{language or languages.current()}" if name in FIELDS else name)[0]
    return f"{label} · {language_name(language)}" if language else label


def _side(person) -> str:
    """Which side somebody stands on: more the successor need not know."""
    return "ICMPD" if person.is_staff else pgettext("who did it", "the state")


def _by(deed: Deed) -> str:
    return _side(deed.actor) if deed.actor else pgettext("who did it", "the portal")
