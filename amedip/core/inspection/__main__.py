"""One file, one look: ``check``, ``draw`` or ``clean``, and the kind of the file; the answer is a line of JSON."""

import importlib
import json
import os
import sys

from amedip.core.inspection.limits import CHECK, CLEAN, DRAW, keep_within
from amedip.core.inspection.verdicts import Refused

# Each kind has the module that reads it, and no other is loaded: to start is most of what a look costs.
_DEEDS = {
    ("check", "pdf"): ("pdf", "check_pdf"),
    ("check", "office"): ("office", "check_office"),
    ("check", "text"): ("plain", "check_text"),
    ("draw", "pdf"): ("drawing", "draw_pdf"),
    ("draw", "docx"): ("drawing", "draw_docx"),
    ("draw", "odt"): ("drawing", "draw_odt"),
    ("clean", "picture"): ("pictures", "clean_picture"),
}
_LIMITS = {"check": CHECK, "draw": DRAW, "clean": CLEAN}


def main(task: str, kind: str) -> None:
    module, name = _DEEDS[task, kind]
    look = getattr(importlib.import_module(f"amedip.core.inspection.{module}"), name)
    keep_within(_LIMITS[task])
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
