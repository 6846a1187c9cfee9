"""Archives, honest and not: DOCX and ODT in the parts that count."""

import io
import struct
import zipfile
import zlib

ODT_TYPE = "application/vnd.oasis.opendocument.text"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
QUOTE = '"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(parts: dict, method=zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def types(main: str = DOCX_MAIN, more: str = "") -> str:
    return (
        f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def relations(*rows: tuple[str, str, str]) -> str:
    """``(kind, target, mode)`` each."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(rows)
    )
    return f'{DECLARED}<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def body(inner: str = "") -> str:
    paragraph = "<w:p><w:r><w:t>The summary of discussions</w:t></w:r></w:p>"
    return f'{DECLARED}<w:document xmlns:w="{W}"><w:body>{inner or paragraph}</w:body></w:document>'


def docx_parts(inner: str = "", *links, **more) -> dict:
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": body(inner),
    }
    if links:
        parts["word/_rels/document.xml.rels"] = relations(*links)
    return parts | more


def docx(inner: str = "", *links, method=zipfile.ZIP_DEFLATED, parts: dict | None = None) -> bytes:
    return packed(docx_parts(inner, *links) | (parts or {}), method)


def content(inner: str = "") -> str:
    names = " ".join(
        f'xmlns:{short}="{ODF}:{long}:1.0"'
        for short, long in [("office", "office"), ("text", "text"), ("draw", "drawing"), ("script", "script")]
    )
    inner = inner or "<text:p>The summary of discussions</text:p>"
    return (
        f'{DECLARED}<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>"
    )


def manifest(inner: str = "") -> str:
    space = f"{ODF}:manifest:1.0"
    return (
        f'{DECLARED}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>{inner}</manifest:manifest>'
    )


def odt(inner: str = "", parts: dict | None = None, mimetype: str = ODT_TYPE) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, part in (
            {"content.xml": content(inner), "META-INF/manifest.xml": manifest()} | (parts or {})
        ).items():
            made.writestr(name, part)
    return file.getvalue()


def forged(
    parts: list[tuple[str, bytes, dict]], *, between: bytes = b"", comment: bytes = b"", count: int = 0
) -> bytes:
    """An archive written by hand. Each part's ``dict`` may say other things of it than are true, or where it lies."""
    file, index = bytearray(), bytearray()
    for name, content_, lie in parts:
        raw = name.encode()
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = packer.compress(content_) + packer.flush()
        size, crc = lie.get("size", len(content_)), lie.get("crc", zlib.crc32(content_))
        flags, method = lie.get("flags", 0x800), lie.get("method", 8)
        offset = lie.get("offset", len(file))
        if "offset" not in lie:
            local_name = lie.get("local_name", raw)
            sizes = (crc, len(data), lie.get("local_size", size))
            file += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 33, *sizes, len(local_name), 0)
            file += local_name + data + between
        index += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 0x314, 20, flags, method, 0, 33, crc, lie.get("packed", len(data)), size,
            len(raw), 0, 0, 0, 0, lie.get("outer", 0), offset,
        ) + raw  # fmt: skip
    start, number = len(file), len(parts)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(index), start, len(comment))
    return bytes(file + index + end + comment)


def forged_docx(
    name: str = "word/media/a.bin", content_: bytes = b"a" * 500, *, between: bytes = b"", comment: bytes = b"", **lie
) -> bytes:
    parts = [(part, text.encode(), {}) for part, text in docx_parts().items()]
    return forged([*parts, (name, content_, lie)], between=between, comment=comment)


def zeros(size: int) -> bytes:
    """An archive with a part of so many zeros, packed without having them in memory."""
    file = io.BytesIO(docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made, made.open("word/media/a.bmp", "w") as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return file.getvalue()


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"<w:p>{runs}</w:p>"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12))
    + f']><w:document xmlns:w="{W}">&l;</w:document>'
)
OUTSIDE = f'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">&a;</w:document>'
QUADRATIC = f'<!DOCTYPE w [<!ENTITY a "{"a" * 100_000}">]><w:document xmlns:w="{W}">{"&a;" * 10_000}</w:document>'
UTF16 = body().replace("UTF-8", "UTF-16").encode("utf-16")
UTF7 = body().replace("UTF-8", "UTF-7")
DEEP = body("<w:p>" * 5_000 + "</w:p>" * 5_000)

