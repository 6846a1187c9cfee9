"""`make bench`: measures, and asserts nothing. ``--help`` tells how to measure a part, or with less data."""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from tests.benchmarks import reading, report, working
from tests.benchmarks.meter import Row
from tests.benchmarks.place import HOME, Failed, Place

PARTS = {
    "reading": "lists, single objects, pages: built anew, known, unchanged",
    "growth": "the same lists at several sizes of the table",
    "search": "ranked search with headlines in many long documents",
    "finding": "how well the search finds, across languages and within each",
    "writing": "single deeds: statements and time",
    "files": "spreadsheets in and out, with memory",
    "editions": "the PDF of an edition, in three languages",
    "start": "`make run`: the first start and the second",
}


def make(part: str, place: Place, chosen: argparse.Namespace) -> Iterator[Row]:
    """Measure one part."""
    match part:
        case "reading":
            return reading.measure_reading(place, chosen.sizes[0], chosen.rounds)
        case "growth":
            return reading.measure_growth(place, chosen.sizes, chosen.rounds)
        case "search":
            return working.measure_search(place, chosen.documents, chosen.words, chosen.rounds, chosen.seed)
        case "finding":
            return working.measure_finding(place, chosen.seed)
        case "writing":
            return working.measure_writing(place, chosen.records)
        case "files":
            return working.measure_files(place, chosen.rows, min(chosen.rounds, 3))
        case "editions":
            return working.measure_editions(place, chosen.priorities, min(chosen.rounds, 3))
        case _:
            return working.measure_start(chosen.rounds)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Measures the portal beside the ordinary way, on servers and a database of its own.",
        epilog="Parts: " + "; ".join(f"{name} ({what})" for name, what in PARTS.items()) + ".",
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help="only these parts")
    parser.add_argument("--sizes", type=numbers, default="2000,20000,200000", help="priorities for reading and growth")
    parser.add_argument("--documents", type=int, default=20_000, help="documents for the search")
    parser.add_argument("--words", type=int, default=1_000, help="words of a document, in each language")
    parser.add_argument("--rows", type=int, default=2_000, help="rows of a file")
    parser.add_argument("--priorities", type=int, default=500, help="priorities of an edition")
    parser.add_argument("--records", type=int, default=100, help="records for single deeds")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement")
    parser.add_argument("--seed", type=int, default=1, help="of the data")
    parser.add_argument("--small", action="store_true", help="little of everything, to see that it runs")
    parser.add_argument("--json", type=Path, default=HOME / "latest.json", help="where the findings are written")
    chosen = parser.parse_args()
    if chosen.small:
        chosen.sizes, chosen.documents, chosen.words, chosen.rows = [300, 900], 200, 200, 100
        chosen.records, chosen.priorities, chosen.rounds = 10, 20, 2
    chosen.parts = chosen.parts or list(PARTS)
    return chosen


def numbers(text: str) -> list[int]:
    return sorted(int(number) for number in text.split(","))


def main() -> None:
    chosen, begun, before = options(), time.monotonic(), report.machine()
    rows: list[Row] = []
    with closing(Place()) as place:
        parts = [working.make_base(place, chosen.seed), *(make(part, place, chosen) for part in chosen.parts)]
        for row in chain.from_iterable(parts):
            rows.append(row)
            print(report.table([row]).splitlines()[-1], flush=True)
    print(f"\n{report.table(row for row in rows if not row.size)}\n\n{report.growth(rows)}\n")
    minutes, load = (time.monotonic() - begun) / 60, report.machine()["load"]
    findings = {
        "machine": before | {"load at the end": load, "minutes": round(minutes)},
        "options": {name: str(value) for name, value in vars(chosen).items()},
        "rows": [row.as_json() for row in rows],
    }
    report.write(chosen.json, findings)
    print(f"{minutes:.0f} minutes; load {before['load']} at the beginning, {load} at the end; {chosen.json}")


def stop_what_was_started(number: int, _frame) -> None:
    """End as Ctrl-C does, so that servers and database are stopped too."""
    sys.exit(f"Stopped by signal {number}; nothing was kept.")


if __name__ == "__main__":
    for asked_to_stop in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(asked_to_stop) == signal.SIG_DFL:  # `nohup` wants to outlive its terminal
            signal.signal(asked_to_stop, stop_what_was_started)
    try:
        main()
    except Failed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit("Interrupted; nothing was kept.")
