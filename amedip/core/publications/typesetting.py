"""Tagged PDFs, typeset from templates of ours and checked as PDF/UA-1 while they are made."""

import datetime

import orjson
import typst
from django.conf import settings

from amedip.core.publications import fonts


def typeset(template: str, book: dict, *, at: datetime.datetime) -> bytes:
    """The book as a file. The same book gives the same bytes: its only date is ``at``, that of its content."""
    return typst.compile(
        settings.BASE_DIR / "templates" / "publications" / template,
        font_paths=[fonts.folder()],
        ignore_system_fonts=True,
        sys_inputs={"book": orjson.dumps(book).decode()},
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),
    )
