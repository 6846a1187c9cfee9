"""Recommendations and their points, in every manner of list."""

import pytest

from tests.workshops.reader.reading import read
from workshops.reader import Kind

TREES = {
    "numbers and bullets": ("1. A\n\n- B\n- C\n\n2. D\n\n- E", "r1 r1.1 r1.2 r2 r2.1"),
    "nested": ("1. A\n   - B\n   - C\n2. D\n   - E", "r1 r1.1 r1.2 r2 r2.1"),
    "nested deeper": ("1. A\n   - B\n     - C\n     - D\n   - E\n2. F", "r1 r1.1 r1.1.1 r1.1.2 r1.2 r2"),
    "letters": ("1) A\n\na) B\n\nb) C\n\n2) D\n\na) E", "r1 r1.1 r1.2 r2 r2.1"),
    "Roman and letters": ("I. A\n\na) B\n\nb) C\n\nII. D", "r1 r1.1 r1.2 r2"),
    "letters up to i": (
        "1) A\n\n" + "\n\n".join(f"{letter}) x" for letter in "abcdefghij"),
        "r1 " + " ".join(f"r1.{n}" for n in range(1, 11)),
    ),
    "small Roman": ("1) A\n\ni) B\n\nii) C\n\niii) D\n\niv) E", "r1 r1.1 r1.2 r1.3 r1.4"),
    "dotted": ("1. A\n\n1.1 B\n\n1.2 C\n\n2. D\n\n2.1 E\n\n2.1.1 F", "r1 r1.1 r1.2 r2 r2.1 r2.1.1"),
    "Arabic": ("١- ألف\n\n٢- باء\n\n٢-١ جيم\n\n٢-٢ دال", "r1 r2 r2.1 r2.2"),
    "Arabic words and letters": ("أولًا: ألف\n\nأ) باء\n\nب) تاء\n\nثانيًا: جيم", "r1 r1.1 r1.2 r2"),
    "named": ("Recommendation 1: A\n\n- B\n\nRecommendation 2: C", "r1 r1.1 r2"),
    "named in French": ("Recommandation n° 1 – A\n\nRecommandation n° 2 – B", "r1 r2"),
    "named in Arabic": ("التوصية الأولى: ألف\n\nالتوصية الثانية: باء", "r1 r2"),
    "as headings": ("### 1. A\n\n- B\n\n### 2. C\n\n- D", "r1 r1.1 r2 r2.1"),
    "bullets alone": ("- A\n  - B\n- C", "r1 r1.1 r2"),
    "bullets before the numbers": ("- of the sea;\n- of the land.\n\n1) A\n\n- B\n\n2) C", "r1 r1.1 r2"),
    "bullets with numbers below": ("- A\n  1. B\n  2. C\n- D\n  1. E", "r1 r1.1 r1.2 r2 r2.1"),
    "a number left out": ("1) A\n\n3) B", "r1 r3"),
    "a number twice": ("1) A\n\n1) B\n\n2) C", "r1 r2 r3"),
    "headings without numbers": ("### A\n\nWords.\n\n### B\n\nWords.", "r1 r2"),
    "leads": ("**A.** Words.\n\n**B.** Words.", "r1 r2"),
    "paragraphs": ("The islands agreed:\n\nTo go on.\n\nTo come back.", "r1 r2"),
    "a point without its recommendation": ("1.1 A\n\n1.2 B", "r1 r1.1 r1.2"),
}


@pytest.mark.parametrize(("text", "tree"), TREES.values(), ids=TREES.keys())
def test_recommendations_have_their_places_in_the_tree(text, tree):
    blocks = read(f"## Recommendations\n\n{text}\n".encode(), "a.md").blocks

    found = [block for block in blocks if block.kind in (Kind.RECOMMENDATION, Kind.POINT)]
    assert " ".join(block.anchor for block in found) == tree
    assert [block.number for block in found] == [anchor[1:] for anchor in tree.split()]
    assert [block.level for block in found] == [anchor.count(".") for anchor in tree.split()]


def test_words_on_a_recommendation_stand_under_it_and_what_follows_all_at_the_end():
    text = "1) A\n\nOn the first.\n\n2) B\n\n- C\n\nOn the second.\n\n- D\n\n  On D.\n\nOn everything."

    blocks = read(f"## Recommendations\n\nAs follows:\n\n{text}\n".encode(), "a.md").blocks

    assert [(block.anchor, block.text) for block in blocks][1:] == [
        ("recommendations.p1", "As follows:"),
        ("r1", "A"),
        ("r1.p1", "On the first."),
        ("r2", "B"),
        ("r2.1", "C"),
        ("r2.p1", "On the second."),
        ("r2.2", "D"),
        ("r2.2.p1", "On D."),
        ("end.p1", "On everything."),
    ]


def test_title_is_the_lead_or_the_first_sentence_and_never_too_long():
    long = "To keep one register of gardens. " + "It is read aloud. " * 30
    text = f"1) **A lead.** More of it.\n\n2) {long}\n\n3) {'word ' * 100}"

    blocks = read(f"## Recommendations\n\n{text}\n".encode(), "a.md").blocks

    titles = [block.title for block in blocks if block.kind == Kind.RECOMMENDATION]
    assert titles[:2] == ["A lead", "To keep one register of gardens"]
    assert len(titles[2]) <= 250
    assert titles[2].endswith("word…")


def test_numbers_given_by_us_are_said():
    summary = read(b"## Recommendations\n\n- A\n- B\n", "a.md")

    assert [remark.anchor for remark in summary.remarks if remark.code == "unnumbered"] == ["r1", "r2"]
