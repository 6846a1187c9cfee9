"""PDF: whole, readable by anyone, and passive; read by qpdf, which repairs nothing for us here."""

import re
from typing import BinaryIO

import pikepdf

from amedip.core.reading.verdicts import Refused

# Web pages dressed up begin like this, sometimes behind a line that looks like a PDF's.
_WEB_PAGE = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
_TAIL = 2_048

# Names as qpdf writes them: whatever way a name was spelt, so it is spelt here. A hit is looked at closely.
_SUSPECT = re.compile(
    rb"/(?:JS|JavaScript|Launch|EmbeddedFiles?|EF|AF|FileAttachment|RichMedia|XFA|SubmitForm|ImportData"
    rb"|GoToE|Movie|Sound|Rendition|3D|URI)\b",
    re.IGNORECASE,
)
_KEYS = {
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/XFA": "active_form",
}
_KINDS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "active_form",
    "/ImportData": "active_form",
    "/GoToE": "embedded",
    "/EmbeddedFile": "embedded",
    "/FileAttachment": "embedded",
    "/RichMedia": "embedded",
    "/3D": "embedded",
    "/Movie": "embedded",
    "/Sound": "embedded",
    "/Rendition": "embedded",
}
_DEEPEST = 50


def check_pdf(file: BinaryIO) -> None:
    """Raise ``Refused`` unless it is a PDF from first byte to last, which anyone may open and which starts nothing."""
    _check_ends(file)
    file.seek(0)
    try:
        with pikepdf.open(file, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            if not len(pdf.pages):
                raise Refused("broken")
            for obj in pdf.objects:
                _check_object(obj)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        # Which of these comes of a page tree that is none depends on what stands in its place.
        raise Refused("broken") from error


def _check_ends(file) -> None:
    file.seek(0)
    if _WEB_PAGE.search(file.read(1_024)):
        raise Refused("disguised")
    length = file.seek(0, 2)
    file.seek(max(0, length - _TAIL))
    tail = file.read().rstrip(b"\r\n\t \x00")
    if not tail.endswith(b"%%EOF"):
        raise Refused("appended" if b"%%EOF" in tail else "truncated")
    if b"startxref" not in tail:
        raise Refused("truncated")


def _check_object(obj) -> None:
    plain = obj.stream_dict if isinstance(obj, pikepdf.Stream) else obj
    if isinstance(plain, (pikepdf.Dictionary, pikepdf.Array)) and _SUSPECT.search(plain.unparse(resolved=True)):
        _look_closely(plain, 0)


def _look_closely(obj, depth: int) -> None:
    """What is written in the object itself; others that it points to have their own turn."""
    if depth > _DEEPEST:
        raise Refused("too_complex")
    if isinstance(obj, pikepdf.Array):
        for item in obj:
            _look_at_value(item, depth)
        return
    for key, value in obj.items():
        if key in _KEYS:
            raise Refused(_KEYS[key])
        if key in ("/S", "/Type", "/Subtype") and isinstance(value, pikepdf.Name) and str(value) in _KINDS:
            raise Refused(_KINDS[str(value)])
        if key == "/URI" and isinstance(value, pikepdf.String):
            _check_address(str(value))
        _look_at_value(value, depth)


def _look_at_value(value, depth: int) -> None:
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
        _look_closely(value, depth + 1)


def _check_address(address: str) -> None:
    if re.sub(r"[\x00-\x20]", "", address).lower().startswith(("javascript:", "vbscript:", "data:")):
        raise Refused("link")
