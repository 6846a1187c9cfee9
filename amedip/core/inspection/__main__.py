"""One file, one look: ``check``, ``draw`` or ``read``, and the kind of the file; the answer is a line of JSON."""

import importlib
import json
import os
import sys
from functools import partial

from amedip.core.inspection.limits import CHECK, DRAW, keep_within
from amedip.core.reading.verdicts import Refused

# Each kind has the module that reads it, and no other is loaded: to start is most of what a look costs.
_CHECKS = {
    "pdf": ("inspection.pdf", "check_pdf"),
    "office": ("inspection.office", "check_office"),
    "text": ("inspection.plain", "check_text"),
}
_READERS = {
    "pdf": ("reading.paragraphs", "read_pdf"),
    "docx": ("reading.word", "read_word"),
    "odt": ("reading.odt", "read_odt"),
}


def _found(module: str, name: str):
    return getattr(importlib.import_module(f"amedip.core.{module}"), name)


def main(task: str, kind: str) -> None:
    if task == "check":
        look = _found(*_CHECKS[kind])
    else:
        look = partial(_found("inspection.drawing", task), read_form=_found(*_READERS[kind]))
    keep_within(CHECK if task == "check" else DRAW)
    try:
        with os.fdopen(0, "rb") as file:
            answer = {"found": look(file)}
    except Refused as refusal:
        answer = {"refused": refusal.code}
    except (MemoryError, RecursionError):
        answer = {"refused": "too_complex"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
