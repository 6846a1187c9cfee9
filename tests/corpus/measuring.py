"""A program: have the files of a folder examined one after the other, and write what came of it, a line of JSON each.

``python -m tests.corpus.measuring FOLDER`` reads ``FOLDER/list.json``: the path and the name of each file.
"""

import json
import resource
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


def looking_peak() -> float:
    """The most memory of any program started so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(folder: Path) -> None:
    for path, name in json.loads((folder / "list.json").read_text()):
        begun = time.monotonic()
        with (folder / path).open("rb") as opened:
            file = File(opened, name)
            try:
                outcome, why = examine(file).suffix, ""
            except ValidationError as error:
                outcome, why = error.code, error.messages[0]
        line = {
            "outcome": outcome,
            "why": why,
            "seconds": time.monotonic() - begun,
            "own": own_peak(),
            "looking": looking_peak(),
            "left": [left.name for left in Path(tempfile.gettempdir()).iterdir()],
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
