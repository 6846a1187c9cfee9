"""One file, one look: ``check``, ``draw``, ``read`` or ``clean``, and the kind of the file; the answer is JSON."""

import importlib
import json
import os
import sys
from functools import partial

from amedip.core.inspection.limits import CHECK, CLEAN, DRAW, keep_within
from amedip.core.reading.verdicts import Refused

# Each kind has the module that reads it, and no other is loaded: to start is most of what a look costs.
_LOOKS = {
    ("check", "pdf"): ("inspection.pdf", "check_pdf"),
    ("check", "office"): ("inspection.office", "check_office"),
    ("check", "text"): ("inspection.plain", "check_text"),
    ("clean", "picture"): ("inspection.pictures", "clean_picture"),
}
_READERS = {
    "pdf": ("reading.paragraphs", "read_pdf"),
    "docx": ("reading.word", "read_word"),
    "odt": ("reading.odt", "read_odt"),
}
_LIMITS = {"check": CHECK, "clean": CLEAN}


def _found(module: str, name: str):
    return getattr(importlib.import_module(f"amedip.core.{module}"), name)


def main(task: str, kind: str) -> None:
    if task in ("draw", "read"):
        look = partial(_found("inspection.drawing", task), read_form=_found(*_READERS[kind]))
    else:
        look = _found(*_LOOKS[task, kind])
    keep_within(_LIMITS.get(task, DRAW))
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
