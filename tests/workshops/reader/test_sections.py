"""Where sections begin when headings do not say it, or say it twice."""

from tests.workshops.reader.reading import read
from workshops.reader import Kind

PROSE = "The islands spoke about their gardens for a long time, and about the hedges that stand between them."


def written(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def outline(text: str) -> list[tuple[str, str]]:
    return [
        (block.anchor, block.title)
        for block in read(text.encode(), "a.md").blocks
        if block.title or block.anchor == "s1"
    ]


def codes(text: str) -> set[str]:
    return {remark.code for remark in read(text.encode(), "a.md").remarks}


def test_text_without_headings_is_one_session_with_a_remark():
    summary = read(f"{PROSE}\n\n{PROSE}".encode(), "a.md")

    assert [block.anchor for block in summary.blocks] == ["s1", "s1.p1", "s1.p2"]
    assert "no-headings" in {remark.code for remark in summary.remarks}


def test_headings_that_are_no_sessions_by_name_are_taken_for_sessions():
    text = written("# Gardens", "## Hedges", PROSE, "### Old ones", PROSE, "## Walls", PROSE, "## Conclusion", PROSE)

    assert outline(text) == [("title", "Gardens"), ("s1", "Hedges"), ("s2", "Walls"), ("closing", "Conclusion")]
    assert "headings-as-sessions" in codes(text)


def test_contents_begin_nothing():
    contents = ("Session I: Hedges 2", "Session II: Walls 3", "Recommendations 4")
    body = ("Session I: Hedges", PROSE, "Session II: Walls", PROSE, "Recommendations", "1. To go on.")
    text = written(*contents, "Introduction", PROSE, *body)

    blocks = read(text.encode(), "a.md").blocks

    assert [block.anchor for block in blocks if block.kind in (Kind.SESSION, Kind.RECOMMENDATIONS)] == [
        "s1",
        "s2",
        "recommendations",
    ]
    assert "contents" in codes(text)


def test_headings_within_a_session_have_addresses_of_its_paragraphs():
    first = ("# Session I: Hedges", PROSE, "## Introduction", PROSE, "### Conclusions", PROSE)
    text = written(*first, "# Session II: Walls", PROSE)

    blocks = read(text.encode(), "a.md").blocks

    assert [(block.anchor, block.kind, block.level) for block in blocks] == [
        ("s1", "session", 0),
        ("s1.p1", "paragraph", 0),
        ("s1.p2", "heading", 1),
        ("s1.p3", "paragraph", 0),
        ("s1.p4", "heading", 2),
        ("s1.p5", "paragraph", 0),
        ("s2", "session", 0),
        ("s2.p1", "paragraph", 0),
    ]


def test_short_line_between_paragraphs_is_a_heading():
    text = f"Session I: Hedges\n\n{PROSE}\n\nHedges of stone\n\n{PROSE}"

    assert [block.kind for block in read(text.encode(), "a.md").blocks] == [
        "session",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_strong_line_is_a_heading_and_not_emphasised():
    blocks = read(f"**Session I: Hedges**\n\n{PROSE}\n\n**Hedges of stone**\n\n{PROSE}".encode(), "a.md").blocks

    assert [(block.kind, block.text) for block in blocks if block.text != PROSE] == [
        ("session", "Session I: Hedges"),
        ("heading", "Hedges of stone"),
    ]


def test_sessions_that_count_anew_each_day_are_numbered_on():
    text = "".join(f"## Session {number}: Day {day}\n\n{PROSE}\n\n" for day in (1, 2) for number in (1, 2))

    summary = read(text.encode(), "a.md")

    assert [(block.number, block.title) for block in summary.blocks if block.kind == Kind.SESSION] == [
        ("1", "Day 1"),
        ("2", "Day 1"),
        ("3", "Day 2"),
        ("4", "Day 2"),
    ]
    assert [remark.anchor for remark in summary.remarks if remark.code == "renumbered"] == ["s3", "s4"]


def test_session_that_is_continued_stays_one():
    text = f"## Session 1: Hedges\n\n{PROSE}\n\n## Session 1 (continued)\n\n{PROSE}"

    assert [block.anchor for block in read(text.encode(), "a.md").blocks] == ["s1", "s1.p1", "s1.p2", "s1.p3"]


def test_opening_with_a_heading_has_it():
    text = f"# Gardens\n\n## Opening Session\n\n{PROSE}\n\n## Session 1: Hedges\n\n{PROSE}"

    assert outline(text) == [("title", "Gardens"), ("opening", "Opening Session"), ("s1", "Hedges")]


def test_recommendations_may_stand_before_the_sessions():
    text = f"# Gardens\n\n## Recommendations\n\n1. To go on.\n\n## Session 1: Hedges\n\n{PROSE}"

    assert [block.anchor for block in read(text.encode(), "a.md").blocks] == [
        "title",
        "recommendations",
        "r1",
        "s1",
        "s1.p1",
    ]


def test_what_is_missing_is_said():
    assert {"no-opening", "no-closing", "no-recommendations"} <= codes(f"## Session 1: Hedges\n\n{PROSE}")
