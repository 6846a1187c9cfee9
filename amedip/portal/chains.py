"""The golden thread: what led to a record and what came of it, from recommendation to result, in one query for many."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from amedip.core.languages import columns
from amedip.core.statements import Written
from amedip.portal.models import TypedLink
from exchanges.models import Exchange, ExchangeRequest
from pilots.models import PilotProject
from registry.models import Priority
from workshops.models import Recommendation

# How far on a record stands: a link belongs to the thread where its source stands further on than its target.
STAGES = {
    Recommendation.KIND: 0,
    Priority.KIND: 1,
    ExchangeRequest.KIND: 2,
    Exchange.KIND: 3,
    PilotProject.KIND: 3,
}
LEADS_ON = (TypedLink.Kind.TAKES_UP, TypedLink.Kind.BUILDS_ON)
DONE = (PilotProject.Phase.COMPLETED, PilotProject.Phase.EVALUATED)
SHOWN = 6  # rows of a step before the rest is folded

STEPS = {
    "recommendation": _("Recommendation"),
    "priority": _("Priority"),
    "action": _("Exchange or pilot"),
    "result": pgettext_lazy("golden thread", "Result"),
}
_STEP_OF = {Recommendation.KIND: "recommendation", Priority.KIND: "priority"}

# Where one record leads on to another: the tables, the key of the earlier reference, that of the later one.
_EDGES = (
    (
        f"(SELECT * FROM portal_typedlink WHERE kind IN {tuple(map(str, LEADS_ON))}) link",  # noqa: S608
        "link.target_id",
        "link.source_id",
    ),
    (
        "exchanges_exchangerequest request JOIN registry_priority priority ON priority.id = request.priority_id",
        "priority.reference_id",
        "request.reference_id",
    ),
    (
        "exchanges_exchange exchange JOIN exchanges_exchangerequest request ON request.id = exchange.request_id",
        "request.reference_id",
        "exchange.reference_id",
    ),
)


def _walk(name: str, are_roots: str, *, forward: bool) -> str:
    """A recursive table of that name, (root, node, number): all that is reached from the roots in one direction.

    What is not public ends the way: nobody reads through it what stands behind.
    """
    ways = [(tables, *(ends if forward else reversed(ends))) for tables, *ends in _EDGES]
    arms = [f"SELECT {there} AS node FROM {tables} WHERE {here} = walk.node" for tables, here, there in ways]  # noqa: S608 (our tables and columns)
    edges = " UNION ALL ".join(arms)
    return f"""
{name} (root, node, number) AS (
    SELECT reference.id, reference.id, stage.number
    FROM core_reference reference JOIN stage ON stage.kind = reference.kind WHERE reference.id {are_roots}
    UNION
    SELECT walk.root, reference.id, stage.number
    FROM {name} walk CROSS JOIN LATERAL ({edges}) edge
    JOIN core_reference reference ON reference.id = edge.node AND reference.public AND reference.gone_at IS NULL
    JOIN stage ON stage.kind = reference.kind AND stage.number {">" if forward else "<"} walk.number
)"""  # noqa: S608 (our tables and columns)


_TITLES = columns(["title"])
_STAGES = ", ".join(f"('{kind}', {number})" for kind, number in STAGES.items())


def _statement(are_roots: str) -> str:
    return f"""
WITH RECURSIVE stage (kind, number) AS (VALUES {_STAGES}),
{_walk("came_of", are_roots, forward=True)},
{_walk("led_to", are_roots, forward=False)},
part (root, node, link, outward, link_id) AS (
    SELECT root, node, NULL, NULL, NULL FROM (SELECT * FROM came_of UNION SELECT * FROM led_to) walk
    UNION ALL
    SELECT source_id, target_id, kind, true, id FROM portal_typedlink WHERE source_id {are_roots}
    UNION ALL
    SELECT target_id, source_id, kind, false, id FROM portal_typedlink WHERE target_id {are_roots}
)
SELECT part.root, part.node, part.link, part.outward, node.kind, node.ref, node.path, node.example,
    {", ".join(f"node.{name}" for name in _TITLES)}, exchange.status, pilot.phase,
    (SELECT count(*) FROM pilots_period period WHERE period.pilot_id = pilot.id AND period.verified_at IS NOT NULL)
