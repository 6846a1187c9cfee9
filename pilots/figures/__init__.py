"""The figures of a pilot's page, worked out on plain values: the course, the timeline, charts of values and money."""

from pilots.figures.chart import Chart, chart_of, latest_of, scale
from pilots.figures.course import Step, course_of
from pilots.figures.money import Sums, sums_by_currency, sums_by_donor
from pilots.figures.timeline import Event, Timeline, timeline

__all__ = [
    "Chart",
    "Event",
    "Step",
    "Sums",
    "Timeline",
    "chart_of",
    "course_of",
    "latest_of",
    "scale",
    "sums_by_currency",
    "sums_by_donor",
    "timeline",
]
