"""The seats around a workshop's table, as points in a square."""

import math
from dataclasses import dataclass

SIZE = 216
OUTER, INNER = 92.0, 50.0


@dataclass(frozen=True)
class Seat:
    """One seat: ``code`` is the state's, empty for an organisation; ``kind`` is the capacity."""

    x: str
    y: str
    code: str
    kind: str


def seats(states: list[dict], donors: list[dict], organisations: list[dict], *, mirrored: bool) -> dict:
    """Partner states outside, donors and organisations inside; clockwise from the top, otherwise if ``mirrored``."""
    outer = [("focus-partner", row["code"]) for row in states]
    inner = [("donor", row["code"]) for row in donors] + [("organisation", "")] * len(organisations)
    return {
        "size": SIZE,
        "outer": _circle(outer, OUTER, -1 if mirrored else 1),
        "inner": _circle(inner, INNER, -1 if mirrored else 1),
    }


def _circle(rows, radius: float, turn: int) -> list[Seat]:
    placed = []
    for place, (kind, code) in enumerate(rows):
        angle = 2 * math.pi * place / len(rows) * turn
        x, y = SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)
        placed.append(Seat(f"{x:.1f}", f"{y:.1f}", code, kind))
    return placed
