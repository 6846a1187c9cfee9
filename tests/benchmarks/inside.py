"""What is measured inside one process of the portal or of the ordinary way: ``python -m tests.benchmarks.inside``.

Each measurement is a process of its own, so that its memory is its own; it reads its arguments as JSON and prints its
findings as one line of JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import django
import psutil
from django.conf import settings
from django.db import connection

from tests.benchmarks.place import ORDINARY, seconds_of

# What getrusage calls a unit of memory.
BYTES = 1 if sys.platform == "darwin" else 1024


class Clock:
    """Counts wall-clock and processor seconds, those of our database connection included, and statements."""

    def __init__(self):
        connection.ensure_connection()
        self.backend = psutil.Process(connection.connection.info.backend_pid)
        self.wall: list[float] = []
        self.processor: list[float] = []
        self.statements = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        with connection.execute_wrapper(self._count):
            wall, processor = time.perf_counter(), self._seconds()
            yield
            self.wall.append(time.perf_counter() - wall)
            self.processor.append(self._seconds() - processor)

    def _seconds(self) -> float:
        return time.process_time() + seconds_of(self.backend)

    def _count(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)

    def findings(self) -> dict:
        """Milliseconds in the order in which they were measured, and statements per measurement."""
        return {
            "wall": [seconds * 1000 for seconds in self.wall],
            "processor": [seconds * 1000 for seconds in self.processor],
            "statements": self.statements / len(self.wall),
        }


def search(side, questions: list[tuple[str, str]], rounds: int) -> dict:
    """Every question, with the headlines of one page of hits; the rounds follow one another."""
    clock, hits = Clock(), []
    for _round in range(rounds):
        hits = []
        for language, words in questions:
            with clock.running():
                found = side.search(language, words)
            hits.append(found)
    return clock.findings() | {"hits": hits}


def across(side) -> dict:
    """The shares of needs answered across languages, with the thesaurus and without it."""
    told = {"with": side.shares(), "concepts": side.thesaurus_size()}
    return told | {"without": side.without_thesaurus(side.shares)}


def known(side, seed: int) -> dict:
    """The shares of articles of a foreign text found by some of their words, in each language and spelling."""
    return {"shares": side.known_items(seed)}


def write(side, records: int) -> dict:
    """New priorities, one text of each changed, and a call that changes nothing."""
    found = {}
    for name, deed in side.writing().items():
        clock = Clock()
        for number in range(records):
            with clock.running():
                deed(number)
        found[name] = clock.findings()
    return found


def export(side, name: str) -> dict:
    """The whole table as a file of that format."""
    clock = Clock()
    with clock.running():
        content = side.FORMATS[name]().export_data(side.priorities().export())
    return clock.findings() | {"bytes": len(content)}


def load(side, rows: int, *, changed: bool, form: str = "csv") -> dict:
    """So many rows from files as large as are taken at a time: new ones, or old ones with one text changed."""
    form = side.FORMATS[form]()
    dataset = side.priorities().export()
    names, files = dataset.headers, []
    for begun in range(0, rows, side.MOST_ROWS):
        file = type(dataset)(headers=names)
        for number, cells in enumerate(dataset[begun : min(begun + side.MOST_ROWS, rows)], begun):
            row = dict(zip(names, cells, strict=True))
            row |= {"title_fr": f"Changé {number}"} if changed else side.as_new(row, number)
            file.append([row[name] for name in names])
        files.append(form.export_data(file))
    clock = Clock()
    with clock.running():
        for content in files:
            result = side.take_in(form, content)
            if result.has_errors() or result.has_validation_errors():
                refused = [row.error for row in result.invalid_rows] or result.base_errors or result.row_errors()
                raise SystemExit(f"the import was refused: {refused[:1]}")
    return clock.findings() | {"files": len(files)}


def publish(side, language: str) -> dict:
    """The Registry as it stands, typeset as an edition is."""
    clock = Clock()
    with clock.running():
        side.edition(language)
    return clock.findings()


def workbook(side, rows: int) -> dict:
    """So many priorities with one text changed in each, from one workbook: compared, then confirmed and written."""
    job = side.hand_in(rows)
    clock = Clock()
    with clock.running():
        written = side.take(job)
    if written.result.get("outcome") != "written":
        raise SystemExit(f"the workbook was refused: {written.error or written.result}")
    return clock.findings() | {"changed": written.result["changed"]}


def main() -> None:
    """Do what the first argument names, with what standard input says."""
    arguments = json.load(sys.stdin)
    django.setup()
    ordinary = settings.SETTINGS_MODULE == ORDINARY
    side = import_module("tests.benchmarks.ordinary.side" if ordinary else "tests.benchmarks.portal_side")
    at_rest = psutil.Process().memory_info().rss / 1024 / 1024
    measures = {"search": search, "write": write, "export": export, "load": load}
    measures |= {"publish": publish, "workbook": workbook, "across": across, "known": known}
    found = measures[sys.argv[1]](side, **arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES / 1024 / 1024
    print(json.dumps(found | {"at_rest": at_rest, "peak": peak}))


if __name__ == "__main__":
    main()
