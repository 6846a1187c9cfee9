"""What only PDFs have: broken words and lines, columns, furniture of the page, Arabic in the order of the page."""

import re

import pytest

from tests.workshops.reader.reading import read
from tests.workshops.reader.writing import typeset
from workshops.reader import Kind

PROSE = (
    "The islands spoke about their gardens for a long time, and about the hedges that stand between them. It was "
    "agreed that inter-island cooperation needs a register, and that the register of inter-island cooperation needs a "
    "keeper."
)
ARABIC = (
    "تحدثت الجزر طويلًا عن بساتينها وعن الأسيجة القائمة بينها، واتُّفق على أن التعاون بين الجزر لا يستقيم بلا سجل، "
    "وأن السجل لا يُحفظ إلا بحافظ. وفي عام 2031 بلغ عدد البساتين 1,250 بستانًا، أي 20% مما كان (انظر GGI)، وقيل إن "
    "لكل بستان سجلًا."
)


def blocks_of(body: str, *, language: str = "en", head: str = "", tagged: bool = False):
    return read(typeset(language, body, head=head, tagged=tagged), "a.pdf").blocks


@pytest.mark.parametrize("width", ["7cm", "10cm", "15cm"])
@pytest.mark.parametrize("justify", ["true", "false"])
def test_lines_are_joined_whatever_their_width(width, justify):
    head = f"#set page(width: {width}, height: 20cm, margin: 1.5cm)\n#set par(justify: {justify})"

    blocks = blocks_of(f"{PROSE}\n\n{PROSE}\n\nThe end of it.", head=head)

    assert [block.text for block in blocks if block.text] == [PROSE, PROSE, "The end of it."]


@pytest.mark.parametrize("width", ["7cm", "10cm", "15cm"])
def test_arabic_lines_are_read_from_the_right(width):
    blocks = blocks_of(
        f"{ARABIC}\n\n{ARABIC}", language="ar", head=f"#set page(width: {width}, height: 20cm, margin: 1.5cm)"
    )

    assert [block.text for block in blocks if block.text] == [ARABIC, ARABIC]


def test_words_broken_at_the_end_of_a_line_are_mended():
    head = "#set page(width: 6cm, height: 30cm, margin: 1cm)\n#set par(justify: true)\n#set text(hyphenate: true)"
    text = f"{PROSE} The administration of administrative responsibilities requires extraordinary understanding."

    text_read = " ".join(block.text for block in blocks_of(text, head=head))

    assert text_read.split() == text.split()


@pytest.mark.parametrize(("language", "text"), [("en", PROSE), ("ar", ARABIC)])
def test_paragraph_goes_on_over_a_page_without_its_furniture(language, text):
    head = "#set page(width: 12cm, height: 7cm, margin: 2cm, header: text(size: 8pt)[The seven islands])"
    head += '\n#set page(numbering: "1 / 1")'

    summary = read(typeset(language, "\n\n".join([text] * 4), head=head, tagged=False), "a.pdf")

    assert [block.text for block in summary.blocks if block.text] == [text] * 4


def test_columns_are_read_one_after_the_other():
    head = "#set page(width: 21cm, height: 12cm, margin: 2cm, columns: 2)"

    blocks = blocks_of("\n\n".join(f"{PROSE} Number {number}." for number in range(1, 7)), head=head)

    assert [block.text for block in blocks if block.text] == [f"{PROSE} Number {number}." for number in range(1, 7)]


def test_headings_are_known_by_size_and_weight():
    body = f"= Session 1: Gardens\n\n{PROSE}\n\n== Hedges of stone\n\n{PROSE}\n\n*Hedges of thorn*\n\n{PROSE}"

    blocks = blocks_of(body, tagged=True)

    assert [(block.kind, block.level) for block in blocks] == [
        ("session", 0),
        ("paragraph", 0),
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_lists_keep_their_depth_and_their_long_lines():
    body = f"= Session 1: Gardens\n\n{PROSE}\n\n- {PROSE}\n  - {PROSE}\n- Short.\n\n{PROSE}"

    blocks = blocks_of(body, head="#set page(width: 12cm, height: 25cm, margin: 2cm)")

    assert [(block.kind, block.level, block.text) for block in blocks[1:]] == [
        ("paragraph", 0, PROSE),
        ("item", 1, PROSE),
        ("item", 2, PROSE),
        ("item", 1, "Short."),
        ("paragraph", 0, PROSE),
    ]


def test_footnotes_are_remarks():
    body = f"= Session 1: Gardens\n\n{PROSE[:-1]}#footnote[See the book of hedges.].\n\n{PROSE}"

    summary = read(typeset("en", body, head="#set page(height: 20cm)", tagged=True), "a.pdf")

    assert [block.text for block in summary.blocks][1:] == [PROSE, PROSE]
    assert [(remark.anchor, remark.text) for remark in summary.remarks if remark.code == "footnote"] == [
        ("s1.p1", "See the book of hedges.")
    ]


def test_links_live_on():
    blocks = blocks_of('= Session 1: Gardens\n\nSee #link("https://example.org/a")[the site of the islands] for more.')

    assert blocks[-1].text == "See [the site of the islands](https://example.org/a) for more."


def test_numbers_within_a_paragraph_begin_no_item():
    text = " ".join(f"{number}) information on the gardens of the islands and their hedges;" for number in range(1, 9))

    blocks = blocks_of(f"= Session 1: Gardens\n\nThere are eight stages: {text}", head="#set page(width: 11cm)")

    assert [block.kind for block in blocks] == [Kind.SESSION, Kind.PARAGRAPH]
    assert len(re.findall(r"\d\)", blocks[1].text)) == 8
