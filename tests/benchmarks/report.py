"""What was measured, for people and for programs."""

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.meter import Row, Spread

HEADINGS = ["work", "ordinary", "portal", "lowest – highest", "×", "to reach", "remarks"]


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, which reads well as it is."""
    lines = [HEADINGS, ["---"] * len(HEADINGS), *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def _cells(row: Row) -> list[str]:
    return [
        f"{row.group}: {row.work}",
        told(row.ordinary, row.unit),
        told(row.portal, row.unit),
        f"{number(row.portal.low)} – {number(row.portal.high)}" if row.portal.low < row.portal.high else "",
        f"{number(row.times)}×" if row.times else "",
        row.wanted,
        row.note,
    ]


def told(spread: Spread | None, unit: str) -> str:
    return f"{number(spread.median)} {unit}" if spread else ""


def number(value: float) -> str:
    """With as many digits as it deserves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def growth(rows: Iterable[Row], wanted: str = "≤ 1.3×") -> str:
    """What each list costs at each size of the table, and how much more at the largest than at the smallest."""
    found = {(row.work, row.size): row for row in rows if row.size}
    sizes = sorted({size for _work, size in found})
    lines = [["processor ms at rows", *(f"{size:,}" for size in sizes), "growth", "to reach", "ordinary"]]
    lines.append(["---"] * len(lines[0]))
    for work in dict.fromkeys(work for work, _size in found):
        here = [found.get((work, size)) for size in sizes]
        costs = [number(row.portal.median) if row else "–" for row in here]
        beside = [row.ordinary.median for row in here if row and row.ordinary]
        told_beside = f"{number(beside[0])} → {number(beside[-1])}, {beside[-1] / beside[0]:.1f}×" if beside else ""
        grown = f"{here[-1].portal.median / here[0].portal.median:.2f}×" if here[0] and here[-1] else ""
        lines.append([work, *costs, grown, wanted, told_beside])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> dict:
    """On what it was measured, and how busy that was with other things."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processors": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def write(path: Path, findings: dict) -> None:
    path.write_text(json.dumps(findings, ensure_ascii=False, indent=1))
