"""Word-level differences: exact, escaped, and short where nothing changed."""

import pytest

from amedip.core.differences import word_difference


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "new", "<ins>new</ins>"),
        ("old", "", "<del>old</del>"),
        ("", "", ""),
        ("the same", "the same", "the same"),
        ("one two three", "one 2 three", "one <del>two</del><ins>2</ins> three"),
        ("one two three four", "one 2 3 four", "one <del>two three</del><ins>2 3</ins> four"),
        ("one two", "three four five", "<del>one two</del><ins>three four five</ins>"),
        ("تحويلات المهاجرين", "تحويلات المغتربين", "تحويلات <del>المهاجرين</del><ins>المغتربين</ins>"),
        ("a <b>", "a <i>", "a <del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"),
    ],
)
def test_difference_when_words_change_then_just_they_are_marked(before, after, shown):
    assert word_difference(before, after) == shown


def test_difference_when_the_text_is_long_then_the_unchanged_middle_is_left_out():
    rest = " ".join(f"word{n}" for n in range(500))

    shown = word_difference(f"old {rest} end", f"new {rest} end")

    assert shown.startswith("<del>old</del><ins>new</ins> word0")
    assert shown.endswith("…") or " … " in shown
    assert len(shown) < 500


def test_difference_when_the_texts_are_enormous_then_it_is_given_whole():
    before, after = "a " * 5000, "b " * 5000

    assert word_difference(before, after) == f"<del>{before}</del><ins>{after}</ins>"
