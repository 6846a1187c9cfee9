"""PDF, DOCX and ODT as programs write them, with all that a document may well hold."""

import io
import random
import zipfile
import zlib

import pikepdf
import typst
from pypdf import PdfWriter

from tests.corpus.archives import ODF, ODT_TYPE, W, content, docx, docx_parts, field, odt
from tests.corpus.pdfs import ANNOTATION, LINK, joined, pdf, saved, stream

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)
ARABIC = "ملخص المناقشات في تونس"


class Pipe(io.RawIOBase):
    """A file that cannot be gone back in: who writes to it tells the sizes of parts behind them."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, block):
        self.content += bytes(block)
        return len(block)


def piped(parts: dict) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return bytes(pipe.content)


def typeset(text: str) -> bytes:
    return typst.compile(text.encode(), format="pdf")


def tagged(text: str, language: str) -> bytes:
    head = f'#set text(lang: "{language}")\n#set document(title: "Summary")\n'
    return typst.compile((head + text).encode(), format="pdf", pdf_standards=["ua-1"])


def written_by_pypdf() -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": ARABIC})
    writer.write(file)
    return file.getvalue()


def updated() -> bytes:
    """A file to which a later save has added an object and a table of its own."""
    first = pdf()
    place, start = len(first), first.rindex(b"xref\n0")
    added = b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>\nendobj\n"
    table = b"xref\n5 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % (place, start)
    return first + added + table + b"startxref\n%d\n%%%%EOF\n" % (place + len(added))


def many_objects() -> bytes:
    rest = [b"<< /Type /StructElem /S /P /K [%d] /Alt (a \\(b\\)) >>" % number for number in range(20_000)]
    return pdf(b"", b"", *rest)


def picture() -> bytes:
    entries = b"/Type /XObject /Subtype /Image /Width 2000 /Height 2000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    image = stream(zlib.compress(bytes(4_000_000)), entries + b" /Filter /FlateDecode")
    return pdf(b"", b"/B 6 0 R", image)


def words(paragraph: str, count: int) -> str:
    """So many paragraphs, each of other words: text packs well, but not without end."""
    dice = random.Random(1)
    return "".join(paragraph.format(f"{dice.getrandbits(64):x} {dice.getrandbits(64):x}") for _ in range(count))


RICH = (
    f'<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t xml:space="preserve">{ARABIC} </w:t><w:tab/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Mali &amp; Niger</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
PARTS = {
    "word/styles.xml": f'<w:styles xmlns:w="{W}"/>',
    "word/header1.xml": f'<w:hdr xmlns:w="{W}"/>',
    "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"/>',
    "word/media/image1.png": PNG,
    "docProps/app.xml": "<a/>",
    "customXml/item1.xml": "\ufeff<a/>",
}
LINKS = [
    ("hyperlink", "https://example.org/?a=1&amp;b=2#c", "External"),
    ("hyperlink", "mailto:amedip@example.org", "External"),
    ("hyperlink", "annex.docx", "External"),
    ("image", "media/image1.png", ""),
    ("styles", "styles.xml", ""),
]
ODT_PARTS = {
    "styles.xml": content(" "),
    "meta.xml": f'<a xmlns="{ODF}:meta:1.0"/>',
    "Pictures/a.png": PNG,
    "Thumbnails/thumbnail.png": PNG,
    "Configurations2/accelerator/current.xml": b"",
    "Configurations2/popupmenu/": b"",
    "Object 1/content.xml": content(" "),
    "manifest.rdf": "<a/>",
}

# What is made, and as what it is taken.
HARMLESS = {
    "PDF": (pdf, ".pdf"),
    "PDF in order of reading": (lambda: saved(pdf(), linearize=True), ".pdf"),
    "PDF with packed objects": (
        lambda: saved(pdf(), object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True),
        ".pdf",
    ),
    "PDF of old": (lambda: pdf().replace(b"%PDF-1.7", b"%PDF-1.3", 1), ".pdf"),
    "PDF of today": (lambda: saved(pdf(), force_version="2.0"), ".pdf"),
    "PDF with lines behind": (lambda: pdf() + b"\r\n\r\n\0", ".pdf"),
    "PDF saved again": (updated, ".pdf"),
    "PDF with a link": (lambda: pdf(b"", LINK % b"/S /URI /URI (https://example.org/?a=data:b)"), ".pdf"),
    "PDF that opens at a place": (lambda: pdf(b"/OpenAction [3 0 R /FitH 800] /PageMode /UseOutlines"), ".pdf"),
    "PDF with a note": (lambda: pdf(b"", ANNOTATION % b"/Subtype /Text /Contents (see /Launch)"), ".pdf"),
    "PDF with a form": (
        lambda: pdf(b"/AcroForm << /Fields [6 0 R] >>", b"", b"<< /FT /Tx /T (name) /V (JS) >>"),
        ".pdf",
    ),
    "PDF that speaks of scripts": (
        lambda: pdf(
            b"/Lang (fr)", b"", b"<< /Title (about /JS, /JavaScript and /EmbeddedFiles) >>", text=b"BT (/JS) Tj ET"
        ),
        ".pdf",
    ),
    "PDF with many objects": (many_objects, ".pdf"),
    "PDF with a picture": (picture, ".pdf"),
    "PDF of a library": (written_by_pypdf, ".pdf"),
    "PDF typeset": (lambda: typeset("= Summary\n\nThe *discussions* of Tunis."), ".pdf"),
    "PDF typeset long": (lambda: typeset("= Summary\n\n#lorem(20000)"), ".pdf"),
    "PDF tagged, English": (lambda: tagged("= Summary\n\n- one\n- two", "en"), ".pdf"),
    "PDF tagged, French": (lambda: tagged('= Résumé\n\n#link("https://example.org")[ici]', "fr"), ".pdf"),
    "PDF tagged, Arabic": (lambda: tagged(f"= {ARABIC}\n\n{ARABIC}", "ar"), ".pdf"),
    "PDF of two pages": (
        lambda: joined(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 9 9] >>",
                b"<< /Type /Page /Parent 2 0 R >>",
                b"<< /Type /Page /Parent 2 0 R >>",
            ]
        ),
        ".pdf",
    ),
    "DOCX": (docx, ".docx"),
    "DOCX unpacked": (lambda: docx(method=zipfile.ZIP_STORED), ".docx"),
    "DOCX from a pipe": (lambda: piped(docx_parts()), ".docx"),
    "DOCX with all parts": (lambda: docx(RICH, *LINKS, parts=PARTS), ".docx"),
    "DOCX with fields": (lambda: docx(field("PAGE", ' TOC \\o "1-3" ', "HYPERLINK https://example.org")), ".docx"),
    "DOCX that speaks of fields": (lambda: docx("<w:p><w:r><w:t>DDEAUTO and macros</w:t></w:r></w:p>"), ".docx"),
    "DOCX long": (lambda: docx(words("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", 40_000)), ".docx"),
    "DOCX with a large picture": (
        lambda: docx(
            parts={"word/media/a.jpg": b"\xff\xd8\xff" + bytes(range(256)) * 40_000}, method=zipfile.ZIP_STORED
        ),
        ".docx",
    ),
    "ODT": (odt, ".odt"),
    "ODT from a pipe": (lambda: piped({"mimetype": ODT_TYPE, "content.xml": content()}), ".odt"),
    "ODT with all parts": (lambda: odt(f"<text:h>{ARABIC}</text:h>", parts=ODT_PARTS), ".odt"),
    "ODT with a link": (lambda: odt('<text:a xlink:href="https://example.org/">a</text:a>'), ".odt"),
    "ODT with a picture": (
        lambda: odt('<draw:image xlink:href="Pictures/a.png"/>', parts={"Pictures/a.png": PNG}),
        ".odt",
    ),
    "ODT long": (lambda: odt(words("<text:p>{}</text:p>", 40_000)), ".odt"),
}
