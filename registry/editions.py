"""What the Registry holds, or held on a given day: all that an edition shows, in all languages, as plain JSON."""

import datetime
from collections.abc import Iterable, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from amedip.core import languages
from amedip.core.languages import columns
from amedip.core.models import Citation, Reference, TextState
from registry.models import (
    ConsultationRound,
    Country,
    Institution,
    Priority,
    PriorityInstitution,
    PriorityTheme,
    Theme,
)

TEXTS = ("title", "description", "need", "desired_result")
_FACTS = (
    "country_id", "round_id", "institution_id", "superseded_by_id", "year", "status", "derived", "confirmed_on",
    "published_at", "time_frame", "importance", "expertise",
)  # fmt: skip
_PUBLIC = Q(status__in=Priority.PUBLIC_STATES)
# The titles of sources that no longer stand under their name are those of their tombstones.
_SOURCE = ("kind", "ref", "path", *columns(["title"]))


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment up to which the day's changes count."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), timezone.get_current_timezone())


def first_day() -> datetime.date | None:
    """The day of the first priority that was ever recorded here; None before it."""
    first = _events(Priority).order_by("pgh_created_at").values_list("pgh_created_at", flat=True).first()
    return timezone.localdate(first) if first else None


def count() -> int:
    """How many priorities today's content has."""
    return Priority.objects.public().filter(reference__example=False).count()


def references_held(consultation: ConsultationRound) -> models.QuerySet:
    """The keys of the references whose texts an edition made of the consultation now would hold, examples left out.

    These are today's public priorities and the consultations in which they were given, that one among them.
    """
    public = models.QuerySet(Priority).filter(status__in=Priority.PUBLIC_STATES, reference__example=False)
    rounds = models.QuerySet(ConsultationRound).filter(Q(pk=consultation.pk) | Q(pk__in=public.values("round")))
    held = Q(pk__in=public.values("reference")) | Q(pk__in=rounds.values("reference"))
    return models.QuerySet(Reference).filter(held, example=False).values("pk")


def priorities_held(at: datetime.datetime) -> models.QuerySet:
    """References of the priorities that were public just before the moment ``at``, examples left out.

    Filters may ask for what each was then: ``key``, ``status``, ``state`` and ``round`` by their references, and the
    references of its ``themes``. Each is looked up as the references are gone through, so that a page costs no more
    than its rows.
    """
    events = _events(Priority).filter(reference_id=OuterRef("pk"), pgh_created_at__lt=at).order_by("-pgh_id")

    def then(column):
        return Subquery(events.values(column)[:1])

    themes = _Rows(at).rows(PriorityTheme).filter(priority_id=OuterRef("key")).values("theme__reference__ref")
    references = models.QuerySet(Reference).filter(kind=Priority.KIND, example=False)
    told = references.alias(
        label=then("pgh_label"), key=then("pgh_obj_id"), status=then("status"), state=then("country__reference__ref"),
        round=then("round__reference__ref"), themes=ArraySubquery(themes),
    )  # fmt: skip
    return told.filter(_PUBLIC).exclude(label="delete")


