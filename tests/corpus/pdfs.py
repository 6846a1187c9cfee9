"""PDFs, object by object, as a writer of files would never make them."""

import io
import zlib

import pikepdf

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
TEXT = b"BT /F1 24 Tf 72 700 Td (The summary of discussions) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def deflated(size: int, begin: bytes = b"", fill: bytes = b" ") -> bytes:
    """``begin`` and then ``fill`` up to ``size`` bytes, packed; never unpacked in memory."""
    packer = zlib.compressobj(1)
    block = fill * 1_000_000
    pieces = [packer.compress(begin)]
    pieces += [packer.compress(block) for _ in range(size // len(block))]
    return b"".join([*pieces, packer.flush()])


def joined(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """The objects, numbered from 1, as one file; the first is the catalogue."""
    file = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        file += b"%010d 00000 n \n" % place
    file += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


def pdf(catalog: bytes = b"", page: bytes = b"", *more: bytes, text: bytes = TEXT, trailer: bytes = b"") -> bytes:
    """A document of one page; ``more`` objects are numbered from 6."""
    return joined(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> %s >>" % page,
            stream(text),
            FONT,
            *more,
        ],
        trailer,
    )


def saved(content: bytes, **options) -> bytes:
    """The file as qpdf saves it."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(file, **options)
    return file.getvalue()


def _object_stream(packed: bytes) -> bytes:
    """A file whose catalogue is said to lie in a packed stream of objects, found by a packed table."""
    file = bytearray(b"%PDF-1.7\n")
    place = len(file)
    entries = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    file += b"1 0 obj\n%s\nendobj\n" % stream(packed, entries)
    start = len(file)
    rows = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(1, "big")
        for kind, where, index in [(0, 0, 0), (1, place, 0), (2, 1, 0), (1, start, 0)]
    )
    entries = b"/Type /XRef /Size 4 /W [1 4 1] /Root 2 0 R"
    file += b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(rows, entries), start)
    return bytes(file)


def _table_bomb() -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    start = len(file)
    packed = deflated(250_000_000, fill=b"\0")
    entries = b"/Type /XRef /Size 50000000 /W [1 6 1] /Root 2 0 R /Filter /FlateDecode"
    file += b"1 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(packed, entries), start)
    return bytes(file)


SCRIPT = b"/S /JavaScript /JS (app.alert\\(1\\))"
ACTION = b"/OpenAction << %s >>"
ANNOTATION = b"/Annots [<< /Type /Annot /Rect [0 0 99 99] %s >>]"
LINK = ANNOTATION % b"/Subtype /Link /A << %s >>"
ATTACHED = b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>"
EMBEDDED = stream(b"MZ", b"/Type /EmbeddedFile")

# What is made, and why it is refused.
HOSTILE = {
    "script at opening": (lambda: pdf(ACTION % SCRIPT), "javascript"),
    "script by name": (lambda: pdf(b"/Names << /JavaScript << /Names [(a) << %s >>] >> >>" % SCRIPT), "javascript"),
    "script of a page": (lambda: pdf(b"", b"/AA << /O << %s >> >>" % SCRIPT), "javascript"),
    "script of a link": (lambda: pdf(b"", LINK % SCRIPT), "javascript"),
    "script in another object": (lambda: pdf(b"/OpenAction 6 0 R", b"", b"<< %s >>" % SCRIPT), "javascript"),
    "script in a stream": (
        lambda: pdf(b"/OpenAction << /S /JavaScript /JS 6 0 R >>", b"", stream(b"app.alert(1)")),
        "javascript",
    ),
    "script under an escaped name": (
        lambda: pdf(ACTION % b"/S /J#61vaScr#69pt /#4a#53 (app.alert\\(1\\))"),
        "javascript",
    ),
    "script in packed objects": (
        lambda: saved(
            pdf(b"/OpenAction 6 0 R", b"", b"<< %s >>" % SCRIPT),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "javascript",
    ),
    "script of a field": (
        lambda: pdf(b"/AcroForm << /Fields [6 0 R] >>", b"", b"<< /FT /Tx /T (a) /AA << /K << %s >> >> >>" % SCRIPT),
        "javascript",
    ),
    "script of an outline": (
        lambda: pdf(b"/Outlines << /First 6 0 R /Last 6 0 R >>", b"", b"<< /Title (a) /A << %s >> >>" % SCRIPT),
        "javascript",
    ),
    "program at opening": (lambda: pdf(ACTION % b"/S /Launch /F (cmd.exe)"), "launch"),
    "program of a link": (lambda: pdf(b"", LINK % b"/S /Launch /Win << /F (cmd.exe) >>"), "launch"),
    "attachment": (
        lambda: pdf(b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>", b"", ATTACHED, EMBEDDED),
        "embedded",
    ),
    "attachment on the page": (
        lambda: pdf(b"", ANNOTATION % b"/Subtype /FileAttachment /FS 6 0 R", ATTACHED, EMBEDDED),
        "embedded",
    ),
    "attachment without a name": (lambda: pdf(b"", b"/AF [6 0 R]", ATTACHED, EMBEDDED), "embedded"),
    "film": (lambda: pdf(b"", ANNOTATION % b"/Subtype /RichMedia"), "embedded"),
    "old film": (lambda: pdf(b"", ANNOTATION % b"/Subtype /Movie"), "embedded"),
    "sound": (lambda: pdf(b"", LINK % b"/S /Sound"), "embedded"),
    "model": (lambda: pdf(b"", ANNOTATION % b"/Subtype /3D"), "embedded"),
    "link into an attachment": (lambda: pdf(b"", LINK % b"/S /GoToE /T << /R /C >>"), "embedded"),
    "form of its own kind": (
        lambda: pdf(b"/AcroForm << /XFA 6 0 R /Fields [] >>", b"", stream(b"<xdp/>")),
        "active_form",
    ),
    "form that sends": (lambda: pdf(b"", LINK % b"/S /SubmitForm /F (https://example.org)"), "active_form"),
    "form that fetches": (lambda: pdf(b"", LINK % b"/S /ImportData /F (a.fdf)"), "active_form"),
    "link that is a script": (lambda: pdf(b"", LINK % b"/S /URI /URI (java\\nscript:alert\\(1\\))"), "link"),
    "link with data": (lambda: pdf(b"", LINK % b"/S /URI /URI (data:text/html,x) /JS 4"), "javascript"),
    "password to open": (
        lambda: saved(pdf(), encryption=pikepdf.Encryption(user="u", owner="o")),
        "encrypted",
    ),
    "password of the owner": (
        lambda: saved(pdf(), encryption=pikepdf.Encryption(user="", owner="o")),
        "encrypted",
    ),
    "old password": (
        lambda: saved(pdf(), encryption=pikepdf.Encryption(user="u", owner="o", R=3, aes=False, metadata=False)),
        "encrypted",
    ),
    "bytes before": (lambda: b"\x00\x01" + pdf(), "kind"),
    "web page before": (lambda: b"<html><script>alert(1)</script></html>\n" + pdf(), "kind"),
    "web page behind the first line": (
        lambda: pdf().replace(b"%\xe2\xe3\xcf\xd3", b"%<html><script>alert(1)</script>", 1),
        "disguised",
    ),
    "picture behind the first line": (
        lambda: pdf().replace(b"%\xe2\xe3\xcf\xd3", b"%<svg onload=alert(1)>", 1),
        "disguised",
    ),
    "web page": (lambda: b"<!doctype html><script>alert(1)</script>", "kind"),
    "drawing": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "kind"),
    "program": (lambda: b"MZ\x90\x00" + bytes(100), "kind"),
    "archive behind": (lambda: pdf() + b"PK\x03\x04" + bytes(300), "appended"),
    "web page behind": (lambda: pdf() + b"<script>alert(1)</script>", "disguised"),
    "half": (lambda: pdf()[:300], "truncated"),
    "without its end": (lambda: pdf()[:-8], "truncated"),
    "first line only": (lambda: b"%PDF-1.7\n", "truncated"),
    "first and last line": (lambda: b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "broken"),
    "table elsewhere": (lambda: pdf().replace(b"startxref\n", b"startxref\n9", 1), "broken"),
    "without pages": (
        lambda: joined([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        "broken",
    ),
    "without a catalogue": (lambda: joined([b"(nothing)"]), "broken"),
    "pages in a ring": (
        lambda: joined([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "broken",
    ),
    "packed objects that burst": (lambda: _object_stream(deflated(250_000_000, b"2 0 << >>")), "broken|too_complex"),
    "table that bursts": (_table_bomb, "broken|too_complex"),
    "nested without end": (lambda: pdf(b"/A " + b"[" * 200_000 + b"]" * 200_000), "broken"),
    "more objects than any": (
        lambda: joined(
            [b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, b"<< /Type /Page >>", *[b"<< /A [1 2 3] /B (b) >>"] * 250_000]
        ),
        "too_complex",
    ),
}
