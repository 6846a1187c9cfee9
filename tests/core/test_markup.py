"""The little markup within a paragraph: what it makes, and what it never lets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.core.markup import blocks, inline, runs, without_marks

MARKED = [
    ("plain", "plain", "plain"),
    ("**strong** words", "<strong>strong</strong> words", "strong words"),
    ("*so*", "<em>so</em>", "so"),
    ("**all *of* it**", "<strong>all <em>of</em> it</strong>", "all of it"),
    ("[it](https://x.org/?b=1&c)", '<a href="https://x.org/?b=1&amp;c" rel="noopener nofollow">it</a>', "it"),
    ("two\nlines", "two<br>lines", "two\nlines"),
    ("**unfinished", "**unfinished", "**unfinished"),
    ("5 * 3 * 2", "5 * 3 * 2", "5 * 3 * 2"),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("<b>**&**</b>", "&lt;b&gt;<strong>&amp;</strong>&lt;/b&gt;", "<b>&</b>"),
    ("**التنسيق** مسار", "<strong>التنسيق</strong> مسار", "التنسيق مسار"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html", "plain"), MARKED)
def test_text_when_marked_up_then_html_and_plain_text_say_the_same(text, html, plain):
    assert inline(text) == html
    assert without_marks(text) == plain


BLOCKS = [
    ("One\n\n\nTwo", "<p>One</p>\n\n<p>Two</p>"),
    ("A:\n- **a**\n- b\nB", '<p>A:</p>\n\n<ul class="bullets"><li><strong>a</strong></li><li>b</li></ul>\n\n<p>B</p>'),
    ("-5 degrees\nand <more>", "<p>-5 degrees<br>and &lt;more&gt;</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html"), BLOCKS)
def test_text_when_it_is_longer_then_paragraphs_and_lists(text, html):
    assert blocks(text) == html


@given(st.text(alphabet="*[]()<>&\"'ab\n:/h t", max_size=60))
def test_text_when_it_is_hostile_then_only_our_elements_come_out(text):
    found = inline(text)

    assert set(re.findall(r"</?([a-z]+)", found)) <= {"strong", "em", "a", "br"}
    assert "".join(piece for _kind, piece in runs(text)) == without_marks(text)
