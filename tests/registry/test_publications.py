"""The files of the Registry, opened by other programs than those that made them."""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter

import openpyxl
import pikepdf
import pypdf
import pytest
from django.utils import translation

from amedip.core import languages
from amedip.core.publications import fonts
from registry.editions import content_of
from registry.publications import MEDIA_TYPES, render
from registry.publications.reading import Reading, registry_title
from tests import factories

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://example.org", "click")'


@pytest.fixture(scope="module")
def files() -> dict:
    """Each file is made once for all tests of one content."""
    return {}


def file_of(files: dict, suffix: str, language: str) -> bytes:
    if (suffix, language) not in files:
        files[suffix, language] = render(content_of(), suffix, language, number=1, titles={"en": "Edition 1"})
    return files[suffix, language]


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def letters(text: str) -> Counter:
    """The letters of a text: ligatures taken apart, without blanks and marks of direction."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(char for char in plain if char.isalnum())


@pytest.mark.parametrize("language", languages.CODES)
def test_pdf_when_opened_then_title_language_and_tags_are_there(content, files, language):
    with pikepdf.open(io.BytesIO(file_of(files, "pdf", language))) as pdf:
        root = pdf.Root
        with translation.override(language):
            assert str(pdf.docinfo["/Title"]).startswith(registry_title())
        assert str(root["/Lang"]) == language
        assert bool(root["/MarkInfo"]["/Marked"])
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/K" in root["/StructTreeRoot"]
        assert "/Outlines" in root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("language", languages.CODES)
def test_pdf_when_read_by_another_program_then_every_reference_and_title_is_there(content, files, language):
    held = content_of()
    text = pdf_text(file_of(files, "pdf", language))

    assert len(held["priorities"]) > 40
    assert [priority["ref"] for priority in held["priorities"] if priority["ref"] not in text] == []
    there = letters(text)
    with translation.override(language):
        reading = Reading(held)
        for state, _priorities in reading.states:
            assert letters(reading.name("states", state["code"]).text) <= there


def test_pdf_when_it_is_arabic_then_its_letters_can_be_extracted(content, files):
    data = file_of(files, "pdf", "ar")

    mapped = to_unicode(data)
    assert {"\u0644\u0627", "\u0644\u0623", "\u0644\u0625"} <= mapped  # lam-alef is one glyph and two letters
    assert not any("\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc" for text in mapped for char in text)
    text = lam_alef_in_order(bare(pdf_text(data)))
    # This reader sets a blank within lam-lam-alef.
    words = {word for title in arabic_titles() for word in title.split() if not has_vowel_mark(word)}
    words = {word for word in words if "\u0644\u0644\u0627" not in word}
    assert len(words) > 150
    assert {word for word in words for part in bare(word).split() if lam_alef_in_order(part) not in text} == set()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (poppler-utils), which is not installed")
def test_pdf_when_it_is_arabic_then_poppler_reads_its_titles_word_by_word(content, files):
    data = file_of(files, "pdf", "ar")

    read = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()

    text = f" {in_no_order_of_letters(read)} "
    titles = [title for title in arabic_titles() if not has_vowel_mark(title)]
    assert len(titles) > 30
    assert [title for title in titles if f" {in_no_order_of_letters(title)} " not in text] == []


def arabic_titles() -> list[str]:
    found = [priority["texts"]["title"]["ar"] for priority in content_of()["priorities"]]
    assert len(found) > 40
    return [title for title in found if title]


def bare(text: str) -> str:
    """Ligatures taken apart, without marks of direction or vowels; only words, divided by single blanks."""
    plain = unicodedata.normalize("NFKC", text)
    letters_only = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Mn"))
    return " ".join(re.findall(r"\w+", letters_only))


def has_vowel_mark(text: str) -> bool:
    """Readers place such a mark, and its letter, as they like; it is one cluster of glyphs."""
    return any(unicodedata.combining(char) for char in text)


def lam_alef_in_order(text: str) -> str:
    """Readers turn the two letters of the one glyph round, or not."""
    return re.sub("[\u0627\u0622\u0623\u0625\u0644]+", lambda found: "".join(sorted(found.group())), text)


def in_no_order_of_letters(text: str) -> str:
    """The words in their order, the letters of each sorted: poppler turns the two letters of a lam-alef round."""
    return " ".join("".join(sorted(word)) for word in bare(text).split())


def to_unicode(data: bytes) -> set[str]:
    """What the glyphs of all faces stand for, by the PDF's own maps."""
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/ToUnicode") is not None:
                for line in entry["/ToUnicode"].read_bytes().decode().splitlines():
                    codes = line.replace("<", " ").replace(">", " ").split()
                    if len(codes) == 2 and line.startswith("<"):
                        found.add(bytes.fromhex(codes[1]).decode("utf-16-be"))
    return found


