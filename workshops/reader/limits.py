"""How much is read, and the refusal of what is more or cannot be read."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 50 * 1024 * 1024
MOST_PARAGRAPHS = 10_000
# A summary of 10,000 paragraphs of 500 letters.
MOST_LETTERS = 5_000_000
MOST_PAGES = 1_000
# The packed parts of a DOCX, opened: text is a small part of it, pictures the most.
MOST_UNPACKED = 200 * 1024 * 1024
# The text part alone: its tree takes some ten times as much memory.
MOST_MARKUP = 20 * 1024 * 1024
MOST_PARTS = 5_000
# Emphasis and links in a longer paragraph are not looked for: no paragraph is that long, and the search is not linear.
MOST_IN_PARAGRAPH = 20_000
MOST_IN_TITLE = 250


class Unreadable(ValidationError):
    """The file cannot be read; the message says why and what to do. ``code`` is a word for programs."""


def too_big() -> Unreadable:
    return Unreadable(
        _("The file has more than %(most)s MB. Upload the text without its pictures."),
        code="too-big",
        params={"most": MOST_BYTES // 1024 // 1024},
    )


def too_long() -> Unreadable:
    return Unreadable(
        _("The text is longer than any summary, with more than %(most)s paragraphs. Upload the summary alone."),
        code="too-long",
        params={"most": MOST_PARAGRAPHS},
    )


def too_much_packed() -> Unreadable:
    return Unreadable(
        _("The file unpacks to far more than a summary holds. Save it anew from the text program, without pictures."),
        code="too-much-packed",
    )


def damaged() -> Unreadable:
    return Unreadable(
        _("The file is damaged or is not what its name says. Open it in its program, save it anew and upload that."),
        code="damaged",
    )


def encrypted() -> Unreadable:
    return Unreadable(_("The file is protected by a password. Upload it without protection."), code="encrypted")


def without_text() -> Unreadable:
    return Unreadable(
        _("The file has no text: its pages are pictures. Upload the text it was printed from, or a PDF with text."),
        code="no-text",
    )


def empty() -> Unreadable:
    return Unreadable(_("The file is empty."), code="empty")


def unknown_form() -> Unreadable:
    return Unreadable(
        _("Summaries are read from Markdown, plain text, DOCX and PDF files. Save it as one of these."),
        code="unknown-form",
    )


def unknown_letters() -> Unreadable:
    return Unreadable(_("The text is not written in UTF-8. Save it as UTF-8 and upload that."), code="unknown-letters")


def scrambled() -> Unreadable:
    return Unreadable(
        _("The PDF does not say which letters its signs stand for. Upload the text it was made from."),
        code="scrambled",
    )
