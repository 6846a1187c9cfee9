"""The summary of the Tunis workshop, from the source documents."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.workshops.reader.reading import read
from workshops.reader import Kind


@pytest.fixture(scope="module")
def source() -> str:
    folder = os.environ.get("SEEDS_DIR")
    if not folder:
        pytest.skip("needs the source documents (SEEDS_DIR)")
    found = [text for path in Path(folder).glob("*.txt") if "Session IV:" in (text := path.read_text("utf-8"))]
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def summary(source):
    return read(source.encode(), "tunis.txt")


def test_tunis_has_its_opening_four_sessions_closing_and_recommendations(summary):
    sections = [(block.anchor, block.title) for block in summary.blocks if block.kind in _SECTIONS]

    assert sections == [
        ("opening", ""),
        ("s1", "Inter-Institutional Coordination: Comprehensive Diaspora Policies and Institutional Mechanisms"),
        ("s2", "Cooperation with Non-governmental and Inter-governmental Actors"),
        (
            "s3",
            _LONG_TITLE,
        ),
        ("s4", "Practices of Inter-Institutional Cooperation in relation to Diaspora Skills"),
        ("closing", "Closing Session"),
        ("recommendations", "Recommendations"),
    ]
    assert summary.title == "INTER-INSTITUTIONAL COORDINATION ON MIGRATION AND DEVELOPMENT"
    assert summary.language == "en"


_LONG_TITLE = (
    "Practices of Inter-Institutional Coordination in relation to Migrant Remittances, Diaspora Investment, "
    "and Philanthropic Interventions"
)
_SECTIONS = (Kind.OPENING, Kind.SESSION, Kind.CLOSING, Kind.RECOMMENDATIONS)


def test_tunis_has_four_recommendations_with_their_points(summary):
    tree = [block.anchor for block in summary.blocks if block.kind in (Kind.RECOMMENDATION, Kind.POINT)]

    assert tree == ["r1", "r2", "r2.1", "r2.2", "r3", "r3.1", "r3.2", "r4", "r4.1", "r4.2", "r4.3", "r4.4"]
    blocks = {block.anchor: block for block in summary.blocks}
    assert blocks["r2"].text == "To define shared aims of inter-institutional coordination"
    assert blocks["r4.4"].title == "Mechanisms for diaspora dialogue/participation"
    assert [anchor for anchor in blocks if anchor.startswith("r1.")] == ["r1.p1", "r1.p2", "r1.p3"]
    assert blocks["end.p1"].text.startswith("Through the workshop, we have uncovered")


def test_tunis_keeps_every_emphasised_passage_and_word(summary, source):
    text = "\n".join(block.text for block in summary.blocks)

    assert Counter(_words(text)) == Counter(_words(source))
    # The text of every passage between two marks, both sides.
    assert re.findall(r"\*\*(.+?)\*\*", text) == re.findall(r"\*\*(.+?)\*\*", source)
    assert "*stricto sensu*" in text
    assert "](" not in text
    assert "\\" not in text


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.sub(r"\[([^\]]*)\]\(#\)", r"\1", text))


def test_tunis_names_its_resources_with_their_languages(summary, source):
    named = {resource.name: resource for resource in summary.resources}

    assert {name.replace("(", r"\(").replace(")", r"\)") for name in named} == {
        name for name in re.findall(r"\[([^\]]+)\]\(#\)", source) if len(name) > 2
    }
    assert named["PLASEPRI"].languages == ("fr",)
    assert named["PLASEPRI"].anchor == "s3.p3"
    assert named["World Lebanese Cultural Union"].languages == ("ar", "en", "fr")
    assert named["Zewail City of Science and Technology"].languages == ("ar", "en")
    assert named["Immigration and Integration Office (OFII)"].languages == ("fr",)
    assert not any(resource.address for resource in summary.resources)


def test_tunis_is_joined_where_its_pages_broke(summary):
    assert any("associative movement of Algerians residing abroad" in block.text for block in summary.blocks)
    joined = [remark for remark in summary.remarks if remark.code == "joined"]
    assert len(joined) == 1


def test_tunis_sessions_have_their_lists_as_items(summary):
    items = Counter(block.anchor.split(".")[0] for block in summary.blocks if block.kind == Kind.ITEM)

    assert items == {"opening": 5, "s1": 7}
