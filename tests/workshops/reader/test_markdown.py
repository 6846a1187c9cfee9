"""Markdown and plain text as people write them."""

import pytest

from tests.workshops.reader.reading import read
from workshops.reader import Kind

LONG = "The islands spoke about their gardens for a long time, and about the hedges between them"


def blocks_of(text: str):
    return read(text.encode(), "a.md").blocks


def texts_of(text: str) -> list[str]:
    return [block.text for block in blocks_of(text) if block.text]


TEXTS = {
    "escapes are what they stand for": (r"A \[b\] \(c\) 5 \% and AT&amp;T.", ["A [b] (c) 5 % and AT&T."]),
    "an escaped star is no emphasis": (r"A \*b\* and 3 \* 4.", ["A ∗b∗ and 3 * 4."]),
    "underscores mark too": ("A __b__ and _c_.", ["A **b** and *c*."]),
    "both at once": ("A ***b*** c.", ["A ***b*** c."]),
    "lines are joined": (f"{LONG}\nand more.", [f"{LONG} and more."]),
    "hard breaks are blanks": ("A line  \nand another.", ["A line and another."]),
    "blanks at the edge of emphasis stand outside": ("A <b> ** c** d.", ["A <b> ** c** d."]),
    "code is words": ("A `code` of them.", ["A code of them."]),
    "an indented paragraph is no code": (f"{LONG}.\n\n    It stands in.", [f"{LONG}.", "It stands in."]),
    "tags are words": ("<div>Hello</div>", ["<div>Hello</div>"]),
    "a table is its rows": ("|A|B|\n|-|-|\n|c|d|", ["A | B", "c | d"]),
    "a picture is its words": ("A ![gate](g.png) of iron.", ["A gate of iron."]),
    "an old form of links": ("A [name][1] here.\n\n[1]: https://example.org", ["A [name](https://example.org) here."]),
    "soft hyphens and marks of direction go": ("A gar\u00adden\u200f.", ["A garden."]),
}


@pytest.mark.parametrize(("text", "wanted"), TEXTS.values(), ids=TEXTS.keys())
def test_markdown_becomes_the_grammar_of_the_house(text, wanted):
    found = texts_of(text)

    assert [part.replace("∗∗", "**") for part in found] == wanted


LISTS = {
    "Markdown's bullets": "- One\n- Two",
    "stars": "* One\n* Two",
    "foreign bullets": "• One\n• Two",
    "dashes": "– One\n– Two",
    "numbers": "1. One\n2. Two",
    "numbers with brackets": "1) One\n2) Two",
    "Arabic digits": "١- One\n٢- Two",
    "letters": "a) One\nb) Two",
    "Arabic letters": "أ) One\nب) Two",
    "a list in a list that is its mark": "- 1) One\n- 2) Two",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_items_of_any_list_are_items_without_their_marks(text):
    found = blocks_of(f"# Session I: Gardens\n\n{LONG}, namely:\n\n{text}\n\n{LONG}.")

    assert [(block.kind, block.text) for block in found[1:]] == [
        (Kind.PARAGRAPH, f"{LONG}, namely:"),
        (Kind.ITEM, "One"),
        (Kind.ITEM, "Two"),
        (Kind.PARAGRAPH, f"{LONG}."),
    ]


def test_list_within_a_list_has_its_level():
    found = blocks_of(f"# Session I: Gardens\n\n{LONG}:\n\n- One\n  - Two\n    - Three\n- Four")

    assert [(block.text, block.level) for block in found if block.kind == Kind.ITEM] == [
        ("One", 1),
        ("Two", 2),
        ("Three", 3),
        ("Four", 1),
    ]


def test_initials_are_no_mark_of_a_list():
    found = blocks_of(f"# Session I: Gardens\n\n{LONG}.\n\nA. Fern spoke first, and thanked everybody for the hedges.")

    assert found[-1].kind == Kind.PARAGRAPH
    assert found[-1].text.startswith("A. Fern")


def test_footnotes_are_remarks_where_they_are_called():
    notes = "[^1]: See *there*.\n[^b]: And\n  here.\n[^c]: Lost."
    text = f"# Session I: Gardens\n\n{LONG}[^1] and so on.\n\nMore of it.[^b]\n\n{notes}"

    summary = read(text.encode(), "a.md")

    notes = [(remark.anchor, remark.text) for remark in summary.remarks if remark.code == "footnote"]
    assert notes == [("s1.p1", "See *there*."), ("s1.p2", "And here."), ("", "Lost.")]
    assert not any("[^" in block.text for block in summary.blocks)


def test_paragraph_broken_by_a_page_is_joined_and_said_so():
    summary = read(f"# Session I: Gardens\n\n{LONG} of them\n\nwhich nobody counts.\n\nMore.".encode(), "a.md")

    assert [block.text for block in summary.blocks][1:] == [f"{LONG} of them which nobody counts.", "More."]
    assert ("joined", "s1.p1") in [(remark.code, remark.anchor) for remark in summary.remarks]


@pytest.mark.parametrize("label", ["Session II", "الجلسة الثانية", "Deuxième séance"])
def test_label_alone_takes_the_next_line_as_its_title(label):
    found = blocks_of(f"## Session I: Gardens\n\n{LONG}.\n\n{label}\n\nHedges and walls\n\n{LONG}.\n")

    session = next(block for block in found if block.anchor == "s2")
    assert (session.title, session.text) == ("Hedges and walls", f"{label}: Hedges and walls")


def test_title_of_a_link_and_a_link_nobody_follows_are_remarks():
    summary = read(
        b'A [name](https://example.org "Words beside") here.\n\n[unused]: https://example.com "Lost"', "a.md"
    )

    asides = " ".join(remark.text for remark in summary.remarks if remark.code == "aside")
    assert "Words beside" in asides
    assert "unused" in asides
    assert "Lost" in asides
