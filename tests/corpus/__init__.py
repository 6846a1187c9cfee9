"""Files made by the tests: harmless ones, and ones that mean harm; tables of what is to become of each."""

from collections.abc import Callable
from typing import NamedTuple

from tests.corpus import archives, harmless, pdfs, texts


class Case(NamedTuple):
    """A file called ``name``; ``outcome`` is the reason for which it is refused, or the suffix it is taken with.

    Where the machine decides whether a file is too much for the reader or for its limits, both reasons stand there.
    """

    name: str
    make: Callable[[], bytes]
    outcome: str


def _given(content: bytes) -> Callable[[], bytes]:
    return lambda: content


HOSTILE = {
    f"{kind}: {what}": Case(f"summary{suffix}", make, reason)
    for kind, suffix, table in (
        ("PDF", ".pdf", pdfs.HOSTILE),
        ("DOCX", ".docx", archives.DOCX_HOSTILE),
        ("ODT", ".odt", archives.ODT_HOSTILE),
    )
    for what, (make, reason) in table.items()
} | {f"text: {what}": Case(name, _given(content), reason) for what, (name, content, reason) in texts.HOSTILE.items()}

HARMLESS = {what: Case(f"summary{suffix}", make, suffix) for what, (make, suffix) in harmless.HARMLESS.items()} | {
    what: Case(name, _given(content), suffix) for what, (name, content, suffix) in texts.HARMLESS.items()
}