def content_of(
    at: datetime.datetime | None = None, *, more: tuple[str, ...] = (), only: Sequence[int] | None = None
) -> dict:
    """The public priorities of now, or as the portal held them just before the moment ``at``.

    Lists stand in the order of their codes and references, themes in their own; whoever shows them sorts by the names
    in the reader's language. A translated text is ``{"ar": …, "en": …, "fr": …}`` with null for what is missing;
    ``text_states`` says where each stands, and is null for a day gone by, of which nobody knows. What exists only to
    show the software is no part of the Registry. ``more`` are further columns of the priorities, given as they are;
    with ``only``, keys of priorities, there are no others.
    """
    rows = _Rows(at)
    where = _PUBLIC if only is None else _PUBLIC & rows.are(only)
    found = rows.of(Priority, *_FACTS, *more, "reference_id", *columns(TEXTS), where=where)
    refs = _refs(found)
    found = sorted((row for row in found if row["reference_id"] in refs), key=lambda row: refs[row["reference_id"]])
    keys = [row["pk"] for row in found]

    countries = rows.named(Country, {row["country_id"] for row in found}, "name")
    rounds = rows.named(ConsultationRound, {row["round_id"] for row in found}, "title")
    themes = rows.named(Theme, None, "name", "position")
    theme_links = rows.links(PriorityTheme, "priority_id", "theme_id", keys)
    shared = rows.links(PriorityInstitution, "priority_id", "institution_id", keys)
    named = {row["institution_id"] for row in found} | {key for linked in shared.values() for key in linked}
    institutions = rows.named(Institution, named, "name", "acronym")
    cited, sources = _citations(rows, list(refs))
    successors = _successors(rows, found)
    states = _text_states(keys) if at is None else None
    used = {key for linked in theme_links.values() for key in linked}
    return {
        "at": _moment(at or timezone.now()),
        "states": _listed(countries, "code"),
        "themes": [
            {"slug": row["ref"], "name": row["name"]}
            for key, row in sorted(themes.items(), key=lambda pair: (pair[1]["position"], pair[0]))
            if key in used
        ],
        "institutions": _listed(institutions, "ref", "acronym"),
        "rounds": _listed(rounds, "slug"),
        "sources": sources,
        "priorities": [
            {
                "ref": refs[row["reference_id"]],
                "state": countries[row["country_id"]]["ref"],
                "round": _ref(rounds, row["round_id"]),
                "year": row["year"],
                "themes": [themes[key]["ref"] for key in theme_links.get(row["pk"], ()) if key in themes],
                "institution": _ref(institutions, row["institution_id"]),
                "institutions": [institutions[key]["ref"] for key in shared.get(row["pk"], ()) if key in institutions],
                "status": row["status"],
                "superseded_by": successors.get(row["superseded_by_id"]),
                "derived": row["derived"],
                "confirmed_on": row["confirmed_on"].isoformat() if row["confirmed_on"] else None,
                "published_at": _moment(row["published_at"]),
                "time_frame": row["time_frame"] or None,
                "importance": row["importance"] or None,
                "expertise": row["expertise"] or None,
                "texts": {field: _text(row, field) for field in TEXTS},
                "text_states": states.get(row["pk"], {}) if states is not None else None,
                "sources": cited.get(row["reference_id"], []),
            }
            | {name: row[name] for name in more}
            for row in found
        ],
    }


class _Rows:
    """The rows of our tables as they are, or as their history says they were before the moment ``at``."""

    def __init__(self, at: datetime.datetime | None):
        self.at = at

    def rows(self, model: type[models.Model]) -> models.QuerySet:
        """All rows of the table, ``key`` being their key in it."""
        # Plain querysets throughout: the translating ones would look for bare names in what names a language's column.
        if self.at is None:
            return models.QuerySet(model).annotate(key=F("pk"))
        before = _events(model).filter(pgh_created_at__lt=self.at)
        # One by one, so that who wants few rows does not pay for all.
        latest = before.filter(pgh_obj_id=OuterRef("pgh_obj_id")).order_by("-pgh_id").values("pgh_id")[:1]
        events = before.filter(pgh_id=Subquery(latest)).exclude(pgh_label="delete")
        return events.annotate(key=F("pgh_obj_id"))

    def of(self, model: type[models.Model], *names: str, where: Q) -> list[dict]:
        """Dictionaries of ``pk`` and the columns ``names``; ``where`` may name columns of the table itself only."""
        return [{"pk": row.pop("key")} | row for row in self.rows(model).filter(where).values("key", *names)]

    def are(self, keys: Iterable[int]) -> Q:
        """The rows with these keys."""
        return Q(**{"pk__in" if self.at is None else "pgh_obj_id__in": keys})

    def named(self, model, keys: set[int | None] | None, title: str, *more: str) -> dict[int, dict]:
        """By key: ``ref``, ``name`` in all languages, and the columns ``more``; of all rows if ``keys`` is None."""
        where = Q() if keys is None else self.are(keys - {None})
        found = self.of(model, "reference_id", *columns([title]), *more, where=where)
        refs = dict(
            models.QuerySet(Reference).filter(pk__in=[row["reference_id"] for row in found]).values_list("pk", "ref")
        )
        return {
            row["pk"]: {"ref": refs[row["reference_id"]], "name": _text(row, title)}
            | {name: row[name] for name in more}
            for row in found
        }

    def links(self, through, owner: str, target: str, owners: Iterable[int]) -> dict[int, list[int]]:
        """The targets of each owner, in order."""
        found = self.of(through, owner, target, "position", where=Q(**{f"{owner}__in": owners}))
        linked: dict[int, list[int]] = {}
        for row in sorted(found, key=lambda row: (row["position"], row["pk"])):
            linked.setdefault(row[owner], []).append(row[target])
        return linked


