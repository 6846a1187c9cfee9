"""Texts that nobody writes by hand: they are read in bounded time, and nothing of them is lost."""

import time

import pytest

from tests.workshops.reader.reading import read
from workshops.reader import Kind, align

TEXTS = {
    "a line without end": "garden " * 40_000,
    "a word without end": "a" * 400_000,
    "many stars": "*a " * 6_000,
    "many open brackets": "[" * 15_000 + "a",
    "many open links": "[a](" * 5_000,
    "many backticks": " ".join("`" * number for number in range(1, 180)) + " a",
    "deep quotations": ">" * 5_000 + " a garden",
    "deep lists": "- " * 5_000 + "a garden",
    "lists within lists": "\n".join("  " * depth + "- garden" for depth in range(300)),
    "deep numbers": "1. " * 3_000 + "a garden",
    "only headings": "\n\n".join(f"## Heading {number}" for number in range(500)),
    "only sessions": "\n\n".join(f"## Session {number % 90}: Gardens" for number in range(500)),
    "only items": "\n".join(f"- item {number}" for number in range(1_000)),
    "only recommendations": "## Recommendations\n\n" + "\n\n".join(f"{number}) Garden" for number in range(500)),
    "a tree without end": "## Recommendations\n\n"
    + "\n\n".join(f"{'1.' * 4}{number % 999} Garden" for number in range(300)),
    "many short paragraphs": "\n\n".join(["garden"] * 1_000),
    "many tables": "|a|b|\n|-|-|\n" + "|c|d|\n" * 500,
    "many footnotes": "\n".join(f"[^{number}]: note" for number in range(1_000)) + "\n\ngarden " + "[^1]" * 1_000,
    "many references": "\n".join(f"[r{number}]: https://example.org" for number in range(1_000)) + "\n\ngarden",
    "blanks": "a" + " " * 200_000 + "garden",
    "capitals before a mark": "Garden Of The Sea " * 1_000 + "(EN)",
    "brackets and marks": "garden (EN) " * 1_600,
    "one quotation after another": "“garden " * 2_000 + "(EN)",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_is_read_in_bounded_time(text):
    started = time.process_time()

    blocks = read(text.encode(), "a.md").blocks

    assert time.process_time() - started < 4
    assert blocks
    assert len({block.anchor for block in blocks}) == len(blocks)


def test_long_sections_align_in_bounded_time():
    text = "## Session 1: Gardens\n\n" + "\n\n".join(f"The garden of number {number}." for number in range(400))
    blocks = read(text.encode(), "a.md").blocks
    started = time.process_time()

    found = align(blocks, [block for block in blocks if block.anchor != "s1.p200"])

    assert time.process_time() - started < 6
    assert [pair.reference for pair in found.doubtful()] == [("s1.p200",)]
    assert all(block.kind in (Kind.SESSION, Kind.PARAGRAPH) for block in found.blocks)
