"""ODT files as LibreOffice writes them: styles that rest on others, lists, notes, links, what was taken out."""

import pytest

from amedip.core.reading.odt import read_odt
from amedip.core.reading.pieces import written
from amedip.core.reading.verdicts import Refused
from tests.corpus.archives import DECLARED, ODF, odt

NAMES = "".join(
    f' xmlns:{name}="{ODF}:{urn}:1.0"'
    for name, urn in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
STYLES = (
    '<style:style style:name="Loud" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Calm" style:family="text" style:parent-style-name="Loud">'
    '<style:text-properties fo:font-weight="normal" fo:font-style="italic"/></style:style>'
    '<style:style style:name="Arabic" style:family="text"><style:text-properties style:font-weight-complex="bold"/>'
    "</style:style>"
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:name="Round" style:family="text" style:parent-style-name="Round"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
)
BODY = """
<text:p text:style-name="P1">The title</text:p>
<text:h text:outline-level="2">A <text:span text:style-name="Loud">heading</text:span></text:h>
<text:p>Plain, <text:span text:style-name="Loud">loud, <text:span text:style-name="Calm">calm</text:span></text:span>,
<text:span text:style-name="Round">round</text:span><text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>A note.</text:p></text:note-body></text:note>
and <text:a xlink:href="https://example.org/">a name</text:a>.</text:p>
<text:p><text:span text:style-name="Arabic">تونس</text:span> <text:a xlink:href="#place">هنا</text:a></text:p>
<text:list text:style-name="L1">
<text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>second</text:p><text:p>goes on</text:p></text:list-item></text:list>
<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
<text:p>one<office:annotation><text:p>a remark</text:p></office:annotation><text:s
 text:c="3"/>two<text:tab/>three</text:p>
<table:table><table:table-row><table:table-cell><text:p>left</text:p></table:table-cell>
<table:table-cell><text:p>right</text:p></table:table-cell></table:table-row></table:table>
<text:p>before<draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame></text:p>
"""


def made(body: str) -> bytes:
    content = (
        f"{DECLARED}<office:document-content{NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    running = (
        f"{DECLARED}<office:document-styles{NAMES}><style:header><text:p>Dialogue</text:p></style:header>"
        "<style:footer><text:p>7</text:p></style:footer></office:document-styles>"
    )
    return odt(parts={"content.xml": content, "styles.xml": running})


@pytest.fixture(scope="module")
def raw():
    return read_odt(made(BODY))


def test_odt_when_read_then_its_text_is_in_the_grammar_of_the_house(raw):
    assert [written(piece.runs) for piece in raw.pieces] == [
        "The title",
        "A **heading**",
        "Plain, **loud,** *calm*, round and [a name](https://example.org/).",
        "**تونس** هنا",
        "first",
        "inner",
        "second",
        "goes on",
        "one two three",
        "left | right",
        "before",
        "in the box",
    ]


def test_odt_when_read_then_styles_and_lists_say_what_a_paragraph_is(raw):
    by_text = {piece.plain: piece for piece in raw.pieces}

    assert by_text["The title"].document_title
    assert by_text["A heading"].heading == 2
    places = {text: (by_text[text].depth, by_text[text].marker) for text in ("first", "inner", "second", "goes on")}
    assert places == {"first": (1, "1."), "inner": (2, "•"), "second": (1, "2."), "goes on": (1, "")}
    assert by_text["before"].depth == 0


def test_odt_when_read_then_notes_hang_on_their_paragraph_and_running_heads_lie_beside(raw):
    assert [piece.notes for piece in raw.pieces if piece.notes] == [("A note.",)]
    assert raw.beside == [("running", "Dialogue")]


@pytest.mark.parametrize(
    "content", [b"no archive", odt(parts={"content.xml": "<broken"}), odt(parts={"content.xml": "<a/>"})]
)
def test_odt_when_it_is_none_then_it_is_refused(content):
    with pytest.raises(Refused, match="broken"):
        read_odt(content)
