"""A program: have the files of a folder examined one after the other, and write what came of it, a line of JSON each.

``python -m tests.corpus.measuring FOLDER`` reads ``FOLDER/list.json``: the path and the name of each file.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.exceptions import ValidationError
from django.core.files import File

django.setup()

from amedip.core.documents import examine  # noqa: E402 (only now)


def own_peak() -> float:
    """The most memory of this program so far, in MB; what ``getrusage`` says counts who started it as well."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def watch(folder: Path) -> Path:
    """Have all that is started from here tell what it took; the place where it does."""
    report, program = folder / "took.txt", folder / "python"
    started = Path(__file__).with_name("started.py")
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "{started}" "{report}" "{sys.executable}" "$@"\n')
    program.chmod(0o700)
    sys.executable = str(program)
    return report


def taken(report: Path) -> tuple[float, float]:
    """Seconds of the processor and the most memory, in MB, of what was started since it was asked last."""
    lines = [tuple(map(float, line.split())) for line in report.read_text().splitlines()] if report.exists() else []
    report.write_text("")
    return sum(seconds for seconds, _memory in lines), max((memory for _seconds, memory in lines), default=0)


def main(folder: Path) -> None:
    report = watch(folder)
    for path, name in json.loads((folder / "list.json").read_text()):
        begun = time.process_time()
        with (folder / path).open("rb") as opened:
            file = File(opened, name)
            try:
                outcome, why = examine(file).suffix, ""
            except ValidationError as error:
                outcome, why = error.code, error.messages[0]
        seconds, memory = taken(report)
        line = {
            "outcome": outcome,
            "why": why,
            "seconds": time.process_time() - begun + seconds,
            "own": own_peak(),
            "looking": memory,
            "left": [left.name for left in Path(tempfile.gettempdir()).iterdir()],
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
