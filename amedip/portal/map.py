"""The map of the partner states: land as dots, states as markers that never touch; positions in per cent."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, hypot

from amedip.portal.land import NORTH, ROWS, STEP, WEST

# The frame in cells: from the Atlantic islands to the Gulf; it grows, in the same proportions, for a state outside it.
COLUMNS, LINES = 52, 34
LEFT, TOP = 101, 20
MARGIN = 2  # cells between a state and the edge
# In the narrowest figure (pixels) two markers are so far apart that both can be touched, ring included.
NARROWEST = (288, 188)
APART = {False: 27, True: 31}


@dataclass(frozen=True)
class Place:
    """Where a state lies, in degrees, and whether its marker carries a ring."""

    code: str
    longitude: float
    latitude: float
    ringed: bool = False


@dataclass(frozen=True)
class Drawing:
    """``land`` is an SVG path in the units of ``view_box``; ``points`` are ``(x, y)`` by code, such as ``38.4%``."""

    view_box: str
    land: str
    points: dict[str, tuple[str, str]]


def draw(places: Iterable[Place]) -> Drawing:
    """The land around the given places, and where their markers stand."""
    return _draw(tuple(sorted(places, key=lambda place: place.code)))


@lru_cache(maxsize=16)
def _draw(places):
    left, top, width, height = _frame(places)
    points = _apart([_cell(place) for place in places], places, left, top, width, height)
    return Drawing(
        view_box=f"-.5 -.5 {width} {height}",
        land=_land(left, top, width, height),
        points={
            place.code: (f"{100 * x:.1f}%", f"{100 * y:.1f}%") for place, (x, y) in zip(places, points, strict=True)
        },
    )


def _cell(place):
    return (float(place.longitude) - WEST) / STEP, (NORTH - float(place.latitude)) / STEP


def _frame(places):
    """Left, top, width and height in cells: the usual frame, or as much more as the places need."""
    cells = [_cell(place) for place in places]
    left = min([LEFT, *(floor(x) - MARGIN for x, _y in cells)])
    right = max([LEFT + COLUMNS, *(ceil(x) + MARGIN for x, _y in cells)])
    top = min([TOP, *(floor(y) - MARGIN for _x, y in cells)])
    bottom = max([TOP + LINES, *(ceil(y) + MARGIN for _x, y in cells)])
    scale = max((right - left) / COLUMNS, (bottom - top) / LINES)
    return left, top, round(COLUMNS * scale), round(LINES * scale)


def _land(left, top, width, height):
    """One path: for each run of cells a line of dashes without length, which round caps turn into dots."""
    path = []
    for line, row in enumerate(ROWS[max(top, 0) : top + height], start=max(-top, 0)):
        for run in row.split():
            first, length = (int(number) for number in run.split("+"))
            start, end = max(first - left, 0), min(first + length - left, width)
            if start < end:
                path.append(f"M{start} {line}h{end - start - 1}.1")
    return "".join(path)


def _apart(cells, places, left, top, width, height):
    """The cells as shares of the frame, pushed from one another until no two markers touch in the narrowest figure."""
    across, down = NARROWEST
    points = [[(x - left) / width * across, (y - top) / height * down] for x, y in cells]
    for _round in range(100):
        moved = False
        for one, (here, place) in enumerate(zip(points, places, strict=True)):
            for there, other in zip(points[one + 1 :], places[one + 1 :], strict=True):
                wanted = APART[place.ringed or other.ringed]
                dx, dy = there[0] - here[0], there[1] - here[1]
                distance = hypot(dx, dy)
                if distance >= wanted:
                    continue
                # Two states in one spot are parted along the line of writing.
                ux, uy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
                push = (wanted - distance) / 2 + 0.01
                here[0] -= ux * push
                here[1] -= uy * push
                there[0] += ux * push
                there[1] += uy * push
                moved = True
        if not moved:
            break
    return [(x / across, y / down) for x, y in points]
