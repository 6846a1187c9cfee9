"""The program that looks into files, as it is called from here: with the file, without any of our secrets."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import BinaryIO

from django.conf import settings
from django.core.files import File

from amedip.core.documents.reasons import refusal
from amedip.core.reading.drawn import LONGEST, drawn
from amedip.core.reading.files import PLAIN, read_plain
from amedip.core.reading.pieces import Raw
from amedip.core.reading.verdicts import Refused

log = logging.getLogger(__name__)

# The system ends a look by the time it works; these, in seconds, are for a machine that lets it wait.
_PATIENCE = {"check": 20, "draw": 240, "read": 240, "clean": 40}
_BLOCK = 1024 * 1024


def look(task: str, kind: str, file: BinaryIO):
    """What the program finds in a file that lies on disk; raises ``ValidationError`` with the reason if it refuses."""
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "amedip.core.inspection", task, kind],
            stdin=file,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={},
            timeout=_PATIENCE[task],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("busy") from error
    if done.returncode < 0:  # ended by the system
        raise refusal("too_complex")
    if done.returncode:
        log.warning("The look into a file ended with %s: %s", done.returncode, done.stderr[-2_000:].decode("replace"))
        raise refusal("broken")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise refusal(answer["refused"])
    return answer["found"]


def draw_text(file: File | BinaryIO, suffix: str) -> str:
    """The text of a file that was examined, in the house's grammar; raises ``ValidationError`` with the reason."""
    file.seek(0)
    if suffix in PLAIN:
        return drawn(read_plain(file.read(), lambda _line: False, LONGEST).pieces)
    return _look_at_copy("draw", suffix, file)


def read_pieces(file: File | BinaryIO, suffix: str, heads: Callable[[str], bool]) -> Raw:
    """The paragraphs of a file that was examined, with all that its form says of them.

    ``heads`` knows a line of plain text that is a paragraph of its own. Raises ``ValidationError`` with the reason.
    """
    file.seek(0)
    if suffix not in PLAIN:
        return Raw.from_json(_look_at_copy("read", suffix, file))
    try:
        return read_plain(file.read(), heads)
    except Refused as refused:
        raise refusal(refused.code) from refused


def _look_at_copy(task: str, suffix: str, file: File | BinaryIO):
    with tempfile.TemporaryFile() as copy:
        while block := file.read(_BLOCK):
            copy.write(block)
        return look(task, suffix.removeprefix("."), copy)