FROM part JOIN core_reference node ON node.id = part.node AND (part.link IS NULL OR node.public)
LEFT JOIN stage ON stage.kind = node.kind
LEFT JOIN exchanges_exchange exchange ON exchange.reference_id = node.id
LEFT JOIN pilots_pilotproject pilot ON pilot.reference_id = node.id
ORDER BY part.root, part.link NULLS FIRST, part.link_id, stage.number, node.id
"""  # noqa: S608 (our tables and columns)


# The server keeps the plan for one root; for an array, of unknown length, it would make one each time.
_OF_ONE = Written(_statement("= $1"), "bigint")
_OF_MANY = Written(_statement("= ANY ($1)"), "bigint[]")
_NAMES = ("root", "key", "link", "outward", "kind", "ref", "path", "example", *_TITLES, "status", "phase", "verified")


@dataclass
class Step:
    """One of the four steps with what stands at it: rows of ``kind``, ``ref``, ``path``, ``title_…``, ``example``.

    ``here`` marks the record whose thread it is; rows of the result also have a ``note``, what there is.
    """

    name: str
    label: str
    rows: list[dict] = field(default_factory=list)

    @property
    def first(self) -> list[dict]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> list[dict]:
        return self.rows[SHOWN:]


@dataclass
class Chain:
    """The golden thread of a record: its four ``steps``, none for a record that stands at none of them.

    ``beside`` are the other records it is linked to, as groups: each a ``label`` and its ``rows``.
    """

    steps: list[Step] = field(default_factory=list)
    beside: list[dict] = field(default_factory=list)

    @property
    def rows(self) -> list[dict]:
        return [row for step in self.steps for row in step.rows]

    @property
    def leads_on(self) -> bool:
        """Is there anything in it but the record itself?"""
        return len(self.rows) > 1


def chains_of(references: Iterable[int]) -> dict[int, Chain]:
    """By reference (its key), the thread of each record.

    A request stands at its step only until an exchange came of it, or on its own thread.
    """
    wanted = list(dict.fromkeys(references))
    found: dict[int, list[dict]] = {reference: [] for reference in wanted}
    for values in _OF_ONE.fetch(*wanted) if len(wanted) == 1 else _OF_MANY.fetch(wanted):
        row = dict(zip(_NAMES, values, strict=True))
        found[row["root"]].append(row | {"here": row["key"] == row["root"]})
    return {reference: _chain(rows) for reference, rows in found.items()}


def _chain(rows: list[dict]) -> Chain:
    walked = [row for row in rows if row["link"] is None]
    there = {row["key"] for row in walked}
    beside: dict[str, list[dict]] = {}
    for row in rows:
        if row["key"] not in there:
            kind = TypedLink.Kind(row["link"])
            label = kind.label if row["outward"] else TypedLink.BACKWARDS[kind]
            beside.setdefault(str(label), []).append(row)
    groups = [{"label": label, "rows": rows} for label, rows in beside.items()]
    return Chain(_steps(walked) if walked else [], groups)


def _steps(rows: list[dict]) -> list[Step]:
    steps = {name: Step(name, label) for name, label in STEPS.items()}
    held = any(row["kind"] == Exchange.KIND for row in rows)
    for row in rows:
        if row["kind"] == ExchangeRequest.KIND and held and not row["here"]:
            continue
        steps[_STEP_OF.get(row["kind"], "action")].rows.append(row)
        if found := _result(row):
            steps["result"].rows.append(row | found | {"here": False})
    return list(steps.values())


def _result(row: dict) -> dict[str, str]:
    """What came of an exchange or a pilot, and where it stands; nothing as long as there is nothing."""
    if row["status"] == Exchange.Status.PUBLISHED:
        return {"note": str(_("result published")), "path": f"{row['path']}#result"}
    notes = []
    if row["phase"] in DONE:
        notes.append(str(PilotProject.Phase(row["phase"]).label))
    if count := row["verified"]:
        notes.append(ngettext("%(count)s verified value", "%(count)s verified values", count) % {"count": count})
    return {"note": " · ".join(notes), "path": f"{row['path']}#results" if count else row["path"]} if notes else {}
