"""What PDFs say of their fonts, in figures and otherwise."""

from amedip.core.reading.paragraphs import read_pdf
from tests.corpus.pdfs import pdf


def test_pdf_when_in_a_font_that_every_reader_has_then_it_is_read():
    # Of such a font the file gives the name alone, and the library what it knows of it, its weight in words.
    raw = read_pdf(pdf())

    assert [(piece.plain, piece.strong) for piece in raw.pieces] == [("The summary of discussions", False)]
