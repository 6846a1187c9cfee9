"""Plain rows for the Registry's lists: what is filtered by, what is shown. Instances would be most of a list's cost."""

from functools import cache, cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.text import Truncator

from amedip.core import languages
from amedip.core.languages import columns
from amedip.core.search.finding import references_matching
from amedip.core.statements import RowStatement
from registry.models import (
    ConsultationRound,
    Country,
    CountryRole,
    PracticeTheme,
    Priority,
    PriorityTheme,
    Theme,
)

LONGEST = 320  # characters of a description in a row


class Vocabulary:
    """The states, themes and consultations of the Registry by key, in the reader's order; a query each, when asked."""

    @cached_property
    def states(self) -> dict[int, dict]:
        """Every country, with ``partner`` for the Focus Partner States."""
        return _by_key(_states(languages.current()))

    @cached_property
    def partners(self) -> list[dict]:
        """The Focus Partner States."""
        return [state for state in self.states.values() if state["partner"]]

    @cached_property
    def themes(self) -> dict[int, dict]:
        return _by_key(_themes())

    @cached_property
    def rounds(self) -> dict[int, dict]:
        return _by_key(_rounds())


def _by_key(statement: RowStatement) -> dict[int, dict]:
    return {row["pk"]: row | {"get_absolute_url": url(row["path"])} for row in statement.rows()}


@cache
def _states(code: str) -> RowStatement:
    partner = CountryRole.objects.filter(country=OuterRef("pk"), role=CountryRole.Role.FOCUS_PARTNER)
    shown = _shown("code", *columns(["name"])) | {"partner": Exists(partner)}
    return RowStatement(Country.objects.in_order(code), shown)


@cache
def _themes() -> RowStatement:
    return RowStatement(Theme.objects.order_by(*Theme._meta.ordering), _shown(*columns(["name"])))


@cache
def _rounds() -> RowStatement:
    rows = ConsultationRound.objects.order_by(*ConsultationRound._meta.ordering)
    return RowStatement(rows, _shown(*columns(["title", "instructions"])))


def _shown(*names: str) -> dict:
    return {name: name for name in ("pk", *names)} | _REFERENCE


_REFERENCE = {"ref": F("reference__ref"), "path": F("reference__path")}


def url(path: str) -> str:
    """The address of a page in the reader's language."""
    return f"/{languages.current()}/{path}"


def narrow(records, links, *, q="", state=(), theme=(), **columns_in):
    """``records`` under the chosen states and themes (keys; ``links`` is their table of themes), columns and words."""
    conditions = Q()
    for column, wanted in {"country": state, **columns_in}.items():
        if wanted:
            conditions &= Q(**{f"{column}__in": wanted})
    if theme:
        owner = next(column.name for column in links._meta.fields if column.related_model is records.model)
        conditions &= Q(pk__in=links.objects.filter(theme__in=theme).values(owner))
    if q:
        conditions &= Q(reference__in=references_matching(q, kind=records.model.KIND))
    return records.filter(conditions)


def priority_rows(priorities):
    """A query for the plain rows of a list of priorities; ``dress`` makes them ready for a template."""
    own = ("status", "derived", "confirmed_on", "from_summary")
    return priorities.with_origin().values(*own, *_TEXTS, **_row(PriorityTheme, "priority"))


def practice_rows(practices):
    """A query for the plain rows of a list of practices; ``dress`` makes them ready for a template."""
    return practices.values("published", *_TEXTS, **_row(PracticeTheme, "practice"))


_TEXTS = columns(["title", "description"])


def _row(links, owner):
    themes = links.objects.filter(**{owner: OuterRef("pk")}).order_by("position", "pk").values("theme")
    return {
        **_REFERENCE,
        "example": F("reference__example"),
        "tongues": F("reference__tongues"),
        "country_key": F("country"),
        "theme_keys": ArraySubquery(themes),
    }


def dress(row: dict, vocabulary: Vocabulary) -> dict:
    """The row with the names that templates use of an instance, so that both are shown by the same parts."""
    for code in languages.CODES:
        text = row[f"description_{code}"]
        if text and len(text) > LONGEST:
            row[f"description_{code}"] = Truncator(text).words(45)
    row["get_absolute_url"] = url(row["path"])
    row["country"] = vocabulary.states[row["country_key"]]
    row["themes"] = {"all": [vocabulary.themes[key] for key in row["theme_keys"]]}
    row["reference"] = {"example": row["example"]}
    if "status" in row:
        row["get_status_display"] = Priority.Status(row["status"]).label
    return row


def counts_by_theme(priorities) -> dict[tuple[int, int], int]:
    """How many of ``priorities`` each state names under each theme, by (state, theme)."""
    found = PriorityTheme.objects.filter(priority__in=priorities).values_list("priority__country", "theme")
    return {(state, theme): count for state, theme, count in found.annotate(count=Count("pk")).order_by()}


def counts_by_state(priorities) -> dict[int, int]:
    """How many of ``priorities`` each state names, each counted once."""
    return dict(priorities.order_by().values_list("country").annotate(count=Count("pk")))
