"""What only Word's files have: styles, counted headings, fields, boxes, changes, notes."""

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.workshops.reader.reading import read
from tests.workshops.reader.writing import add_run, saved
from workshops.reader import Kind

PROSE = "The islands spoke about their gardens for a long time, and about the hedges that stand between them."


@pytest.fixture
def document():
    return docx.Document()


def blocks_of(document):
    return read(saved(document), "a.docx").blocks


def add_xml(paragraph, inner: str):
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def test_headings_that_count_themselves_say_their_number(document):
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="Session %1:"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for title in ("Gardens", "Hedges"):
        heading = document.add_heading(title, 1)
        heading._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
        document.add_paragraph(PROSE)

    assert [(block.anchor, block.text) for block in blocks_of(document) if block.kind == Kind.SESSION] == [
        ("s1", "Session I: Gardens"),
        ("s2", "Session II: Hedges"),
    ]


@pytest.mark.parametrize(
    ("form", "pattern", "numbers"),
    [
        ("decimal", "%1.", ["1", "2", "3"]),
        ("lowerLetter", "%1)", ["1", "2", "3"]),
        ("lowerRoman", "(%1)", ["1", "2", "3"]),
        ("arabicAbjad", "%1-", ["1", "2", "3"]),
        ("bullet", "\uf0b7", ["", "", ""]),
    ],
)
def test_lists_of_every_form_are_items(document, form, pattern, numbers):
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="78"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="78"/></w:num>'))
    document.add_heading("Session 1: Gardens", 1)
    for text in ("One", "Two", "Three"):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>')
        )

    items = [block for block in blocks_of(document) if block.kind == Kind.ITEM]

    assert [block.text for block in items] == ["One", "Two", "Three"]
    assert [block.number for block in items] == numbers


def test_emphasis_by_style_or_switched_off_is_read_as_it_is_seen(document):
    document.add_heading("Session 1: Gardens", 1)
    paragraph = document.add_paragraph("Seen ")
    paragraph.add_run("strong", style="Strong")
    paragraph.add_run(" and ")
    paragraph.add_run("slanted", style="Emphasis")
    off = paragraph.add_run(" and neither", style="Strong")
    off.bold = False

    assert blocks_of(document)[-1].text == "Seen **strong** and *slanted* and neither"


def test_links_and_fields_keep_their_names(document):
    document.add_heading("Session 1: Gardens", 1)
    paragraph = document.add_paragraph("See ")
    add_run(document, paragraph, "the site", address="https://example.org/")
    add_xml(paragraph, '<w:t xml:space="preserve"> and </w:t>')
    add_xml(paragraph, '<w:fldChar w:fldCharType="begin"/>')
    add_xml(paragraph, "<w:instrText> HYPERLINK &quot;https://example.com/a&quot; </w:instrText>")
    add_xml(paragraph, '<w:fldChar w:fldCharType="separate"/>')
    add_xml(paragraph, "<w:t>the field</w:t>")
    add_xml(paragraph, '<w:fldChar w:fldCharType="end"/>')
    add_xml(paragraph, "<w:t>.</w:t>")

    text = blocks_of(document)[-1].text

    assert text == "See [the site](https://example.org/) and [the field](https://example.com/a)."


def test_what_was_deleted_is_gone_and_what_was_added_is_there(document):
    document.add_heading("Session 1: Gardens", 1)
    paragraph = document.add_paragraph("Kept")
    for tag, inner in (("w:del", "<w:delText> lost</w:delText>"), ("w:ins", '<w:t xml:space="preserve"> added</w:t>')):
        change = OxmlElement(tag)
        change.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
        paragraph._p.append(change)

    assert blocks_of(document)[-1].text == "Kept added"


def test_tables_and_content_controls_are_read(document):
    document.add_heading("Session 1: Gardens", 1)
    table = document.add_table(2, 2)
    for place, text in enumerate(("Island", "Gardens", "Ferns", "48")):
        table.cell(place // 2, place % 2).text = text
    inner = document.add_paragraph("In a control.")._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    inner.addprevious(control)
    control.find(qn("w:sdtContent")).append(inner)

    assert [block.text for block in blocks_of(document)][1:] == ["Island | Gardens", "Ferns | 48", "In a control."]


def test_headings_made_by_hand_are_headings(document):
    document.add_paragraph().add_run("Session 1: Gardens").bold = True
    document.add_paragraph(PROSE)
    heading = document.add_paragraph().add_run("Hedges of stone")
    heading.bold, heading.font.size = True, Pt(14)
    document.add_paragraph(PROSE)

    assert [block.kind for block in blocks_of(document)] == ["session", "paragraph", "heading", "paragraph"]


def test_running_head_is_a_remark(document):
    document.sections[0].header.paragraphs[0].text = "Invented dialogue"
    document.add_paragraph(PROSE)

    summary = read(saved(document), "a.docx")

    assert [remark.text for remark in summary.remarks if remark.code == "running"] == ["Invented dialogue"]
