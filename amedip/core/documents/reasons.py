"""Why a file is not taken: for each reason a sentence that says what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REASONS = {
    # --- of any file ---
    "too_large": _("The file is larger than %(size)d MB. Make it smaller, or split it."),
    "empty": _("The file is empty. Choose it again, or save it anew."),
    "kind": _("This is no PDF, DOCX, ODT, TXT or Markdown file, whatever its name says. Save it anew as PDF."),
    "no_picture": _("This is no JPEG, PNG or WebP picture, whatever its name says. Save it anew as JPEG."),
    "too_many_pixels": _("The picture has more than 40 million pixels. Make it smaller, and save it anew."),
    "name": _(
        "The file’s name holds “..”, a slash or invisible signs. Rename the file with plain letters and digits, and "
        "hand it in again."
    ),
    "long_name": _("The file’s name is longer than %(longest)d characters. Give it a shorter one."),
    "truncated": _("The end of the file is missing. Copy or download it again, or save it anew."),
    "broken": _("The file is damaged and cannot be read. Open it in its program and save it anew."),
    "appended": _("Something else is attached to the end of the file. Open it in its program and save it anew."),
    "disguised": _("The file calls itself a PDF but holds a web page. Print the page as PDF and hand in that."),
    "encrypted": _("The file is protected by a password. Save it without one: everyone shall be able to read it."),
    "too_complex": _("The file is too complicated to be checked. Print it as PDF and hand in that, or split it."),
    "too_long": _("The text is longer than can be read at once. Split it, and hand in the parts."),
    "no_text": _(
        "The file has no text: its pages are pictures. Upload the text it was printed from, or a PDF with text."
    ),
    "scrambled": _("The PDF does not say which letters its signs stand for. Upload the text it was made from."),
    "busy": _("The portal could not check the file in time. Try again in a minute."),
    # --- of what may act, fetch or hide ---
    "javascript": _("The PDF holds JavaScript. Print it as PDF anew, which leaves it out."),
    "launch": _("The PDF wants to start a program. Print it as PDF anew, which leaves that out."),
    "active_form": _("The PDF holds a form that sends or fetches data. Print it as PDF anew, which leaves that out."),
    "embedded": _(
        "Another file, a sound or a film is embedded in this one. Take it out, or paste it as a picture, and save anew."
    ),
    "macros": _("The file holds macros. Save it as a plain DOCX or ODT without macros, or as PDF."),
    "program": _("A program is hidden in the file. Do not use it; ask who sent it, and tell your administrators."),
    "fetches": _(
        "The file fetches parts of itself from elsewhere: a template, a picture or another document. Embed the "
        "pictures, break the links, and save anew, or save it as PDF."
    ),
    "link": _("A link in the file does not lead to a web page or a mail address. Correct or remove it, and save anew."),
    # --- of archives and markup ---
    "bomb": _("Unpacked, the file would be far larger than any text. Save it anew, or as PDF."),
    "archive_false": _("What the file says of its own parts is not true. Open it in its program and save it anew."),
    "archive_name": _("A part of the file has a name that leads elsewhere. Open it in its program and save it anew."),
    "xml_false": _("A part of the file is written in an unusual encoding. Open it in its program and save it anew."),
    "entities": _("A part of the file defines entities, which no program for texts does. Save it anew, or as PDF."),
    # --- of plain texts ---
    "encoding": _("The text is not in UTF-8. Save it anew with this encoding."),
    "binary": _("This is no plain text: it holds control characters. Save it anew as plain text, or as PDF."),
    "markup": _("The text holds program code or parts of a web page. Take them out, or save the text as PDF."),
    "old_word": _("This is an older Word file, or one with a password. Save it as DOCX without a password, or as PDF."),
    # --- of the scanner ---
    "virus": _("The virus scanner found “%(virus)s” in the file. Do not use it, and tell your administrators."),
    "no_scanner": _("The virus scanner does not answer, so nothing can be taken. Try again later."),
}


def refusal(code: str, **values) -> ValidationError:
    """The error that says why, to be raised; ``values`` fill in the sentence."""
    return ValidationError(REASONS[code], code, values or None)