# What is made, and why it is refused.
DOCX_HOSTILE = {
    "macros": (lambda: docx(parts={"word/vbaProject.bin": b"x"}), "macros"),
    "macros elsewhere": (lambda: docx(parts={"other/VBAPROJECT.BIN": b"x"}), "macros"),
    "macros by type": (
        lambda: docx(parts={"[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml")}),
        "macros",
    ),
    "macros by relation": (lambda: docx("", ("vbaProject", "a.bin", "")), "macros"),
    "control": (lambda: docx(parts={"word/activeX/activeX1.xml": "<a/>"}), "macros"),
    "control in the text": (lambda: docx("<w:p><w:control/></w:p>"), "macros"),
    "template": (lambda: docx("", ("attachedTemplate", "https://example.org/a.dotm", "External")), "fetches"),
    "template on a share": (lambda: docx("", ("attachedTemplate", "\\\\example\\a.dotm", "External")), "fetches"),
    "linked picture": (lambda: docx("", ("image", "https://example.org/a.png", "External")), "fetches"),
    "linked object": (lambda: docx("", ("oleObject", "file:///a.xls", "External")), "embedded"),
    "linked frame": (lambda: docx("", ("frame", "https://example.org/", "External")), "fetches"),
    "linked part": (lambda: docx("", ("subDocument", "https://example.org/a.docx", "External")), "fetches"),
    "object": (lambda: docx(parts={"word/embeddings/oleObject1.bin": OLE}), "embedded"),
    "object under another name": (lambda: docx(parts={"word/media/image1.png": OLE}), "embedded"),
    "object in the text": (lambda: docx('<w:p><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:p>'), "embedded"),
    "sheet": (lambda: docx(parts={"word/embeddings/a.xlsx": packed({"a": "b"})}), "embedded"),
    "web page as a part": (lambda: docx("<w:altChunk/>", ("aFChunk", "a.html", "")), "embedded"),
    "program": (lambda: docx(parts={"word/media/image1.png": b"MZ\x90" + bytes(100)}), "program"),
    "field that runs": (lambda: docx(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"')), "fetches"),
    "field in pieces": (lambda: docx(field("DDE", "AUTO", " cmd.exe")), "fetches"),
    "simple field that runs": (lambda: docx('<w:p><w:fldSimple w:instr="DDE cmd.exe a"/></w:p>'), "fetches"),
    "field that fetches": (lambda: docx(field("INCLUDETEXT https://example.org/a")), "fetches"),
    "link that is a script": (lambda: docx("", ("hyperlink", "javascript:alert(1)", "External")), "link"),
    "link to a file": (lambda: docx("", ("hyperlink", "file:///etc/passwd", "External")), "link"),
    "entities": (lambda: docx(parts={"word/document.xml": LAUGHS}), "entities"),
    "entities of one kind": (lambda: docx(parts={"word/document.xml": QUADRATIC}), "entities"),
    "entity from outside": (lambda: docx(parts={"word/document.xml": OUTSIDE}), "entities"),
    "entities in a minor part": (lambda: docx(parts={"docProps/core.xml": LAUGHS}), "entities"),
    "other encoding": (lambda: docx(parts={"word/settings.xml": UTF16}), "xml_false"),
    "strange encoding": (lambda: docx(parts={"word/settings.xml": UTF7}), "xml_false"),
    "nested without end": (lambda: docx(parts={"word/document.xml": DEEP}), "too_complex"),
    "markup that does not close": (lambda: docx(parts={"word/document.xml": "<w>"}), "broken"),
    "one part that bursts": (lambda: zeros(30_000_000), "bomb"),
    "parts that burst together": (
        lambda: docx(parts={f"word/media/{n}.txt": b"0123456789abcdef" * 64 for n in range(2_100)}),
        "bomb",
    ),
    "archive in the archive": (lambda: docx(parts={"word/media/a.png": zeros(5_000_000)}), "embedded"),
    "gzip in the archive": (lambda: docx(parts={"word/media/a.emz": b"\x1f\x8b\x08\x00"}), "embedded"),
    "parts that overlap": (lambda: forged_docx(offset=0), "archive_false"),
    "part said to be smaller": (lambda: forged_docx(size=10, crc=zlib.crc32(b"a" * 10)), "archive_false"),
    "part said to be larger": (lambda: forged_docx(size=5_000), "archive_false"),
    "part with two sizes": (lambda: forged_docx(local_size=10), "archive_false"),
    "part with a false sum": (lambda: forged_docx(crc=1), "archive_false"),
    "part with two names": (lambda: forged_docx(local_name=b"word/media/b.bin"), "archive_false"),
    "two parts of one name": (lambda: forged_docx("WORD/document.xml"), "archive_false"),
    "part behind the end": (lambda: forged_docx(offset=10_000_000), "archive_false"),
    "part that goes on too long": (lambda: forged_docx(packed=10_000_000), "archive_false"),
    "bytes between the parts": (lambda: forged_docx(between=b"<script>" * 9), "archive_false"),
    "comment": (lambda: forged_docx(comment=b"<script>alert(1)</script>"), "appended"),
    "strange packing": (lambda: docx(method=zipfile.ZIP_BZIP2), "archive_false"),
    "link in place of a part": (lambda: forged_docx(outer=0o120777 << 16), "archive_false"),
    "password": (lambda: forged_docx(flags=0x801), "encrypted"),
    "name that climbs": (lambda: forged_docx("word/../../../a.txt"), "archive_name"),
    "name from the root": (lambda: forged_docx("/etc/passwd"), "archive_name"),
    "name of a drive": (lambda: forged_docx("C:/a.txt"), "archive_name"),
    "name with backslashes": (lambda: forged_docx("..\\a.txt"), "archive_name"),
    "name turned round": (lambda: forged_docx("word/media/\u202egnp.exe"), "archive_name"),
    "name with a zero": (lambda: forged_docx("word/media/a\0.png"), "archive_name"),
    "name without end": (lambda: forged_docx("word/" + "a" * 400), "archive_name"),
    "half": (lambda: docx()[:500], "truncated"),
    "without its end": (lambda: docx()[:-4], "truncated"),
    "web page behind": (lambda: docx() + b"<script>alert(1)</script>", "appended"),
    "bytes before": (lambda: b"<script></script>" + docx(), "kind"),
    "bytes before, unseen": (lambda: b"PK\x03\x04" + docx(), "archive_false"),
    "first bytes only": (lambda: b"PK\x03\x04", "truncated"),
    "sheet alone": (lambda: packed({"[Content_Types].xml": types(), "xl/workbook.xml": "<a/>"}), "kind"),
    "program for Java": (
        lambda: packed({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"}),
        "kind",
    ),
    "no document by type": (lambda: docx(parts={"[Content_Types].xml": types("text/plain")}), "kind"),
}

ODT_HOSTILE = {
    "macros": (lambda: odt(parts={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "scripts": (lambda: odt(parts={"Scripts/python/a.py": "print()"}), "macros"),
    "event": (lambda: odt('<script:event-listener script:language="ooo:script"/>'), "macros"),
    "script in the text": (lambda: odt("<text:p><text:script>a</text:script></text:p>"), "macros"),
    "macros by type": (
        lambda: odt(
            parts={
                "META-INF/manifest.xml": manifest(
                    '<manifest:file-entry manifest:media-type="application/vnd.sun.star.basic-library"/>'
                )
            }
        ),
        "macros",
    ),
    "password": (
        lambda: odt(parts={"META-INF/manifest.xml": manifest("<manifest:encryption-data/>")}),
        "encrypted",
    ),
    "object": (lambda: odt(parts={"Object 1": OLE}), "embedded"),
    "object in the text": (lambda: odt("<draw:object-ole/>"), "embedded"),
    "frame": (lambda: odt("<draw:floating-frame/>"), "embedded"),
    "linked picture": (lambda: odt('<draw:image xlink:href="https://example.org/a.png"/>'), "fetches"),
    "picture outside": (lambda: odt('<draw:image xlink:href="../a.png"/>'), "fetches"),
    "linked part": (lambda: odt('<text:section-source xlink:href="https://example.org/"/>'), "fetches"),
    "live data": (lambda: odt("<office:dde-source/>"), "fetches"),
    "link that is a script": (lambda: odt('<text:a xlink:href="javascript:alert(1)">a</text:a>'), "link"),
    "link to a macro": (lambda: odt('<text:a xlink:href="vnd.sun.star.script:a">a</text:a>'), "link"),
    "entities": (lambda: odt(parts={"content.xml": LAUGHS}), "entities"),
    "sheet": (lambda: odt(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "kind"),
    "archive in the archive": (lambda: odt(parts={"Pictures/a.png": packed({"a": "b"})}), "embedded"),
    "name that climbs": (lambda: odt(parts={"Pictures/../../a.png": b"a"}), "archive_name"),
    "half": (lambda: odt()[:200], "truncated"),
}
