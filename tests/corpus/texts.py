"""Plain texts and names of files."""

from tests.corpus.archives import docx
from tests.corpus.pdfs import pdf

# The file's name, its content, and why it is refused.
HOSTILE = {
    "web page": ("a.txt", b"<!doctype html><title>a</title>", "markup"),
    "web page in a text": ("a.md", b"# Summary\n\n<script>alert(1)</script>\n", "markup"),
    "script in capitals": ("a.md", b"a <SCRIPT\tsrc=//example.org>", "markup"),
    "script cut by a block": ("a.txt", b"a" * (1024 * 1024 - 4) + b"<script >", "markup"),
    "drawing": ("a.md", b'<svg onload="alert(1)">', "markup"),
    "picture that acts": ("a.md", b'<img src=x onerror="alert(1)">', "markup"),
    "frame": ("a.md", b'<iframe src="https://example.org">', "markup"),
    "link that is a script": ("a.md", b"[here](javascript:alert(1))", "markup"),
    "program of a server": ("a.txt", b"<?php system($_GET['a']);", "markup"),
    "program of a shell": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "markup"),
    "program behind a mark": ("a.txt", b"\xef\xbb\xbf#!/bin/sh\n", "markup"),
    "rich text": ("a.txt", b"{\\rtf1 a}", "markup"),
    "mail": ("a.txt", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "markup"),
    "program": ("a.txt", b"\x7fELF\x00\x01", "binary"),
    "zeros": ("a.txt", b"text\0text", "binary"),
    "escapes of a terminal": ("a.txt", b"\x1b[2Jtext", "binary"),
    "Latin-1": ("a.txt", "Résumé".encode("latin-1"), "encoding"),
    "UTF-16": ("a.txt", "Summary".encode("utf-16"), "encoding"),
    "Windows Arabic": ("a.txt", "ملخص".encode("cp1256"), "encoding"),
    "cut in a letter": ("a.txt", "ملخص".encode()[:-1], "encoding"),
    "letters too long": ("a.txt", b"\xc0\xaf", "encoding"),
    "half of a pair": ("a.txt", b"\xed\xa0\x80", "encoding"),
    "table": ("a.csv", b"a,b\n", "kind"),
    "web page by name": ("a.html", b"text", "kind"),
    "text without a kind": ("a", b"text", "kind"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
    "DOCX with a password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage" + bytes(600), "old_word"),
    "nothing": ("a.pdf", b"", "empty"),
    "nothing in a text": ("a.txt", b"", "empty"),
    # --- names ---
    "name that climbs": ("../../a.pdf", b"text", "name"),
    "name with two dots": ("..a.pdf", b"text", "name"),
    "name with a folder": ("folder/a.pdf", b"text", "name"),
    "name with a backslash": ("folder\\a.docx", b"text", "name"),
    "name turned round": ("summary\u202efdp.exe", b"text", "name"),
    "name isolated": ("summary\u2066.pdf", b"text", "name"),
    "name with a mark": ("summary\u200f.pdf", b"text", "name"),
    "name with a zero": ("a.pdf\0.txt", b"text", "name"),
    "name with a line": ("a\r\nSet-Cookie: b.pdf", b"text", "name"),
    "name without end": ("a" * 250 + ".pdf", b"text", "long_name"),
}

ARABIC = "ملخص المناقشات\n\nناقش المشاركون احتياجات الدول الشريكة.\n"
MARKDOWN = """# Résumé

- **Mali**: a < b and b > c, `List<T>`, see <https://example.org/?on=1>.
- line\u00a0break<br>

| a | b |
|---|---|
<!-- a remark -->
The function(x) is written `on = 1`. The JavaScript of the page; scripts; bases.
"""

# The file's name, its content, and as what it is taken.
HARMLESS = {
    "plain": ("summary.txt", b"The summary.\n", ".txt"),
    "Arabic": ("ملخص المناقشات.txt", ARABIC.encode(), ".txt"),
    "mark of order": ("a.txt", b"\xef\xbb\xbf" + ARABIC.encode(), ".txt"),
    "lines of Windows": ("a.txt", b"one\r\ntwo\r\n", ".txt"),
    "lines of old": ("a.txt", b"one\rtwo\r", ".txt"),
    "tabs and pages": ("a.txt", b"one\ttwo\fthree\n", ".txt"),
    "umlauts": ("Überblick über Straßen.txt", "Äpfel, Öl, Maße, œuvre, naïve".encode(), ".txt"),
    "signs": ("a.txt", "≤ € 🌍 \u200f marks \u200e and \u2066isolates\u2069".encode(), ".txt"),
    "one line": ("a.txt", b"word " * 200_000, ".txt"),
    "letters on the edge": ("a.txt", b"a" * (1024 * 1024 - 1) + "é".encode() * 9, ".txt"),
    "Markdown": ("a.md", MARKDOWN.encode(), ".md"),
    "Markdown in capitals": ("A.MD", b"# Summary", ".md"),
    "Markdown in full": ("a.markdown", b"# Summary", ".md"),
    # --- names ---
    "long name": ("a" * 190 + ".pdf", pdf(), ".pdf"),
    "Arabic name": ("ملخص ورشة تونس (نهائي).pdf", pdf(), ".pdf"),
    "French name": ("Résumé de l’atelier – Tunis.pdf", pdf(), ".pdf"),
    "name with dots": ("v1.2.final.pdf", pdf(), ".pdf"),
    "name without a suffix": ("summary", pdf(), ".pdf"),
    "name of another kind": ("summary.docx", pdf(), ".pdf"),
    "name in capitals": ("SUMMARY.DOCX", docx(), ".docx"),
}
