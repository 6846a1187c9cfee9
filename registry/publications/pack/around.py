"""What else a state holds: practices, institutions, people, and what was done of late."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amedip.core import languages
from amedip.core.history import verb_of
from amedip.core.publications.words import Said, shown
from registry.holdings import Holdings
from registry.models import FocalPoint
from registry.publications.pack.shapes import Column, Part, Section
from registry.publications.pack.words import (
    by_whom,
    headline,
    in_each_language,
    texts_of,
    written,
)
from registry.publications.reading import labels


def practices_section(held: Holdings) -> Section:
    named = labels()
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(named["title"], 45, Part.READ),
        Column(named["description"], 60, Part.READ),
        *in_each_language(named, ("title", "description")),
        Column(pgettext("practice", "Published"), 14),
        Column(named["themes"], 30),
        Column(_("Institution"), 30),
    ]
    rows: list[list[str | Said]] = [
        [
            practice.ref,
            shown(texts_of(practice, "title")),
            shown(texts_of(practice, "description")),
            *(texts_of(practice, name)[code] or "" for name in ("title", "description") for code in languages.CODES),
            _("yes") if practice.published else _("no"),
            languages.comma().join(theme.headline for theme in practice.themes.all()),
            practice.institution.headline if practice.institution else "",
        ]
        for practice in held.practices
    ]
    return Section(_("Practices"), columns, rows, _("No practice of the state is on record."), cards=True)


def institutions_section(held: Holdings) -> Section:
    columns = [
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Name"), 50),
        Column(_("Kind"), 26),
        Column(_("Part of, or members"), 50),
    ]
    rows: list[list[str | Said]] = [
        [
            institution.ref,
            headline(institution),
            capfirst(str(institution.get_kind_display())),
            institution.parent.headline if institution.parent else "",
        ]
        for institution in held.institutions
    ]
    rows += [
        [
            mechanism.ref,
            headline(mechanism),
            _("Coordination mechanism"),
            languages.comma().join(member.institution.headline for member in mechanism.members.all()),
        ]
        for mechanism in held.mechanisms
    ]
    return Section(_("Institutions"), columns, rows, _("No institution of the state is on record."))


def people_section(held: Holdings) -> Section:
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
            written(mandate.since),
            written(mandate.until),
            mandate.user.email,
        ]
        for mandate in held.people
    ]
    rows.append(["ICMPD", _("The programme’s team"), "", "", settings.CONTACT_EMAIL])
    return Section(_("Who serves"), columns, rows, "", note=_("Who is in office today or named to follow."))


def history_section(held: Holdings) -> Section:
    columns = [
        Column(_("Day"), 14),
        Column(_("Reference"), 16, Part.CODE),
        Column(_("Title"), 50),
        Column(_("What was done"), 26),
        Column(_("By"), 16),
    ]
    rows: list[list[str | Said]] = [
        [written(deed.at), deed.reference.ref, shown(deed.reference.titles), verb_of(deed), by_whom(deed)]
        for deed in held.history
    ]
    note = _("Of the last twelve months, the latest first. Who did what stands in the history of each priority.")
    return Section(_("Recent history"), columns, rows, _("Nothing was changed in the last twelve months."), note=note)
