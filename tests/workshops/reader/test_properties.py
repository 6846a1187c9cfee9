"""What holds for every text, whatever people write."""

import re
from collections import Counter
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amedip.core.reading.pieces import Run, plain, tidy, written
from amedip.core.reading.verdicts import Refused
from tests.workshops.reader.reading import read
from workshops.reader import SECTIONS, Kind, Summary

_WORDS = """
    garden hedge island the of AMEDIP 2031 جزيرة السجل île l’été **wall** *sea* (FR) [Book](#) and, so. thus: 5% a) _
    \\* [Site](https://example.org/)
"""
_STARTS = (
    *("", "", "", "- ", "  - ", "1) ", "2. ", "٣- ", "a) ", "• ", "# ", "## ", "### ", "> ", "    ", "|", "[^1]: "),
    *("Session 2: ", "Séance III : ", "الجلسة الأولى: ", "Introduction\n\n", "Conclusion\n\n", "Recommendations"),
    *("2.1 ", "Recommendation 4: "),
)
WORDS, STARTS = st.sampled_from(_WORDS.split()), st.sampled_from(_STARTS)
LINES = st.builds(lambda start, words: start + " ".join(words), STARTS, st.lists(WORDS, max_size=14))
TEXTS = st.lists(LINES, max_size=25).map("\n\n".join) | st.lists(LINES, max_size=25).map("\n".join)
HOSTILE = st.text(st.sampled_from("ab 1.)-*_[]()<>#>|`\\\n\t:!&;^~=+\u200fجا٣"), max_size=300)


def words_of(text: str) -> Counter:
    """Words of letters; addresses of links are none, and what marks a line as a list or footnote neither."""
    text = re.sub(r"\[([^\]\[]*)\]\([^)\s]*\)", r"\1", text)
    return Counter(word for word in re.findall(r"[^\W\d_]{2,}", text.replace("\u200f", "")))


def read_or_nothing(text: str) -> Summary:
    if any(char.isalpha() for char in text):
        with suppress(Refused, ValidationError):  # what has letters in addresses or footnotes only is empty too
            return read(text.encode(), "a.md")
    return Summary("", "en")


@pytest.mark.parametrize("texts", [TEXTS, HOSTILE], ids=["people’s", "hostile"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_word_is_lost(texts, data):
    text = data.draw(texts)

    summary = read_or_nothing(text)

    kept = "\n".join([block.text for block in summary.blocks] + [remark.text for remark in summary.remarks])
    # A mark such as “Recommendation 4:” becomes a number.
    source = re.sub(r"(?m)^\W*Recommendation 4:", "", text)
    if any(char.isalpha() for char in text) and summary.blocks:
        assert not words_of(source) - words_of(kept)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_addresses_are_unique_ordered_and_the_same_each_time(text):
    summary = read_or_nothing(text)

    addresses = [block.anchor for block in summary.blocks]
    assert len(set(addresses)) == len(addresses)
    for base in {address.rpartition(".p")[0] for address in addresses if ".p" in address}:
        own = [
            int(address[len(base) + 2 :]) for address in addresses if re.fullmatch(rf"{re.escape(base)}\.p\d+", address)
        ]
        assert own == list(range(1, len(own) + 1))
    sessions = [int(block.number) for block in summary.blocks if block.kind == Kind.SESSION]
    assert sessions == sorted(set(sessions))
    tree = [
        tuple(map(int, block.number.split(".")))
        for block in summary.blocks
        if block.kind in (Kind.RECOMMENDATION, Kind.POINT)
    ]
    assert tree == sorted(tree)
    assert all(path[:-1] in tree for path in tree if len(path) > 1)
    assert all(block.text for block in summary.blocks if block.kind not in (*SECTIONS, Kind.RECOMMENDATION, Kind.POINT))
    assert read_or_nothing(text) == summary
    assert Summary.from_json(summary.as_json()) == summary


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(Run, st.text(st.sampled_from("ab *[]()\u00ad\n"), max_size=6), st.booleans(), st.booleans(),
                          st.sampled_from([None, "#", "https://example.org/a b"])), max_size=6))  # fmt: skip
def test_written_runs_have_no_dead_link_and_no_loose_mark(runs):
    tidied = tidy(runs)

    text = written(tidied)

    assert "](#)" not in text
    assert text.count("](https://") == sum(bool(run.link and run.link != "#" and run.text.strip()) for run in tidied)
    assert tidy(tidied) == tidied
    assert plain(tidied) == " ".join(plain(tidied).split(" "))