def _events(model) -> models.QuerySet:
    return models.QuerySet(model.pgh_event_models["insert"])


def _refs(rows: list[dict]) -> dict[int, str]:
    """The names of the rows' references by their keys, examples left out."""
    references = models.QuerySet(Reference).filter(pk__in=[row["reference_id"] for row in rows], example=False)
    return dict(references.values_list("pk", "ref"))


def _successors(rows: _Rows, found: list[dict]) -> dict[int, str]:
    """The references of what superseded the priorities; what was no more, or not yet, public is not told of."""
    keys = {row["superseded_by_id"] for row in found} - {None}
    there = rows.of(Priority, "reference_id", where=_PUBLIC & rows.are(keys))
    refs = _refs(there)
    return {row["pk"]: refs[row["reference_id"]] for row in there if row["reference_id"] in refs}


def _citations(rows: _Rows, owners: list[int]) -> tuple[dict[int, list[dict]], list[dict]]:
    """What each owner cites, in order, and the sources themselves."""
    found = rows.of(
        Citation, "owner_id", "source_id", "section", "position", *columns(["note"]), where=Q(owner_id__in=owners)
    )
    of_key = {
        row["pk"]: row
        for row in models.QuerySet(Reference)
        .filter(pk__in={row["source_id"] for row in found}, public=True)
        .values("pk", *_SOURCE)
    }
    cited: dict[int, list[dict]] = {}
    for row in sorted(found, key=lambda row: (row["position"], row["pk"])):
        source = of_key.get(row["source_id"])
        if source:
            passage = {"kind": source["kind"], "reference": source["ref"], "section": row["section"] or None}
            cited.setdefault(row["owner_id"], []).append(passage | {"note": _text(row, "note")})
    sources = [
        {"kind": row["kind"], "reference": row["ref"], "title": _text(row, "title"), "path": row["path"]}
        for row in sorted(of_key.values(), key=lambda row: (row["kind"], row["ref"]))
    ]
    return cited, sources


def _text_states(keys: list[int]) -> dict[int, dict]:
    """For each priority ``{field: {language: state}}``."""
    kind = {"content_type__app_label": "registry", "content_type__model": "priority"}
    rows = models.QuerySet(TextState).filter(**kind, object_id__in=keys).order_by("object_id", "field", "language")
    states: dict[int, dict] = {}
    for key, field, language, state in rows.values_list("object_id", "field", "language", "state"):
        states.setdefault(key, {}).setdefault(field, {})[language] = state
    return states


def _listed(named: dict[int, dict], code: str, *more: str) -> list[dict]:
    rows = sorted(named.values(), key=lambda row: row["ref"])
    return [{code: row["ref"], "name": row["name"]} | {name: row[name] for name in more} for row in rows]


def _ref(named: dict[int, dict], key: int | None) -> str | None:
    return named[key]["ref"] if key in named else None


def _text(row: dict, field: str) -> dict[str, str | None]:
    return {code: row[f"{field}_{code}"] or None for code in languages.CODES}


def _moment(at: datetime.datetime | None) -> str | None:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
