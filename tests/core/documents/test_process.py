"""What is drawn from files as text, and what the looking program may not do."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from amedip.core.documents import draw_text, read_pieces
from amedip.core.reading.drawn import LONGEST
from amedip.core.reading.pieces import Piece, Run
from tests.corpus.archives import docx, odt
from tests.corpus.harmless import ARABIC, tagged
from tests.corpus.pdfs import pdf

DOCX = (
    '<w:p><w:r><w:t xml:space="preserve">First </w:t></w:r><w:r><w:t>paragraph.</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:delText>gone</w:delText></w:r></w:p>"
    f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{ARABIC}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
ODT = (
    "<text:h>Heading</text:h><text:p>one<text:tab/>two<text:s text:c='2'/>three<text:line-break/>four</text:p>"
    f"<text:p><text:span>{ARABIC}</text:span><text:tracked-changes><text:p>gone</text:p></text:tracked-changes></text:p>"
)
TEXTS = [
    ("docx", docx(DOCX), f"First paragraph.\n\none two three\n\n{ARABIC}"),
    ("odt", odt(ODT), f"**Heading**\n\none two three four\n\n{ARABIC}"),
    ("md", b"\xef\xbb\xbf# One\r\n\r\n- two\r\n- *three*\r\n\r\n1. four\r\n", "**One**\n\n- two\n- *three*\n\n1. four"),
    ("txt", ARABIC.encode(), ARABIC),
    ("pdf", pdf(), "The summary of discussions"),
    ("pdf", pdf(text=b""), ""),
]


@pytest.mark.parametrize(("suffix", "content", "text"), TEXTS)
def test_text_when_drawn_then_in_paragraphs_as_a_reader_sees_it(suffix, content, text):
    assert draw_text(ContentFile(content), f".{suffix}") == text


def test_text_when_drawn_from_a_typeset_page_then_its_lines_are_joined():
    words = "The participants of the workshop discussed the needs of the partner states. " * 5

    text = draw_text(ContentFile(tagged(f"= Summary\n\n{words}\n\n- one\n- two", "en")), ".pdf")

    assert text.startswith("**Summary**")
    assert " ".join(words.split()) in text
    assert text.endswith("- one\n- two")


def test_text_when_drawn_from_an_arabic_page_then_it_is_in_the_order_of_reading():
    text = draw_text(ContentFile(tagged(f"= {ARABIC}\n\n{ARABIC} 2012.", "ar")), ".pdf")

    assert text == f"**{ARABIC}**\n\n{ARABIC} 2012."


def test_text_when_longer_than_a_book_then_whole_paragraphs_of_it_are_drawn():
    paragraph = f"<w:p><w:r><w:t>{'word ' * 2_000}</w:t></w:r></w:p>"

    text = draw_text(ContentFile(docx(paragraph * 60)), ".docx")

    assert LONGEST - 11_000 < len(text) <= LONGEST
    assert text.endswith("word")


@pytest.mark.parametrize(("suffix", "content"), [(".docx", docx(DOCX)), (".odt", odt(ODT)), (".txt", ARABIC.encode())])
def test_pieces_when_read_by_the_looking_program_then_nothing_of_them_is_lost_on_the_way(suffix, content):
    raw = read_pieces(ContentFile(content), suffix, lambda _line: False)

    assert raw.pieces[-1] == Piece((Run(ARABIC),))


def test_pieces_when_the_file_has_none_then_the_reason_is_told():
    with pytest.raises(ValidationError) as refused:
        read_pieces(ContentFile(pdf(text=b"")), ".pdf", lambda _line: False)

    assert refused.value.code == "no_text"


def test_text_when_the_file_is_broken_then_the_reason_is_told():
    with pytest.raises(ValidationError) as refused:
        draw_text(ContentFile(b"%PDF-1.7\n"), ".pdf")

    assert refused.value.code == "broken"


TRIES = {
    "memory": "bytearray(500_000_000)",
    "time": "[None for _ in iter(int, 1)]",
    "files": "import tempfile; tempfile.TemporaryFile(buffering=0).write(b'a')",
}


@pytest.mark.parametrize("what", TRIES)
def test_looking_program_when_it_goes_beyond_its_limits_then_the_system_ends_it(what):
    program = f"from amedip.core.inspection.limits import *; keep_within(CHECK); {TRIES[what]}; print('alive')"

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, check=False, timeout=60
    )

    assert done.returncode != 0
    assert b"alive" not in done.stdout


def test_looking_program_when_called_by_hand_then_it_answers_in_json():
    done = subprocess.run(
        [sys.executable, "-m", "amedip.core.inspection", "check", "office"],
        cwd=settings.BASE_DIR,
        input=b"",
        capture_output=True,
        check=False,
    )

    # A pipe cannot be gone back in: the program says so in its own way, and never that all is well.
    assert done.returncode or "refused" in json.loads(done.stdout)
