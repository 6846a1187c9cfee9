"""What stands in a workbook of priorities: its columns, the lists to choose from, and what cells mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amedip.core import languages
from amedip.core.texts import fields_in_order
from registry.drafts import COLUMNS, LINKS, POINTS_AT, label_of, text_columns
from registry.models import ConsultationRound, Country, Institution, Priority, RoundState, Theme
from registry.rules import rounds_open_to

REF, STATE, YEAR, STATUS = "ref", "state", "year", "status"
# What a row of a stored priority only shows.
FIXED = (REF, STATE, YEAR)
CHOICES = ("time_frame", "importance", "expertise")
# So many columns at least for the members of a list.
ROOM = {"themes": 3, "institutions": 2}

Status, Revision = Priority.Status, Priority.Revision


def merged_names() -> list[str]:
    """The values that are compared and merged, in the order in which people read them, and those that are fixed."""
    return [STATUS, *text_columns(), *LINKS, *COLUMNS, STATE, YEAR]


@dataclass(frozen=True)
class Column:
    """One column: ``key`` names it for us, ``heading`` for people. The members of a list have a column each."""

    key: str
    heading: str

    @property
    def name(self) -> str:
        """The value to which the cell belongs."""
        return self.key.partition(".")[0]

    @property
    def language(self) -> str:
        """The language of the texts in it; empty for what is no text."""
        return self.name.rpartition("_")[2] if self.name in text_columns() else ""


def columns_of(*, several: bool, members: Mapping[str, int]) -> list[Column]:
    """The columns in their order, headed in the present language; ``members`` says how many the lists have at most."""
    here = languages.current()
    tongues = [here, *(code for code in languages.CODES if code != here)]
    columns = [Column(REF, _("Reference"))]
    if several:
        columns.append(Column(STATE, _("State")))
    columns.append(Column(STATUS, _("Status")))
    for field in fields_in_order(Priority):
        columns += [
            Column(f"{field}_{code}", f"{label_of(f'{field}_{code}')[0]} · {languages.NAMES[code]}") for code in tongues
        ]
    for name in ("themes", "institution", "institutions", "round", *CHOICES):
        if name in LINKS:
            label = {"themes": pgettext("column", "Theme"), "institutions": pgettext("column", "Other institution")}
            columns += [Column(f"{name}.{place}", f"{label[name]} {place}") for place in range(1, members[name] + 1)]
        else:
            columns.append(Column(name, str(label_of(name)[0])))
    columns.append(Column(YEAR, str(label_of(YEAR)[0])))
    return columns


# --- status --------------------------------------------------------------------------------------------------------


def status_of(priority: Priority) -> str:
    """Where a priority stands, with the change beside it: ``published+draft``."""
    return f"{priority.status}+{priority.revision}" if priority.revision else priority.status


def submitted_from(status: str) -> str:
    """The status to which a state may take a priority from ``status``; empty if it may not."""
    if status in (Status.DRAFT, Status.SENT_BACK):
        return Status.SUBMITTED
    if status in (Status.PUBLISHED, f"{Status.PUBLISHED}+{Revision.DRAFT}", f"{Status.PUBLISHED}+{Revision.SENT_BACK}"):
        return f"{Status.PUBLISHED}+{Revision.SUBMITTED}"
    return ""


def status_label(status: str) -> str:
    """The status for people."""
    own, _plus, revision = status.partition("+")
    label = str(Status(own).label)
    return f"{label} · {Revision(revision).label}" if revision else label


def statuses() -> list[str]:
    """All that there are."""
    changed = [f"{Status.PUBLISHED}+{revision}" for revision in Revision.values if revision]
    return [*Status.values, *changed]


# --- lists ---------------------------------------------------------------------------------------------------------


def list_of(name: str) -> str:
    """The list from which the cells of a value are chosen; empty for what is typed."""
    if name == "institutions":
        return "institution"
    return name if name in ("themes", "institution", "round", STATE, STATUS, *CHOICES) else ""


def spoken(label: str) -> str:
    """The label as it is looked for: however it is spaced and whatever its capitals."""
    return " ".join(label.split()).casefold()


def lists_for(countries: Iterable[Country], *, several: bool, held: Mapping[str, set[int]]) -> dict[str, dict]:
    """For each list the labels in the present language, in order, and what they mean; ``held`` is in use anyway."""
    countries = list(countries)
    states = [country.pk for country in countries]
    own = Institution.objects.filter(country__in=states) | Institution.objects.filter(pk__in=held["institution"])
    rounds = set(rounds_open_to(states).values_list("pk", flat=True)) | held["round"]
    return {
        "themes": _labelled(Theme.objects.select_related("reference").order_by("position", "pk")),
        "institution": _labelled(
            own.select_related("reference", "country").order_by("country__code", "reference__ref"),
            mark=(lambda row: row.country.code) if several else None,
        ),
        "round": _labelled(ConsultationRound.objects.filter(pk__in=rounds).select_related("reference").order_by("pk")),
        **{name: {str(label): code for code, label in _field(name).choices if code} for name in CHOICES},
        STATUS: {status_label(status): status for status in statuses()},
        STATE: {languages.text_of(country, "name"): country.pk for country in countries} if several else {},
    }


def _labelled(rows, mark=None) -> dict[str, int]:
    """The titles, each with what tells it from another of the same name."""
    found: dict[str, int] = {}
    taken: set[str] = set()
    for row in rows:
        label = row.headline + (f" · {mark(row)}" if mark else "")
        if spoken(label) in taken:
            label = f"{label} ({row.ref})"
        taken.add(spoken(label))
        found[label] = row.pk
    return found


def _field(name):
    return Priority._meta.get_field(name)


class Fitting:
    """What may be chosen for a state: its institutions, the consultations that are open to it, and themes."""

    def __init__(self):
        open_ones = ConsultationRound.objects.filter(closed_at=None).values("pk")
        invited = RoundState.objects.filter(round__in=open_ones).values_list("country", flat=True)
        asked = rounds_open_to(set(invited))
        self.years = {pk: opens.year for pk, opens in asked.values_list("pk", "opens")}
        pairs = RoundState.objects.filter(round__in=list(self.years)).values_list("round", "country")
        self._rounds = set(pairs)
        self._themes = set(Theme.objects.values_list("pk", flat=True))
        self._institutions = dict(Institution.objects.values_list("pk", "country"))

    def theme(self, key: int) -> bool:
        return key in self._themes

    def institution(self, key: int, country: int) -> bool:
        return self._institutions.get(key) == country

    def round(self, key: int, country: int) -> bool:
        return (key, country) in self._rounds


class Names:
    """Values as people read them in the page's language, however many are shown."""

    def __init__(self):
        self._titles: dict[type, dict[int, str]] = {}

    def shown(self, name: str, value) -> str:
        """A text as it is, records by their titles, choices by their labels; empty for nothing."""
        if name == STATUS:
            return status_label(value) if value else ""
        if name in LINKS:
            return "; ".join(filter(None, (self._title(LINKS[name][2], key) for key in value)))
        if name in POINTS_AT or name == STATE:
            return self._title(Country if name == STATE else POINTS_AT[name], value) if value else ""
        if name in CHOICES:
            return str(dict(_field(name).flatchoices).get(value, value) or "")
        return str(value or "")

    def _title(self, model, key) -> str:
        if model not in self._titles:
            rows = model.objects.select_related("reference")
            self._titles[model] = {row.pk: row.headline for row in rows}
        return self._titles[model].get(key, "")