def test_pdf_when_a_text_is_missing_then_another_stands_there_with_the_name_of_its_language():
    factories.PriorityFactory(title_en=None, title_fr="Un titre sans traduction")

    text = " ".join(pdf_text(render(content_of(), "pdf", "en")).split())

    assert "Un titre sans traduction" in text
    assert "(French)" in text


def test_pdf_when_a_letter_is_in_no_face_then_a_question_mark_stands_for_it():
    factories.PriorityFactory(title_en="Emoji 🎉 and 漢 and Ελληνικά")

    assert fonts.printable("🎉 漢 Ελληνικά لا é – ’") == "? ? Ελληνικά لا é – ’"
    assert "Emoji ? and ? and Ελληνικά" in pdf_text(render(content_of(), "pdf", "en"))


def test_pdf_when_made_twice_of_one_content_then_the_same_bytes():
    factories.PriorityFactory()
    held = content_of()

    assert render(held, "pdf", "ar") == render(held, "pdf", "ar")


def test_pdf_when_nothing_is_published_then_it_says_so():
    assert "No priority is published yet." in pdf_text(render(content_of(), "pdf", "en"))


def sheet_of(data: bytes, name: str | int = 0):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return book.worksheets[name]


@pytest.mark.parametrize("language", languages.CODES)
def test_workbook_when_opened_then_its_direction_head_and_rows(content, files, language):
    sheet = sheet_of(file_of(files, "xlsx", language))

    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")
    assert sheet.freeze_panes == "B2"
    with translation.override(language):
        reading = Reading(content_of())
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [one["ref"] for one in reading.priorities]


def test_workbook_when_a_text_looks_like_a_formula_then_it_stays_a_text():
    factories.PriorityFactory(title_en=FORMULA, description_en="+1", need_en="@SUM(A1)")

    cells = [cell for row in sheet_of(render(content_of(), "xlsx", "en")).iter_rows() for cell in row]

    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
    assert "f" not in {cell.data_type for cell in cells}


def test_workbook_when_a_text_is_longer_than_a_cell_then_it_ends_in_an_ellipsis():
    factories.PriorityFactory(description_en="word " * 7_000)

    values = [cell.value for row in sheet_of(render(content_of(), "xlsx", "en")).iter_rows() for cell in row]

    assert any(isinstance(value, str) and value.endswith("…") and len(value) == 32_767 for value in values)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_when_a_text_looks_like_a_formula_then_an_apostrophe_stands_before_it(start):
    factories.PriorityFactory(title_en=f"{start}1+1")

    rows = rows_of_csv(render(content_of(), "csv", "en"))

    assert rows[0]["Title"] == f"'{start}1+1"


def rows_of_csv(data: bytes) -> list[dict]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", languages.CODES)
def test_csv_when_read_then_one_row_for_each_priority_in_the_files_language(content, files, language):
    rows = rows_of_csv(file_of(files, "csv", language))

    with translation.override(language):
        wanted = [priority["ref"] for priority in Reading(content_of()).priorities]
    assert [next(iter(row.values())) for row in rows] == wanted


def test_csv_when_states_are_sorted_then_as_readers_of_the_language_expect(content, files):
    def states(language):
        return list(dict.fromkeys(list(row.values())[1] for row in rows_of_csv(file_of(files, "csv", language))))

    assert states("ar") != states("en")
    assert states("en")[:2] == ["DZ", "CV"]  # Algeria, Cape Verde


def test_json_when_read_then_texts_of_one_language_and_those_that_fell_back_named():
    factories.PriorityFactory(title_en=None, title_ar="عنوان", description_en="In English")

    found = json.loads(render(content_of(), "json", "en", number=3, titles={"en": "Edition 3"}))

    (entry,) = found["priorities"]
    assert (found["edition"], found["edition_title"], found["language"]) == (3, "Edition 3", "en")
    assert (entry["title"], entry["description"], entry["need"]) == ("عنوان", "In English", None)
    assert (entry["language"], entry["direction"]) == ({"title": "ar"}, {"title": "rtl"})
    assert entry["url"].endswith(f"/en/registry/{entry['ref']}/")


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_file_when_made_in_another_language_then_the_readers_is_untouched(suffix):
    factories.PriorityFactory()
    with translation.override("fr"):
        render(content_of(), suffix, "ar")

        assert languages.current() == "fr"
