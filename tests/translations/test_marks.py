"""Marks, links and placeholders come through a translator as they were, or not at all."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.translations.marks import protect, restore

LINES = [
    ("plain words", "plain words"),
    ("- a list item", "a list item"),
    ("12. the twelfth", "the twelfth"),
    ("## A heading ", "A heading"),
    ("**all of it**", '<b id="1">all of it</b>'),
    ("*a* and *b*", '<i id="1">a</i> and <i id="2">b</i>'),
    ("5 * 3 * 2 apples", "5 * 3 * 2 apples"),
    ("[the *new* page](https://example.org/a)", '<a id="1">the <i id="2">new</i> page</a>'),
    ("%(n)s of {total}", '<code id="1" translate="no">%(n)s</code> of <code id="2" translate="no">{total}</code>'),
    ("R&D", '<code id="1" translate="no">1</code>'),
    ("see https://example.org/a.", 'see <code id="1" translate="no">https://example.org/a</code>.'),
]
PIECES = st.sampled_from(
    ["word", "كلمة", " ", "**", "*", "[a](https://x.org/y)", "[", "]", "(", ")", "%(n)s", "{n}", "<", ">", "&", "&amp;",
     "- ", "a@b.org", "https://x.org/", '<b id="1">', "</b>", "\u00a0", "'", '"']
)  # fmt: skip


@pytest.mark.parametrize(("line", "html"), LINES)
def test_protect_when_a_line_has_marks_then_they_are_numbered_tags(line, html):
    assert protect(line).html == html


@pytest.mark.parametrize(("line", "html"), LINES)
def test_restore_when_the_translator_changes_nothing_then_the_line_is_the_same(line, html):
    assert restore(protect(line), unescape(html)) == line


@given(st.lists(PIECES, max_size=12).map("".join))
def test_restore_when_the_line_is_anything_then_it_is_the_same_or_no_suggestion(line):
    restored = restore(protect(line), unescape(protect(line).html))

    assert restored is None or restored.split() == line.split()


@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=8).map("".join))
def test_restore_when_the_answer_is_anything_then_its_marks_are_those_of_the_line_or_it_is_none(line, answer):
    made = protect(line)

    restored = restore(made, answer)

    assert restored is None or sorted(protect(restored).tags.values()) == sorted(made.tags.values())
