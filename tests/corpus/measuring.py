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


def peak(whose: int) -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024


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
            "own": peak(resource.RUSAGE_SELF),
            "looking": peak(resource.RUSAGE_CHILDREN),
            "left": [left.name for left in Path(tempfile.gettempdir()).iterdir()],
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
