"""The same summary comes out of every form in every language; what cannot be read is refused with a reason."""

import io
import json
import zipfile
from contextlib import suppress

import docx
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from amedip.core import languages
from amedip.core.reading import limits
from amedip.core.reading.verdicts import Refused
from tests.workshops.reader import writing
from tests.workshops.reader.reading import read
from tests.workshops.reader.sample import INVENTED, NAMED, as_markdown
from workshops.reader import Kind, Remark, Summary, shapes

FORMS = {
    "md": lambda language: (as_markdown(language), "summary.md"),
    "txt": lambda language: (as_markdown(language), "summary.txt"),
    "styled": lambda language: (as_markdown(language, styled=True), "summary.md"),
    "docx": lambda language: (writing.as_docx(language), "summary.docx"),
    "pdf": lambda language: (writing.as_pdf(language), "summary.pdf"),
    "untagged": lambda language: (writing.as_pdf(language, tagged=False), "summary.pdf"),
}


def expected(language: str, form: str) -> list[tuple[str, str, str]]:
    """Kind, address and text; names whose address is lost are plain, and the face of our PDFs has no italics."""
    rows = []
    for kind, anchor, _, text in INVENTED[language]:
        shown = "".join(
            f"**{part}**" if strong else f"*{part}*" if emphasis and form not in ("pdf", "untagged") else part
            for part, strong, emphasis, _ in writing.parts_of(text)
        )
        rows.append((kind, anchor, shown))
    return rows


@pytest.fixture(scope="module")
def summaries():
    """Each form and language read once."""
    known = {}

    def summary(language: str, form: str) -> Summary:
        if (language, form) not in known:
            known[language, form] = read(*FORMS[form](language))
        return known[language, form]

    return summary


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages.CODES)
def test_summary_of_any_form_and_language_comes_out_with_the_same_addresses(summaries, language, form):
    summary = summaries(language, form)

    assert [(block.kind, block.anchor, block.text) for block in summary.blocks] == expected(language, form)
    assert summary.language == language
    assert summary.title == next(text for kind, *_, text in INVENTED[language] if kind == "title")


@pytest.mark.parametrize("form", ["md", "docx"])
@pytest.mark.parametrize("language", languages.CODES)
def test_names_are_kept_with_their_languages_and_without_dead_links(summaries, language, form):
    summary = summaries(language, form)

    names = [part for *_, text in INVENTED[language] for part, *_, link in writing.parts_of(text) if link]
    names = [name for name in names if name not in ("AR", "EN")]
    assert [(named.name, named.anchor, named.languages, named.address) for named in summary.resources] == [
        (name, anchor, codes, "") for name, (anchor, codes) in zip(names, NAMED, strict=True)
    ]
    assert not any("](" in block.text for block in summary.blocks)


@pytest.mark.parametrize("form", FORMS)
def test_sessions_recommendations_and_points_have_numbers_and_titles(summaries, form):
    blocks = {block.anchor: block for block in summaries("en", form).blocks}

    assert blocks["s2"].number == "2"
    assert blocks["s2"].title == "Tools, Loans and Returns"
    assert blocks["r2.1"].number == "2.1"
    assert blocks["r2.1"].level == 1
    assert blocks["r2.1"].title == "A store in each village"
    assert blocks["r3"].title == "To share what the sea gives back"
    assert blocks["opening"].number == "0"


@pytest.mark.parametrize("form", FORMS)
def test_reading_twice_gives_the_same_and_json_gives_it_back(summaries, form):
    summary = summaries("fr", form)

    assert read(*FORMS[form]("fr")) == summary or form == "docx"  # Word's files carry the hour
    assert Summary.from_json(json.loads(json.dumps(summary.as_json()))) == summary


def test_pdf_gives_its_running_head_as_a_remark_and_no_page_number(summaries):
    summary = summaries("en", "untagged")

    assert [remark.text for remark in summary.remarks if remark.code == "running"] == ["Invented dialogue"]
    assert not any("Invented dialogue" in block.text for block in summary.blocks)


def test_language_that_is_given_is_not_guessed():
    assert read(as_markdown("en"), "a.md", language="fr").language == "fr"


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


REFUSED = {
    "blanks": (b" \n\n\t", "a.md", "empty"),
    "only marks": (b"- \n\n***\n\n# \n", "a.md", "empty"),
    "no ODT": (b"abc", "a.odt", "broken"),
    "another alphabet's encoding": ("أبجد".encode("cp1256"), "a.txt", "encoding"),
    "bytes of no text": (b"a\0b", "a.txt", "encoding"),
    "a PDF of nothing": (b"%PDF-1.7\n", "a.pdf", "broken"),
    "no PDF": (b"hello", "a.pdf", "broken"),
    "no archive": (b"PK\x03\x04 and no more", "a.docx", "broken"),
    "another archive": (_zip(a_txt=b"hello"), "a.docx", "broken"),
    "a file of an old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.docx", "broken"),
}


@pytest.mark.parametrize(("data", "name", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_file_that_is_no_summary_is_refused(data, name, code):
    with pytest.raises((Refused, ValidationError)) as refused:
        read(data, name)

    assert refused.value.code == code


def test_pdf_of_pictures_is_refused_for_its_missing_text():
    picture = writing.typeset("en", "#rect(width: 5cm, height: 5cm, fill: red)", tagged=False)

    with pytest.raises(Refused, match="no_text"):
        read(picture, "scan.pdf")


def test_truncated_pdf_is_read_or_refused_never_broken():
    whole = writing.as_pdf("en")

    for length in range(100, len(whole), len(whole) // 7):
        with suppress(Refused):
            assert read(whole[:length], "a.pdf").blocks


@pytest.mark.parametrize(
    ("limit", "most", "form", "code"),
    [
        ("MOST_LETTERS", 100, "md", "too_long"),
        ("MOST_PARAGRAPHS", 5, "md", "too_long"),
        ("MOST_PARAGRAPHS", 5, "docx", "too_long"),
        ("MOST_PARAGRAPHS", 5, "pdf", "too_long"),
        ("MOST_PAGES", 1, "pdf", "too_long"),
        ("MOST_LETTERS", 100, "pdf", "too_long"),
        ("MOST_UNPACKED", 100, "docx", "bomb"),
        ("MOST_UNPACKED", 100, "pdf", "bomb"),
        ("MOST_MARKUP", 100, "docx", "bomb"),
        ("MOST_PARTS", 2, "docx", "bomb"),
    ],
)
def test_more_than_a_summary_holds_is_refused(monkeypatch, limit, most, form, code):
    monkeypatch.setattr(limits, limit, most)

    with pytest.raises(Refused) as refused:
        read(*FORMS[form]("en"))

    assert refused.value.code == code


def test_docx_that_names_entities_is_not_expanded():
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Hello")
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    document.save(file)
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"<w:document", bomb + b"<w:document").replace(b"Hello", b"Hello &c;")
            target.writestr(entry, content)

    blocks = read(changed.getvalue(), "a.docx").blocks

    assert not any("bbb" in block.text for block in blocks)


@pytest.mark.parametrize("code", shapes.CODES)
def test_every_remark_has_words(code):
    with translation.override("en"):
        assert Remark(code).message


def test_kinds_and_sections_of_a_json_are_plain_words():
    data = read(as_markdown("en"), "a.md").as_json()

    assert type(data["blocks"][0]["kind"]) is str
    assert {block["kind"] for block in data["blocks"]} == {kind.value for kind in Kind if kind != Kind.HEADING}
